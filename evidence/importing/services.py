"""A whole file, in portions, or as a dry run that writes nothing."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from evidence.formats import bibtex, csl_json, findings_csv, ris
from evidence.formats.items import Item
from evidence.importing.files import Form, SourceFile, look_at
from evidence.importing.findings import Table, import_finding
from evidence.importing.references import import_reference
from evidence.importing.report import Outcome, Report, UnableToImport

PORTION = 200  # rows in one transaction: between portions, others may write
readers: dict[Form, Callable[[str], Iterator[Item]]] = {
    Form.CSL: csl_json.read,
    Form.RIS: ris.read,
    Form.BIBTEX: bibtex.read,
}
Progress = Callable[[int, int], object]


def import_file(
    *,
    path: Path,
    this_year: int,
    form: Form | None = None,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Bring a file in. A wrong row is refused and reported, the others go in.

    The citations of new references are left to `evidence.services`.

    Args:
        path: the file.
        this_year: years far beyond it are refused.
        form: the format, when the person names it; it must be the file's.
        dry_run: find out what would happen, and take all of it back.
        on_progress: called with the rows done and the rows in all.

    Raises:
        UnreadableFile: the file is not what it says; nothing has been written.
    """
    source = look_at(path, form=form)
    report = Report(form=source.form, dry_run=dry_run)
    rows, total, one = _opened(source, this_year)

    def count(row: Any) -> None:
        _import_row(row, one, report)
        if on_progress:
            on_progress(report.counts.total(), total)

    if dry_run:
        with transaction.atomic():
            for row in rows:
                count(row)
            transaction.set_rollback(True)
        return report
    remaining = iter(rows)
    while portion := list(islice(remaining, PORTION)):
        with transaction.atomic():
            for row in portion:
                count(row)
    return report


def _opened(
    source: SourceFile, this_year: int
) -> tuple[Iterable[Any], int, Callable[[Any], Outcome]]:
    """The rows, their number, and what brings one of them in."""
    if source.form == Form.CSV:
        total = findings_csv.count_rows(source.path)
        return findings_csv.read(source.path), total, _finding_importer(this_year)
    items = list(readers[source.form](source.text()))
    return items, len(items), _reference_importer(this_year)


def _import_row(row: Any, one: Callable[[Any], Outcome], report: Report) -> None:
    try:
        with transaction.atomic():
            outcome = one(row)
    except UnableToImport as error:
        report.refuse(row.line, str(error))
    except DatabaseError as error:
        report.refuse(row.line, _("The database refused it: %s") % error)
    else:
        report.add(outcome)


def _finding_importer(this_year: int) -> Callable[[findings_csv.Row], Outcome]:
    table = Table(this_year=this_year)
    return lambda row: import_finding(row=row, table=table)


def _reference_importer(this_year: int) -> Callable[[Item], Outcome]:
    lines: dict[int, int] = {}

    def one(item: Item) -> Outcome:
        if item.reason:
            raise UnableToImport(item.reason)
        reference, outcome = import_reference(csl=item.csl, this_year=this_year)
        before = lines.get(reference.pk)
        if before is not None and outcome == Outcome.UPDATED:
            raise UnableToImport(
                _("Line %d is about the same publication and says otherwise.") % before
            )
        lines.setdefault(reference.pk, item.line)
        return outcome

    return one
