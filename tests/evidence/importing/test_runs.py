"""An uploaded file in the admin: checked, confirmed, imported, kept in the history."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.constants import RunState
from evidence.importing import runs
from evidence.importing.beats import Beats, Superseded
from evidence.models import Finding, ImportRun, Reference
from mesh.core.constants import Role
from tests.evidence.importing.rows import ROW, table

pytestmark = pytest.mark.django_db

UPLOAD = reverse("evidence_imports:upload")
LIST = reverse("evidence_imports:list")
WRONG = ROW | {"effect_size": "1,05", "outcome": "=B"}


@pytest.fixture
def user(person):
    return person(Role.CURATOR)


@pytest.fixture
def curator(client, user):
    client.force_login(user)
    return client


def uploaded(content=None, name="findings.csv"):
    text = table(ROW, WRONG) if content is None else content
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    """Runs what was left for after the commit: the worker's task, at once."""

    def run(do):
        with django_capture_on_commit_callbacks(execute=True):
            return do()

    return run


@pytest.fixture
def start(work, user, now):
    def run(content=None):
        file = uploaded(content)
        found = work(lambda: runs.start_run(file=file, by=user, now=now))
        return ImportRun.objects.get(pk=found.pk)

    return run


def act(client, run, action):
    address = reverse("evidence_imports:run", args=[run.pk])
    return client.post(address, {"action": action}, follow=True)


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_an_upload_is_checked_and_nothing_is_written(curator, work, user):
    answer = work(lambda: curator.post(UPLOAD, {"file": uploaded()}))

    run = ImportRun.objects.get()
    html = curator.get(answer.url).text
    assert run.state == RunState.CHECKED
    assert run.started_by == user
    assert run.counted("created") == 1
    assert len(run.sha256) == 64
    assert "What would be imported" in html
    assert "write a decimal point" in html
    assert not Finding.objects.exists()


def test_confirmed_it_goes_in_and_the_file_goes(curator, start, work):
    run = start()
    name, storage = run.file.name, run.file.storage

    work(lambda: act(curator, run, "confirm"))

    run.refresh_from_db()
    assert run.state == RunState.IMPORTED
    assert run.ended_at is not None
    assert Finding.objects.count() == 1
    assert "<i>Psychonomic" in Reference.objects.get().citation_html
    assert not run.file
    assert not storage.exists(name)
    html = curator.get(run.get_absolute_url()).text
    assert "What was imported" in html
    assert "Import it" not in html


def test_the_history_says_who_when_and_which_file(curator, start, user):
    run = start()

    html = curator.get(LIST).text
    page = curator.get(run.get_absolute_url()).text

    assert "findings.csv" in html
    assert str(user) in html
    assert run.get_state_display() in html
    assert run.sha256 in page


def test_the_history_takes_few_queries(curator, start, django_assert_max_num_queries):
    for _each in range(6):
        start()
    curator.get(LIST)

    with django_assert_max_num_queries(20):
        curator.get(LIST)


def test_the_whole_report_can_be_downloaded_and_is_harmless(curator, start):
    run = start()

    answer = curator.get(reverse("evidence_imports:report", args=[run.pk]))

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "line,what,reason"
    assert lines[1].startswith("3,refused,")
    assert "report.csv" in answer["Content-Disposition"]


def test_a_report_that_is_not_there_yet_is_not_found(curator, user, now):
    run = runs.start_run(file=uploaded(), by=user, now=now)

    report = reverse("evidence_imports:report", args=[run.pk])

    assert curator.get(report).status_code == 404


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04zip", "ZIP archive"),
        ("<html>", "none of RIS"),
        (table(ROW).encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_is_no_source_is_refused_as_a_whole(
    curator, start, content, message
):
    run = start(content)

    assert run.state == RunState.REFUSED
    assert message in run.refusal
    assert not run.file
    html = curator.get(run.get_absolute_url()).text
    assert message in html
    assert "Import another file" in html


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "This field is required"),
        ({"file": uploaded(b"")}, "The submitted file is empty"),
    ],
)
def test_an_upload_without_content_is_said_at_the_field(curator, files, message):
    answer = curator.post(UPLOAD, files)

    assert message in answer.text
    assert not ImportRun.objects.exists()


def test_an_upload_that_is_too_large_is_said_at_the_field(curator, monkeypatch):
    monkeypatch.setattr("evidence.importing.run_forms.MAX_FINDINGS", 10)

    assert "larger than 10" in curator.post(UPLOAD, {"file": uploaded()}).text


def test_nothing_new_can_not_be_confirmed_on_the_page(curator, start, work):
    work(lambda: act(curator, start(table(ROW)), "confirm"))

    html = curator.get(start(table(ROW)).get_absolute_url()).text

    assert "There is nothing new in it" in html
    assert "The very same file was" in html
    assert 'value="confirm"' not in html


def test_discarded_the_file_goes_and_the_history_stays(curator, start, work):
    run = start()

    work(lambda: act(curator, run, "discard"))

    run.refresh_from_db()
    assert run.state == RunState.DISCARDED
    assert not run.file
    assert not Finding.objects.exists()


def test_what_is_working_shows_how_far_it_is(curator, user, now):
    run = runs.start_run(file=uploaded(), by=user, now=now)
    ImportRun.objects.filter(pk=run.pk).update(rows_done=30, rows_total=120)

    html = curator.get(run.get_absolute_url()).text
    status = curator.get(reverse("evidence_imports:status", args=[run.pk])).json()

    assert 'value="30" max="120"' in html
    assert "30 of 120 rows" in html
    assert status == {"state": "checking", "done": 30, "total": 120, "is_stale": False}
    assert "25 %" in curator.get(LIST).text


def stop(run, state, when, **fields):
    """As a worker leaves it that was ended."""
    ImportRun.objects.filter(pk=run.pk).update(
        state=state, claim="dead", beat_at=when, **fields
    )


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_run_whose_worker_was_stopped_can_be_continued(
    curator, start, work, user, now, confirmed
):
    run = start()
    state = RunState.IMPORTING if confirmed else RunState.CHECKING
    stop(run, state, now - dt.timedelta(minutes=3),
         confirmed_by=user if confirmed else None)  # fmt: skip
    assert "no sign of life" in curator.get(run.get_absolute_url()).text

    work(lambda: act(curator, run, "resume"))

    run.refresh_from_db()
    assert run.state == (RunState.IMPORTED if confirmed else RunState.CHECKED)
    assert Finding.objects.count() == int(confirmed)


def test_a_run_that_is_alive_is_not_taken_away(curator, start, now):
    run = start()
    stop(run, RunState.IMPORTING, now)

    assert "is being worked on" in told(act(curator, run, "resume"))


def test_a_settled_run_is_not_continued(curator, start, work):
    run = start()
    work(lambda: act(curator, run, "discard"))

    assert "settled" in told(act(curator, run, "resume"))


def test_a_part_that_may_be_in_is_not_discarded(curator, start, user, now):
    run = start()
    stop(run, RunState.FAILED, now, confirmed_by=user)

    assert "continue it, so that it ends well" in told(act(curator, run, "discard"))


@pytest.mark.parametrize("state", [each for each in RunState if each != "checked"])
def test_only_what_was_checked_is_confirmed(curator, start, state):
    run = start()
    ImportRun.objects.filter(pk=run.pk).update(state=state, confirmed_by=None)

    answer = act(curator, run, "confirm")

    run.refresh_from_db()
    assert run.state == state
    assert "be done any more" in told(answer) or "not checked to its end" in told(
        answer
    )


def test_an_action_that_does_not_exist_is_refused(curator, start):
    assert "Choose what to do" in told(act(curator, start(), "explode"))


def test_a_fault_of_ours_is_kept_with_the_run_and_can_be_continued(
    curator, start, work, monkeypatch
):
    run = start()

    def fail(**options):
        raise RuntimeError("out of paper")

    monkeypatch.setattr(runs, "import_file", fail)
    work(lambda: act(curator, run, "confirm"))

    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "out of paper" in run.refusal
    assert "Continue" in curator.get(run.get_absolute_url()).text

    monkeypatch.undo()
    work(lambda: act(curator, run, "resume"))
    run.refresh_from_db()
    assert run.state == RunState.IMPORTED


def test_a_second_worker_leaves_the_run_alone(start, now):
    run = start()
    stop(run, RunState.IMPORTING, now)

    runs.work_on(key=run.pk, now=now)

    run.refresh_from_db()
    assert run.claim == "dead"
    assert not Finding.objects.exists()


def test_a_worker_that_lost_its_run_stops_and_settles_nothing(
    start, now, user, monkeypatch
):
    run = start()
    ImportRun.objects.filter(pk=run.pk).update(
        state=RunState.IMPORTING, confirmed_by=user
    )

    def lose(**options):
        ImportRun.objects.filter(pk=run.pk).update(claim="another")
        raise Superseded

    monkeypatch.setattr(runs, "import_file", lose)
    runs.work_on(key=run.pk, now=now)

    run.refresh_from_db()
    assert (run.state, run.claim) == (RunState.IMPORTING, "another")


def test_an_ending_is_not_written_over_another_workers_run(
    start, now, user, monkeypatch
):
    run = start()
    ImportRun.objects.filter(pk=run.pk).update(
        state=RunState.IMPORTING, confirmed_by=user
    )
    genuine = runs.import_file

    def lose_at_the_end(**options):
        report = genuine(**options)
        ImportRun.objects.filter(pk=run.pk).update(claim="another")
        return report

    monkeypatch.setattr(runs, "import_file", lose_at_the_end)
    runs.work_on(key=run.pk, now=now)

    run.refresh_from_db()
    assert (run.state, run.claim) == (RunState.IMPORTING, "another")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CURATOR])
def test_others_neither_see_nor_import(client, person, role, start, now):
    run, other = start(), person(role)
    client.force_login(other)

    for address in (LIST, UPLOAD, run.get_absolute_url(),
                    reverse("evidence_imports:status", args=[run.pk]),
                    reverse("evidence_imports:report", args=[run.pk])):  # fmt: skip
        assert client.get(address).status_code == 302
    act(client, run, "confirm")
    run.refresh_from_db()
    assert run.state == RunState.CHECKED
    with pytest.raises(runs.UnableToRun, match="Only a curator"):
        runs.confirm_run(run=run, by=other, now=now)


@pytest.mark.django_db(transaction=True)
def test_a_worker_gives_signs_of_life(user, now):
    run = ImportRun.objects.create(
        started_by=user, started_at=now, file_name="f", file_size=1, sha256="0" * 64,
        state=RunState.IMPORTING, claim="mine",
    )  # fmt: skip

    with Beats(run.pk, "mine") as beats:
        beats(1, 50)
        beats(2, 50)

    run.refresh_from_db()
    assert (run.rows_done, run.rows_total) == (1, 50)
    assert run.beat_at >= now
    ImportRun.objects.update(claim="another")
    with pytest.raises(Superseded), Beats(run.pk, "mine") as beats:
        beats(50, 50)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_check_gives_signs_through_a_connection_of_its_own(user, now, tmp_path):
    run = ImportRun.objects.create(
        started_by=user, started_at=now, file_name="f", file_size=1, sha256="0" * 64,
        claim="mine",
    )  # fmt: skip
    path = tmp_path / "f.csv"
    path.write_text(table(ROW))

    with Beats(run.pk, "mine") as beats:
        runs.import_file(path=path, this_year=2026, dry_run=True, on_progress=beats)

    run.refresh_from_db()
    assert (run.rows_done, run.rows_total) == (1, 1)
    assert not Finding.objects.exists()
