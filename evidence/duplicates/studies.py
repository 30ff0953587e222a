"""The studies of a publication that is merged into another."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from evidence.constants import Design
from evidence.models import Finding, Reference, Study

KEPT_AS_THEY_ARE = frozenset({"id", "reference", "label", "kind", "design"})
LISTS = ("subjects", "phases", "further_references")


@dataclass
class Moved:
    """What moved: studies by their keys, and findings that are there twice now."""

    studies: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    findings_twice: list[int] = field(default_factory=list)


def move_studies(*, kept: Reference, dropped: Reference, now: dt.datetime) -> Moved:
    """Give the studies of one publication to another.

    A study whose label is there already is the same research, recorded twice: it is
    joined with its namesake, and its findings move. Where it was appraised or rated, or
    is of another kind, both stay, the second with a label of its own.

    Args:
        kept: the publication that stays.
        dropped: the one that is merged into it.
        now: when.
    """
    moved = Moved()
    for study in list(dropped.studies.all()):
        namesake = kept.studies.filter(label=study.label).first()
        if namesake is not None and _may_join(namesake, study):
            moved.joined.append(study.pk)
            moved.findings_twice += _join(namesake, study)
            continue
        study.reference = kept
        if namesake is not None:
            study.label = _free_label(kept)
        study.save()
        moved.studies.append(study.pk)
    for study in list(Study.objects.filter(further_references=dropped)):
        study.further_references.remove(dropped)
        if study.reference_id != kept.pk:
            study.further_references.add(kept)
    for study in list(kept.further_studies.filter(reference=kept)):
        study.further_references.remove(kept)
    return moved


def _may_join(namesake: Study, study: Study) -> bool:
    """Whether nothing that is kept for ever hangs on the study, and kinds agree."""
    held = study.appraisal_rounds.exists() or study.rating_records.exists()
    return namesake.kind == study.kind and not held


def _join(namesake: Study, study: Study) -> list[int]:
    """Fill what the namesake lacks, give it the findings, delete the other."""
    for each in Study._meta.concrete_fields:
        ours, theirs = getattr(namesake, each.name), getattr(study, each.name)
        if each.name not in KEPT_AS_THEY_ARE and _is_empty(each, ours):
            setattr(namesake, each.name, theirs)
    if namesake.design == Design.NOT_STATED:
        namesake.design = study.design
    for name in LISTS:
        getattr(namesake, name).add(*getattr(study, name).all())
    before = {_comparison(finding) for finding in namesake.findings.all()}
    coming = list(study.findings.all())
    Finding.objects.filter(study=study).update(study=namesake)
    study.delete()
    namesake.save()  # tells whoever computes effects and ratings of its findings
    return [each.pk for each in coming if _comparison(each) in before]


def _is_empty(each: Any, value: Any) -> bool:
    return value in (None, "") or (each.has_default() and value == each.get_default())


def _comparison(finding: Finding) -> tuple[Any, ...]:
    """What makes two findings of a study look like the same."""
    return (
        finding.intervention.casefold(),
        finding.outcome.casefold(),
        finding.subgroup.casefold(),
        finding.delay.casefold(),
        finding.effect_metric,
        finding.effect_size,
    )


def _free_label(reference: Reference) -> str:
    taken = set(reference.studies.values_list("label", flat=True))
    label, number = _("second record"), 2
    while label in taken:
        number += 1
        label = _("record %d") % number
    return label
