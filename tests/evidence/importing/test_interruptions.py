"""An import that is stopped, at any point, is finished by running it again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from evidence.constants import DuplicateAnswer
from evidence.importing import services
from evidence.importing.services import import_file
from evidence.models import (
    ComputedEffect,
    Finding,
    PossibleDuplicate,
    Reference,
    SearchEntry,
    SearchOutbox,
    Study,
)
from tests.evidence.importing.rows import ROW, table
from tests.races import at_once

ROOT = Path(__file__).resolve().parents[3]
ROWS = 60
LONGEST_SECONDS = 60
NUMBERS = {
    "effect_metric": "g", "effect_size": "0.59", "intervention_n": "50",
    "comparison_n": "50", "intervention_mean": "103", "comparison_mean": "100",
    "intervention_sd": "5.5", "comparison_sd": "4.5",
}  # fmt: skip


def rows(number):
    """Rows of ten studies each, some with look-alikes and some without a key."""
    for row in range(number):
        study = row // 10
        yield (
            ROW
            | NUMBERS
            | {
                "doi": "",
                "title": f"A long title of a study about fractions in class {'abcdefghij'[study % 10]} {study // 10}",
                "outcome": f"Test {row}",
                "key": f"k{row}" if row % 2 else "",
            }
        )


def state():
    """Everything that an import leaves, without keys and dates."""
    return {
        "references": sorted(Reference.objects.values_list("slug", "title", "doi")),
        "studies": sorted(Study.objects.values_list("reference__slug", "label")),
        "findings": sorted(Finding.objects.values_list("key", "outcome", "intervention_record__name")),
        "effects": sorted(ComputedEffect.objects.values_list("finding__key", "g")),
        "pairs": sorted(PossibleDuplicate.objects.values_list("first__slug", "second__slug")),
        "search": sorted(each["title"] for each in SearchEntry.objects.values_list("document", flat=True)),
        "waiting": SearchOutbox.objects.count(),
    }  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_text(table(*rows(ROWS)), encoding="utf-8", newline="")
    return path


def empty():
    for model in (PossibleDuplicate, Finding, Study, Reference, SearchEntry):
        model.objects.all().delete()
    SearchOutbox.objects.all().delete()


@pytest.fixture
def whole(file, monkeypatch, transactional_db):
    """What one undisturbed run leaves."""
    monkeypatch.setattr(services, "PORTION", 7)
    import_file(path=file, this_year=2026)
    found = state()
    empty()
    assert len(found["findings"]) == ROWS
    assert found["pairs"]
    return found


class Stopped(BaseException):
    """As when the process is ended: nothing catches it."""


@pytest.mark.parametrize("row", [1, 6, 7, 8, 35, ROWS])
def test_stopped_at_any_row_it_ends_as_one_run_would(file, whole, row):
    def stop(done, total):
        if done == row:
            raise Stopped

    with pytest.raises(Stopped):
        import_file(path=file, this_year=2026, on_progress=stop)
    report = import_file(path=file, this_year=2026)

    assert state() == whole
    assert report.counts.total() == ROWS
    assert not report.refusals


def test_stopped_between_commit_and_search_the_search_still_learns_of_it(
    file, whole, monkeypatch
):
    import_file(path=file, this_year=2026)
    SearchEntry.objects.all().delete()
    SearchOutbox.objects.bulk_create(
        SearchOutbox(uid=f"reference:{pk}", created_at=now, next_try=now)
        for pk, now in Reference.objects.values_list("pk", "created_at")
    )

    import_file(path=file, this_year=2026)

    assert state() == whole


def database_url():
    """The test's own database, for a process of its own."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}"
    return f"postgres://{user}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


def test_a_killed_process_leaves_what_a_second_run_completes(
    tmp_path, transactional_db
):
    path = tmp_path / "long.csv"
    path.write_text(table(*rows(1600)), encoding="utf-8", newline="")
    command = [sys.executable, str(ROOT / "manage.py"), "import_evidence", str(path)]
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "mesh.settings.test",
    }

    process = subprocess.Popen(command, env=environment, stdout=-3, stderr=-3)
    end = time.monotonic() + LONGEST_SECONDS
    while not Finding.objects.exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    written = Finding.objects.count()
    report = import_file(path=path, this_year=2026)

    assert 0 < written < 1600
    assert written % services.PORTION == 0
    assert report.counts["unchanged"] == written
    assert report.counts["created"] == 1600 - written
    assert ComputedEffect.objects.count() == Finding.objects.count() == 1600
    assert Reference.objects.count() == SearchEntry.objects.count() == 160
    assert not SearchOutbox.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_end_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(services, "PORTION", 7)
    path = tmp_path / "findings.csv"
    path.write_text(table(*rows(ROWS)), encoding="utf-8", newline="")

    def attempt():
        return import_file(path=path, this_year=2026)

    outcomes = at_once(attempt, attempt)

    assert [each.error for each in outcomes] == [None, None]
    assert not any(each.result.refusals for each in outcomes)
    assert sum(each.result.counts["created"] for each in outcomes) == ROWS
    assert Finding.objects.count() == ROWS
    assert Reference.objects.count() == Study.objects.count() == ROWS // 10


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_references_imported_twice_at_once_are_there_once(tmp_path):
    ris = "".join(
        f"TY  - JOUR\nTI  - Study {n}\nAU  - Ni, Y.\nPY  - 2020\nER  - \n"
        for n in range(40)
    )
    path = tmp_path / "file.ris"
    path.write_text(ris)

    def attempt():
        return import_file(path=path, this_year=2026)

    outcomes = at_once(attempt, attempt)

    assert [each.error for each in outcomes] == [None, None]
    assert Reference.objects.count() == 40
    assert not PossibleDuplicate.objects.filter(answer=DuplicateAnswer.SAME).exists()
