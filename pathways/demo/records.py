"""References, studies and findings of the demo."""

import datetime as dt
from typing import Any

from evidence.importing.references import import_reference
from evidence.models import Finding, Reference, Study
from evidence.services import render_missing_citations
from mesh.core.models import Phase, Subject
from pathways.demo.catalogue import Entry, csl, references, studies

# What the data says beyond the columns of the models.
STUDY_LISTS = ("subjects", "phases")
FINDING_NOTES = ("mark",)


def ensure_records(*, now: dt.datetime) -> dict[str, Reference]:
    """Everything that is not there yet; returns the references by key.

    Rows that stand are left as they are: a curator may have corrected them.
    """
    by_key = {}
    for entry in references():
        reference, _outcome = import_reference(csl=csl(entry), this_year=now.year)
        by_key[entry["key"]] = reference
        for study_entry, findings in studies(entry):
            study = _ensure_study(reference, study_entry)
            for finding in findings:
                _ensure_finding(study, finding)
    render_missing_citations()
    return by_key


def _ensure_study(reference: Reference, entry: Entry) -> Study:
    known = reference.studies.filter(label=entry.get("label", "")).first()
    if known is not None:
        return known
    fields = {key: value for key, value in entry.items() if key not in STUDY_LISTS}
    study = Study(reference=reference, **fields)
    study.full_clean()
    study.save()
    study.subjects.set(_by_slug(Subject, entry.get("subjects", ())))
    study.phases.set(_by_slug(Phase, entry.get("phases", ())))
    return study


def _by_slug(model: Any, slugs: Any) -> list[Any]:
    return [model.objects.get(slug=slug) for slug in slugs]


def _ensure_finding(study: Study, entry: Entry) -> None:
    if Finding.objects.filter(key=entry["key"]).exists():
        return
    fields = {key: value for key, value in entry.items() if key not in FINDING_NOTES}
    finding = Finding(study=study, **fields)
    finding.full_clean()
    finding.save()


def finding_keys() -> dict[str, int]:
    """Primary keys of the findings by the key that the data uses."""
    return dict(Finding.objects.values_list("key", "pk"))
