"""How the runs of `make test` are counted and closed."""

import pytest

from scripts import run_tests
from scripts.engines.server import Engine

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_one"/>
<testcase classname="tests.a" name="test_two"><failure message="no"/></testcase>
<testcase classname="tests.a" name="test_three"><error message="no"/></testcase>
<testcase classname="tests.a" name="test_four"><skipped message="needs it"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def results() -> run_tests.Results:
    return run_tests.Results()


def test_an_error_counts_as_a_failure(tmp_path, results):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    run_tests._count("SQLite", report, results)

    assert results.closing_line == "1 passed, 2 failed, 1 skipped"


def test_a_skipped_test_is_named_with_its_reason(tmp_path, results):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    run_tests._count("SQLite", report, results)

    assert results.not_run == ["tests.a.test_four on SQLite: needs it"]


def test_two_runs_are_added_up(tmp_path, results):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    run_tests._count("SQLite", report, results)
    run_tests._count("PostgreSQL", report, results)

    assert results.closing_line == "2 passed, 4 failed, 2 skipped"


def test_a_run_that_broke_off_is_a_failure(tmp_path, results):
    run_tests._count("SQLite", tmp_path / "missing.xml", results)

    assert results.closing_line == "0 passed, 1 failed, 0 skipped"


def test_an_engine_that_cannot_be_had_is_named_with_the_reason(results):
    run_tests._introduce(Engine("PostgreSQL", reason="none here"), results)

    assert results.not_run == ["tests on PostgreSQL: none here"]


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_what_was_not_run_is_a_failure_in_ci_only(
    results, monkeypatch, capsys, ci, code
):
    monkeypatch.setenv("CI", ci)
    results.not_run.append("tests on PostgreSQL: none here")

    assert run_tests._close(results) == code
    lines = capsys.readouterr().out.splitlines()
    assert "  tests on PostgreSQL: none here" in lines
    assert lines[-1] == "0 passed, 0 failed, 0 skipped"


def test_a_failed_run_is_a_failure_everywhere(results, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    results.is_good = False

    assert run_tests._close(results) == 1
