"""The cells of our table of findings."""

from typing import Any

from evidence.csl import names
from evidence.formats.findings_csv import FINDING_COLUMNS
from evidence.importing.findings import study_fields, study_lists
from evidence.models import Finding, Reference, Study

YES_OR_NO = {True: "yes", False: "no"}


def row(finding: Finding) -> dict[str, str]:
    """A finding, with study and reference fetched, as cells by column."""
    return {
        **_reference_cells(finding.study.reference),
        **_study_cells(finding.study),
        **{name: _cell(getattr(finding, name)) for name in FINDING_COLUMNS},
    }


def _reference_cells(reference: Reference) -> dict[str, str]:
    return {
        "doi": reference.doi or "",
        "title": str(reference.csl.get("title", "")),
        "authors": "; ".join(names(reference.csl)),
        "year": _cell(reference.year),
        "container": str(reference.csl.get("container-title", "")),
        "retracted": _cell(reference.retracted),
        "retraction_note": reference.retraction_note,
    }


def _study_cells(study: Study) -> dict[str, str]:
    cells = {"study_label": study.label}
    for column, name in study_fields.items():
        cells[column] = _cell(getattr(study, name))
    for column, (name, _model) in study_lists.items():
        slugs = sorted(each.slug for each in getattr(study, name).all())
        cells[column] = "; ".join(slugs)
    return cells


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return YES_OR_NO[value]
    return "" if value is None else str(value)
