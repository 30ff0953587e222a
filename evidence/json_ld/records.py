"""`as_json_ld(reference)`: a publication with its studies and findings as JSON-LD.

Pure reading of what has been fetched (`fetched` says how). What is not known is left
out; what is "no" or 0 is there.
"""

import functools
from typing import Any

from django.db import models
from django.db.models import Prefetch

from evidence.json_ld import addresses
from evidence.json_ld.references import described, type_of
from evidence.json_ld.terms import Term, terms_of
from evidence.models import Finding, Reference, Study
from evidence.querysets import FindingQuerySet, ReferenceQuerySet

Node = dict[str, Any]


def fetched(
    references: ReferenceQuerySet, findings: FindingQuerySet | None = None
) -> ReferenceQuerySet:
    """With all that a record says; as many queries for many as for one.

    Args:
        references: the publications.
        findings: the findings to be shown of them; all, when it is not given.
    """
    shown = Finding.objects.all() if findings is None else findings
    ordered = shown.select_related("computed").order_by("pk")
    studies = Study.objects.order_by("pk").prefetch_related(
        "subjects",
        "phases",
        "further_references",
        Prefetch("findings", queryset=ordered),
    )
    return references.prefetch_related(Prefetch("studies", queryset=studies))


def as_json_ld(reference: Reference) -> Node:
    """A whole document: context and record."""
    return {"@context": addresses.of_context(), **record(reference)}


def record(reference: Reference) -> Node:
    """A publication with the studies that it reports."""
    item = reference.csl
    return known(
        {
            "@id": addresses.of_reference(reference.slug),
            "@type": type_of(item),
            **described(item),
            **fields(reference),
            "studies": [study(each, reference) for each in reference.studies.all()],
        }
    )


def study(study: Study, reference: Reference) -> Node:
    """A piece of research with its findings."""
    return known(
        {
            "@id": addresses.of_study(reference.slug, study.label),
            "@type": "Study",
            **fields(study),
            "findings": [finding(each, reference) for each in study.findings.all()],
        }
    )


def finding(finding: Finding, reference: Reference) -> Node:
    """One result, with the effect that our own code makes of its numbers."""
    computed = getattr(finding, "computed", None)
    return known(
        {
            "@id": addresses.of_finding(reference.slug, finding.key),
            "@type": ["Observation", "Finding"],
            **fields(finding),
            "computed": computed
            and known({"@type": "ComputedEffect", **fields(computed)}),
        }
    )


def known(node: Node) -> Node:
    """Without what is not known."""
    return {
        name: value for name, value in node.items() if value not in (None, "", [], {})
    }


def fields(row: models.Model) -> Node:
    """The fields of a row by their terms."""
    return {term.name: _value(row, term) for term in _terms(type(row))}


@functools.cache
def _terms(model: type[models.Model]) -> tuple[Term, ...]:
    return tuple(terms_of(model))


def _value(row: models.Model, term: Term) -> Any:
    value = getattr(row, term.field)
    if not isinstance(value, models.Manager):
        return value
    return sorted((_linked(each) for each in value.all()), key=_name)


def _linked(row: Any) -> Any:
    """Another publication by its address; a subject or phase by slug and name."""
    if isinstance(row, Reference):
        return addresses.of_reference(row.slug)
    return {"@type": "DefinedTerm", "termCode": row.slug, "name": row.name}


def _name(linked: Any) -> str:
    return linked if isinstance(linked, str) else str(linked["termCode"])
