"""An uploaded file on its way: checked first, imported once a person has said so.

States and what may follow: `evidence.constants.NEXT_RUN_STATES`. The work is done by a
task; a worker that was stopped leaves a run that can be taken up again.
"""

import datetime as dt
import hashlib
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from evidence.constants import NEXT_RUN_STATES, RunState
from evidence.formats.items import UnreadableFile
from evidence.importing.beats import Beats, Superseded
from evidence.importing.report import FullReport, Report
from evidence.importing.services import import_file
from evidence.models import ImportRun
from evidence.permissions import may_import
from evidence.services import render_missing_citations

NAME_LENGTH = 255


class UnableToRun(Exception):
    """An import that can't go on so; the message says why in the user's words."""


def start_run(*, file: UploadedFile, by: Any, now: dt.datetime) -> ImportRun:
    """Keep an uploaded file and have it checked; nothing is imported yet.

    Raises:
        UnableToRun: the person may not.
    """
    _require(by)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    run = ImportRun(
        started_by=by,
        started_at=now,
        file_name=str(file.name)[-NAME_LENGTH:],
        file_size=file.size or 0,
        sha256=digest.hexdigest(),
    )
    file.seek(0)
    run.file.save(uuid.uuid4().hex, file, save=False)
    run.save()
    _enqueue(run)
    return run


@transaction.atomic
def confirm_run(*, run: ImportRun, by: Any, now: dt.datetime) -> None:
    """Import what was checked.

    Raises:
        UnableToRun: it was not checked, or somebody was faster, or the person may not.
    """
    _require(by)
    held = _held(run, RunState.IMPORTING)
    if held.state != RunState.CHECKED:
        raise UnableToRun(_("It was not checked to its end: continue it first."))
    held.state, held.confirmed_by = RunState.IMPORTING, by
    held.claim, held.beat_at, held.rows_done = "", now, 0
    held.save()
    _enqueue(held)


@transaction.atomic
def discard_run(*, run: ImportRun, by: Any, now: dt.datetime) -> None:
    """Forget the file; its name and report stay in the history.

    Raises:
        UnableToRun: it is being imported, or is settled, or the person may not.
    """
    _require(by)
    held = _held(run, RunState.DISCARDED)
    if held.confirmed_by is not None:
        raise UnableToRun(
            _("A part of it may be in already: continue it, so that it ends well.")
        )
    held.state, held.claim, held.ended_at = RunState.DISCARDED, "", now
    _forget_file(held)
    held.save()


@transaction.atomic
def resume_run(*, run: ImportRun, by: Any, now: dt.datetime) -> None:
    """Take up a run that broke off, or whose worker gives no sign of life any more.

    Raises:
        UnableToRun: it is alive, or settled, or the person may not.
    """
    _require(by)
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.is_working and not held.is_stale(now):
        raise UnableToRun(_("It is being worked on: wait a little."))
    if not held.is_working and held.state != RunState.FAILED:
        raise UnableToRun(_("It is settled: there is nothing to continue."))
    confirmed = held.confirmed_by is not None
    held.state = RunState.IMPORTING if confirmed else RunState.CHECKING
    held.claim, held.beat_at, held.refusal = "", now, ""
    held.save()
    _enqueue(held)


@task()
def work_on_import(key: int) -> None:
    """Check or import an uploaded file, then render the citations of what is new.

    Without a worker it is done at once.
    """
    work_on(key=key, now=timezone.now())
    render_missing_citations()


def work_on(*, key: int, now: dt.datetime) -> None:
    """Do what a run waits for; a worker's task. Harmless when another has it.

    Args:
        key: of the run.
        now: when the worker took it.
    """
    claim = uuid.uuid4().hex
    free = ImportRun.objects.working().filter(pk=key, claim="")
    if not free.update(claim=claim, beat_at=now):
        return
    run = ImportRun.objects.get(pk=key)
    try:
        _work(run, claim, now)
    except Superseded:
        return
    except UnreadableFile as error:
        _settle(run, claim, RunState.REFUSED, now, refusal=str(error))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:1000]
        _settle(run, claim, RunState.FAILED, now, refusal=reason)
        raise


def _work(run: ImportRun, claim: str, now: dt.datetime) -> None:
    dry_run = run.state == RunState.CHECKING
    beats = Beats(run.pk, claim)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        with beats, FullReport(path) as sink:
            report = import_file(
                path=Path(run.file.path),
                this_year=now.year,
                dry_run=dry_run,
                on_progress=beats,
                sink=sink,
            )
        state = RunState.CHECKED if dry_run else RunState.IMPORTED
        _settle(run, claim, state, now, result=(report, path))


@transaction.atomic
def _settle(
    run: ImportRun,
    claim: str,
    state: RunState,
    now: dt.datetime,
    *,
    refusal: str = "",
    result: tuple[Report, Path] | None = None,
) -> None:
    """Write down how the work ended, unless another worker has the run by now."""
    held = ImportRun.objects.select_for_update().filter(pk=run.pk, claim=claim).first()
    if held is None:
        return
    held.state, held.claim, held.refusal = state, "", refusal
    if result is not None:
        report, full_report = result
        held.form, held.report = report.form, report.as_json()
        held.rows_done = held.rows_total = report.counts.total()
        _forget(held.full_report)
        with full_report.open("rb") as file:
            held.full_report.save(f"{uuid.uuid4().hex}.csv", File(file), save=False)
    if not NEXT_RUN_STATES[state]:
        held.ended_at = now
        _forget_file(held)
    held.save()


def _held(run: ImportRun, wanted: RunState) -> ImportRun:
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if wanted not in NEXT_RUN_STATES[RunState(held.state)]:
        raise UnableToRun(
            _("This can't be done any more: it is “%s”.") % held.get_state_display()
        )
    return held


def _require(by: Any) -> None:
    if not (may := may_import(by)):
        raise UnableToRun(may.reason)


def _enqueue(run: ImportRun) -> None:
    transaction.on_commit(lambda: work_on_import.enqueue(run.pk))


def _forget_file(run: ImportRun) -> None:
    _forget(run.file)


def _forget(kept: Any) -> None:
    """Delete a stored file once the row no longer names it."""
    if name := kept.name:
        kept.name = ""
        transaction.on_commit(lambda: kept.storage.delete(name))
