"""A whole file, in portions, or as a dry run that writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.bodies.waiting import rated_at_the_end
from evidence.formats import bibtex, csl_json, findings_csv, json_ld, ris, wwc_csv
from evidence.formats.items import Item
from evidence.importing.files import TABLES, Form, SourceFile, look_at
from evidence.importing.findings import import_finding
from evidence.importing.nodes import import_nodes
from evidence.importing.portion import Portion
from evidence.importing.references import import_reference
from evidence.importing.report import (
    Became,
    Outcome,
    Remark,
    Report,
    UnableToImport,
)
from evidence.importing.table import Table
from evidence.importing.together import import_together
from evidence.importing.turns import take_turn
from evidence.importing.warnings import about_duplicates
from evidence.models import PossibleDuplicate
from evidence.search.tasks import after_commit as tell_search
from mesh.core.batches import batched

PORTION = 500  # rows in one transaction: between portions, others may write
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
    sink: Callable[[Remark], object] | None = None,
) -> Report:
    """Bring a file in. A wrong row is refused and reported, the others go in.

    The citations of new references are left to `evidence.services`.

    Args:
        path: the file.
        this_year: years far beyond it are refused.
        form: the format, when the person names it; it must be the file's.
        dry_run: find out what would happen, and take all of it back.
        on_progress: called with the rows done and the rows in all.
        sink: given every refusal and warning, beyond those that the report keeps.

    Raises:
        UnreadableFile: the file is not what it says; nothing has been written.
    """
    source = look_at(path, form=form)
    report = Report(form=source.form, dry_run=dry_run, sink=sink)
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(transaction.atomic())
            stack.callback(partial(transaction.set_rollback, rollback=True))
        else:
            stack.enter_context(rated_at_the_end())
        table = stack.enter_context(
            closing(Table(this_year=this_year, dry_run=dry_run))
        )
        total, outcomes = _opened(source, table)
        for became in outcomes:
            report.note(became)
            if on_progress:
                on_progress(report.counts.total(), total)
    if not dry_run:
        # An import that was stopped may have left changes that the search awaits.
        transaction.on_commit(tell_search, robust=True)
    return report


def _opened(source: SourceFile, table: Table) -> tuple[int, Iterator[Became]]:
    """The number of rows, and what becomes of them as they are brought in."""
    if source.form in TABLES:
        format_of = {Form.CSV: findings_csv, Form.WWC: wwc_csv}[source.form]
        total = format_of.count_rows(source.path)
        portions = batched(format_of.read(source.path), PORTION)
        imported = (_import_rows(rows, table) for rows in portions)
        return total, chain.from_iterable(imported)
    if source.form == Form.JSON_LD:
        return json_ld.count(source.path), import_nodes(source.path, table)
    items = list(readers[source.form](source.text()))
    return len(items), _import_items(items, table)


def _import_rows(rows: Sequence[findings_csv.Row], table: Table) -> list[Became]:
    return import_together(rows, table, partial(_import_portion, table=table))


def _import_portion(rows: Sequence[findings_csv.Row], table: Table) -> list[Became]:
    keys = (key for row in rows if (key := row.cells.get("key")))
    portion = Portion.about(keys)
    became: list[Became] = []
    for row in rows:
        try:
            outcome = import_finding(row=row, table=table, portion=portion)
            became.append((row.line, outcome))
        except UnableToImport as error:
            became.append(Remark(row.line, str(error)))
    return [*became, *portion.write(now=timezone.now())]


def _import_items(items: Iterable[Item], table: Table) -> Iterator[Became]:
    one = _reference_importer(table.this_year)
    for portion in batched(items, PORTION):
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            became = [each for item in portion for each in _import_item(item, one)]
        yield from became


def _import_item(item: Item, one: Callable[[Item], list[Became]]) -> list[Became]:
    try:
        with transaction.atomic():
            return one(item)
    except UnableToImport as error:
        return [Remark(item.line, str(error))]
    except DatabaseError as error:
        return [Remark(item.line, _("The database refused it: %s") % error)]


def _reference_importer(this_year: int) -> Callable[[Item], list[Became]]:
    lines: dict[int, int] = {}

    def one(item: Item) -> list[Became]:
        if item.reason:
            raise UnableToImport(item.reason)
        reference, outcome = import_reference(csl=item.csl, this_year=this_year)
        before = lines.get(reference.pk)
        if before is not None and outcome == Outcome.UPDATED:
            raise UnableToImport(
                _("Line %d is about the same publication and says otherwise.") % before
            )
        lines.setdefault(reference.pk, item.line)
        became: list[Became] = [(item.line, outcome)]
        if outcome == Outcome.CREATED:
            pairs = PossibleDuplicate.objects.open().with_references()
            found = pairs.filter(second=reference)
            became += about_duplicates(found, {reference.pk: item.line})
        return became

    return one
