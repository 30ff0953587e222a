"""A selection of records in a format, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Case, When

from evidence.exporting.rows import row
from evidence.exporting.selections import Selection
from evidence.formats import bibtex, csl_json, findings_csv, json_ld, ris
from evidence.formats.findings_csv import SupportsWrite
from evidence.importing.files import Form
from evidence.json_ld import graph
from evidence.json_ld.addresses import of_context
from evidence.json_ld.records import fetched, record
from evidence.models import Reference

PIECE = 32 * 1024  # characters sent at once
ROWS = 500  # findings read at once
Writer = Callable[[Iterable[tuple[str, Mapping[str, Any]]]], Iterator[str]]
writers: dict[Form, Writer] = {
    Form.CSL: csl_json.pieces,
    Form.RIS: ris.pieces,
    Form.BIBTEX: bibtex.pieces,
}


def write(*, selection: Selection, form: Form, file: SupportsWrite) -> None:
    """Write the records, or as CSV their findings, to an open text file."""
    for piece in pieces(selection, form):
        file.write(piece)


def pieces(selection: Selection, form: Form) -> Iterator[str]:
    """The text of a file, in pieces of some kilobytes."""
    return _gathered(_written(selection, form))


def _written(selection: Selection, form: Form) -> Iterator[str]:
    if form == Form.CSV:
        return findings_csv.pieces(_rows(selection))
    if form == Form.JSON_LD:
        return json_ld.pieces(_nodes(selection), context=of_context())
    return writers[form](_items(selection))


def item(reference: Reference) -> dict[str, Any]:
    """The CSL-JSON with the abstract, which MESH keeps beside it."""
    abstract = {"abstract": reference.abstract} if reference.abstract else {}
    return {**reference.csl, **abstract}


def _items(selection: Selection) -> Iterator[tuple[str, dict[str, Any]]]:
    for batch in selection.batches():
        for reference in _in_order(selection.references(batch), batch):
            yield reference.slug, item(reference)


def _nodes(selection: Selection) -> Iterator[dict[str, Any]]:
    """In the order in which they can be read: what edges join comes before them."""
    if selection.with_graph:
        yield from graph.concepts()
    yield from _records(selection)
    if selection.with_graph:
        yield from graph.edges()


def _records(selection: Selection) -> Iterator[dict[str, Any]]:
    for batch in selection.batches():
        references = fetched(selection.references(batch), selection.findings())
        for reference in _in_order(references, batch):
            yield record(reference)


def _rows(selection: Selection) -> Iterator[dict[str, str]]:
    for batch in selection.batches():
        place = Case(*(When(study__reference=pk, then=n) for n, pk in enumerate(batch)))
        findings = (
            selection.findings()
            .filter(study__reference__in=batch)
            .select_related(None)
            .with_record()
            .prefetch_related("study__subjects", "study__phases")
            .order_by(place, "pk")
        )
        for finding in findings.iterator(chunk_size=ROWS):
            yield row(finding)


def _in_order(
    references: Iterable[Reference], batch: Iterable[int]
) -> Iterator[Reference]:
    """The references as the batch orders them; one that has gone is passed over."""
    found = {each.pk: each for each in references}
    return (found[pk] for pk in batch if pk in found)


def _gathered(texts: Iterable[str]) -> Iterator[str]:
    """The texts, joined to pieces that are worth sending."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(held)
            held, length = [], 0
    if held:
        yield "".join(held)
