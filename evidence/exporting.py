"""References and findings as files that our own importer reads back."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from evidence.csl import names
from evidence.formats import bibtex, csl_json, findings_csv, ris
from evidence.formats.findings_csv import SupportsWrite
from evidence.importing.files import Form
from evidence.importing.findings import study_fields, study_lists
from evidence.models import Finding, Reference, Study
from evidence.querysets import FindingQuerySet

BATCH = 500
Writer = Callable[[Sequence[tuple[str, Mapping[str, Any]]]], str]
writers: dict[Form, Writer] = {
    Form.CSL: csl_json.write,
    Form.RIS: ris.write,
    Form.BIBTEX: bibtex.write,
}
content_types = {
    Form.CSL: "application/vnd.citationstyles.csl+json",
    Form.RIS: "application/x-research-info-systems",
    Form.BIBTEX: "application/x-bibtex",
    Form.CSV: "text/csv",
}
endings = {Form.CSL: "json", Form.RIS: "ris", Form.BIBTEX: "bib", Form.CSV: "csv"}


class UnknownForm(ValueError):
    """A format that is not offered."""


@dataclass(frozen=True)
class Export:
    """A file to be sent."""

    text: str
    filename: str
    content_type: str


def export_reference(*, reference: Reference, form: str) -> Export:
    """One record as a file; as CSV, its findings.

    Raises:
        UnknownForm: the format is none of `Form`.
    """
    if form not in endings:
        raise UnknownForm(form)
    file = io.StringIO()
    references = Reference.objects.filter(pk=reference.pk)
    write(references=references, form=Form(form), file=file)
    kind = Form(form)
    return Export(
        text=file.getvalue(),
        filename=f"{reference.slug}.{endings[kind]}",
        content_type=content_types[kind],
    )


def write(*, references: QuerySet[Reference], form: Form, file: SupportsWrite) -> None:
    """Write the references, or as CSV their findings, to an open text file."""
    if form == Form.CSV:
        findings = Finding.objects.filter(study__reference__in=references)
        findings_csv.write(_rows(findings.order_by("study__reference", "pk")), file)
    else:
        items = [(each.slug, item(each)) for each in references.order_by("pk")]
        file.write(writers[form](items))


def item(reference: Reference) -> dict[str, Any]:
    """The CSL-JSON with the abstract, which MESH keeps beside it."""
    abstract = {"abstract": reference.abstract} if reference.abstract else {}
    return {**reference.csl, **abstract}


def _rows(findings: FindingQuerySet) -> Iterator[dict[str, str]]:
    found = findings.with_record().prefetch_related("study__subjects", "study__phases")
    for finding in found.iterator(chunk_size=BATCH):
        yield {
            **_reference_cells(finding.study.reference),
            **_study_cells(finding.study),
            **_finding_cells(finding),
        }


def _reference_cells(reference: Reference) -> dict[str, str]:
    return {
        "doi": reference.doi or "",
        "title": str(reference.csl.get("title", "")),
        "authors": "; ".join(names(reference.csl)),
        "year": _cell(reference.year),
        "container": str(reference.csl.get("container-title", "")),
    }


def _study_cells(study: Study) -> dict[str, str]:
    row = {"study_label": study.label}
    for column, name in study_fields.items():
        row[column] = _cell(getattr(study, name))
    for column, (name, _model) in study_lists.items():
        row[column] = "; ".join(
            sorted(each.slug for each in getattr(study, name).all())
        )
    return row


def _finding_cells(finding: Finding) -> dict[str, str]:
    return {
        name: _cell(getattr(finding, name)) for name in findings_csv.FINDING_COLUMNS
    }


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
