"""What the download page says: how much there is, and how large each file will be."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from django.db.models import F, Max

from evidence.exporting.found import LIMIT, Found
from evidence.exporting.kinds import Kind, kinds
from evidence.exporting.rows import row
from evidence.exporting.writing import item, writers
from evidence.formats import findings_csv, json_ld
from evidence.importing.files import Form
from evidence.json_ld import graph
from evidence.json_ld.addresses import of_context
from evidence.json_ld.records import fetched, record
from evidence.models import Barrier, Edge, Finding, Intervention, Reference

SAMPLE = 40  # records that are written to learn how large all will be


@dataclass(frozen=True)
class FileShown:
    """A format with about how large its file will be."""

    kind: Kind
    bytes: int


@dataclass(frozen=True)
class Overview:
    """A download before it is made."""

    records: int
    findings: int
    changed: dt.datetime | None  # the newest change of a record or finding
    files: Sequence[FileShown]
    limit: int | None = None  # records, when there are more than a file will hold


def of_everything() -> Overview:
    """All records."""
    records = Reference.objects.count()
    step = max(ceil(records / SAMPLE), 1)
    spread = Reference.objects.annotate(turn=F("pk") % step).filter(turn=0)
    keys = list(spread.order_by("pk").values_list("pk", flat=True)[:SAMPLE])
    return _with_graph(_overview(records, Finding.objects.count(), keys))


def of_found(found: Found) -> Overview:
    """The records that a search found."""
    step = max(ceil(len(found.keys) / SAMPLE), 1)
    reporting = Finding.objects.filter(study__reference__in=found.keys)
    overview = _overview(
        len(found.keys), reporting.count(), found.keys[::step][:SAMPLE]
    )
    return replace(overview, limit=LIMIT) if found.is_cut else overview


def _with_graph(overview: Overview) -> Overview:
    """With barriers, interventions and edges, which only JSON-LD holds.

    Edges are taken to be as long as interventions: to read their evidence, too, would
    cost the page more queries than the figure is worth.
    """
    rows = Intervention.objects.prefetch_related("subjects", "phases").order_by("pk")
    texts = [
        json.dumps(graph.concept(each), ensure_ascii=False) for each in rows[:SAMPLE]
    ]
    number = sum(each.objects.count() for each in (Barrier, Intervention, Edge))
    more = round(
        sum(len(text.encode()) for text in texts) / max(len(texts), 1) * number
    )
    files = [
        replace(file, bytes=file.bytes + more)
        if file.kind.form == Form.JSON_LD
        else file
        for file in overview.files
    ]
    return replace(overview, files=files)


def _overview(records: int, findings: int, sample: Sequence[int]) -> Overview:
    return Overview(
        records=records,
        findings=findings,
        changed=_newest_change(),
        files=_files(records, findings, sample),
    )


def _newest_change() -> dt.datetime | None:
    newest = (
        model.objects.aggregate(newest=Max("updated_at"))["newest"]
        for model in (Reference, Finding)
    )
    return max((each for each in newest if each), default=None)


def _files(records: int, findings: int, sample: Sequence[int]) -> list[FileShown]:
    written = list(fetched(Reference.objects.filter(pk__in=sample)))
    lines = _findings(written)
    by_record = records / max(len(written), 1)
    by_finding = findings / max(len(lines), 1)
    return [
        FileShown(
            kind,
            round(
                _size(kind.form, written, lines)
                * (by_finding if kind.holds_findings and lines else by_record)
            ),
        )
        for kind in kinds.values()
    ]


def _findings(references: Sequence[Reference]) -> list[Finding]:
    return [
        finding
        for reference in references
        for study in reference.studies.all()
        for finding in study.findings.all()
    ]


def _size(
    form: Form, references: Sequence[Reference], findings: Sequence[Finding]
) -> int:
    """Bytes of a file of these."""
    if form == Form.CSV:
        texts = findings_csv.pieces(row(each) for each in findings)
    elif form == Form.JSON_LD:
        texts = json_ld.pieces(map(record, references), context=of_context())
    else:
        texts = writers[form]((each.slug, item(each)) for each in references)
    return sum(len(text.encode()) for text in texts)
