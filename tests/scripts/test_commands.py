"""The refusals of `make`: one sentence that says what to do."""

import socket
import subprocess
import sys

import pytest

from scripts import commands, demo, environment, frontend
from scripts.console import CommandFailed, Refusal


def test_an_unknown_command_is_answered_with_the_known_ones(capsys):
    assert commands.run(["dance"]) == 2
    assert "there are: assets, demo, licences, lock, setup" in capsys.readouterr().out


def test_a_refusal_is_one_sentence_and_no_traceback(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "80x")

    assert commands.run(["demo"]) == 1
    assert capsys.readouterr().out.strip() == (
        "PORT is '80x'; it must be a number from 1 to 65535."
    )


def test_the_demo_refuses_a_port_in_use():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refusal, match=f"Port {port} is in use: .*PORT={port + 1}"):
            demo._refuse_a_port_in_use(port)


def test_the_demo_ends_with_one_sentence_and_no_traceback(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        done = subprocess.run(
            [sys.executable, "-m", "scripts", "demo"],
            cwd=environment.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.strip() == (
        f"Port {port} is in use: stop the program that uses it, or take another: "
        f"make demo PORT={port + 1}"
    )


def test_no_step_of_the_demo_waits_for_somebody_to_answer(monkeypatch, tmp_path):
    """Django asks before it clears static files or changes a database that is there."""
    ran = []
    monkeypatch.setattr(demo, "run", lambda words, **_rest: ran.append(words))
    monkeypatch.setattr(demo, "STAMPS", tmp_path)

    demo._prepare(demo._variables(8000))

    commands_run = {words[2]: words[3:] for words in ran}
    assert list(commands_run) == ["collectstatic", "migrate", "load_demo"]
    assert "--no-input" in commands_run["collectstatic"]
    assert "--no-input" in commands_run["migrate"]


def test_packages_of_the_front_end_that_are_a_link_are_left_alone(
    monkeypatch, tmp_path
):
    others = tmp_path / "others"
    (others / "esbuild").mkdir(parents=True)
    sources = tmp_path / "frontend"
    sources.mkdir()
    (sources / "node_modules").symlink_to(others)
    monkeypatch.setattr(frontend, "SOURCES", sources)

    frontend._install({})

    assert (others / "esbuild").exists()


def test_the_demo_never_takes_a_real_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://mesh@database/mesh")
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example.org")

    variables = demo._variables(8000)

    assert not {"DATABASE_URL", "EMAIL_URL"} & set(variables)
    assert variables["DJANGO_SETTINGS_MODULE"] == "mesh.settings.demo"


def test_a_missing_network_is_told_as_such():
    failure = CommandFailed(["pip"], "... NewConnectionError('...') ...")

    sentence = environment.explain(failure, "The Python packages")

    assert sentence == (
        "The Python packages could not be fetched: "
        "connect to the network and start again."
    )


def test_another_failure_keeps_the_last_words_of_the_program():
    failure = CommandFailed(["pip"], "one\ntwo")

    sentence = environment.explain(failure, "The Python packages")

    assert sentence == "The Python packages could not be installed:\n  one\n  two"


def test_a_python_without_venv_is_told_which_package_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(Refusal, match=r"apt-get install python3\.\d+-venv"):
        environment._make(tmp_path / "venv")


def test_a_python_that_is_too_old_is_told_so():
    code = (
        "import sys; sys.version_info = (3, 9, 0); "
        "from scripts.__main__ import main; sys.exit(main(['demo']))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stdout.startswith("MESH needs Python 3.11 or newer, and this is")


def test_a_step_is_done_again_only_when_its_sources_change(tmp_path):
    stamp, source = tmp_path / "stamp", tmp_path / "source.txt"
    source.write_text("one")

    assert not environment.unchanged(stamp, [source])

    environment.mark(stamp, [source])
    assert environment.unchanged(stamp, [source])

    source.write_text("two")
    assert not environment.unchanged(stamp, [source])
