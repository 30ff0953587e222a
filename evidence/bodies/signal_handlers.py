"""News of changed records to the bodies of evidence that they are in."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils import timezone

from evidence.bodies.waiting import mark_waiting
from evidence.models import (
    Finding,
    RatingOverride,
    RatingRecord,
    Reference,
    Study,
)
from evidence.ratings.criteria.eef_security import SECURITY
from evidence.synthesis.grouping import subjects_of


def connect() -> None:
    """Listen; once, when the site starts, and after findings are filed."""
    pre_save.connect(rate_bodies_left, sender=Finding)
    post_save.connect(rate_bodies_of_finding, sender=Finding)
    post_delete.connect(rate_bodies_of_finding, sender=Finding)
    post_save.connect(rate_bodies_of_study, sender=Study)
    post_save.connect(rate_bodies_of_reference, sender=Reference)
    m2m_changed.connect(rate_bodies_of_phases, sender=Study.phases.through)
    for model in (RatingRecord, RatingOverride):
        post_save.connect(rate_bodies_of_security, sender=model)


def rate_bodies_left(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A result is about to change: it may leave the body of evidence it was in."""
    if not kwargs["raw"] and instance.pk:
        stored = Finding.objects.filter(pk=instance.pk)
        mark_waiting(subjects_of(stored), now=timezone.now())


def rate_bodies_of_finding(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A result came, changed or went: so did the body of evidence it is in."""
    if not kwargs.get("raw"):
        subject = (instance.intervention_record_id, instance.outcome_kind)
        mark_waiting({subject}, now=timezone.now())


def rate_bodies_of_study(sender: Any, instance: Study, **kwargs: Any) -> None:
    """Design, country and the like of a study count for the bodies it is in."""
    if not (kwargs["raw"] or kwargs["created"]):
        mark_waiting(subjects_of(instance.findings.all()), now=timezone.now())


def rate_bodies_of_phases(
    sender: Any, instance: Any, action: str, **kwargs: Any
) -> None:
    """Phases of a study changed."""
    if action.startswith("post_") and isinstance(instance, Study):
        mark_waiting(subjects_of(instance.findings.all()), now=timezone.now())


def rate_bodies_of_reference(sender: Any, instance: Reference, **kwargs: Any) -> None:
    """A retracted publication is not pooled; authors tell teams apart."""
    if not (kwargs["raw"] or kwargs["created"]):
        findings = Finding.objects.filter(study__reference=instance)
        mark_waiting(subjects_of(findings), now=timezone.now())


def rate_bodies_of_security(
    sender: Any, instance: RatingRecord | RatingOverride, **kwargs: Any
) -> None:
    """The security of a study counts for the bodies it is in."""
    rating = instance.rating if isinstance(instance, RatingOverride) else instance
    if rating.rule_set == SECURITY.key and not kwargs["raw"]:
        findings = Finding.objects.filter(study=rating.study_id)
        mark_waiting(subjects_of(findings), now=timezone.now())
