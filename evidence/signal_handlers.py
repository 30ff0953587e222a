"""News of changed records: to the search, and to whoever would delete one in use."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence import permissions, triggers
from evidence.appraising.recording import recompute
from evidence.citing import holders, pages_using
from evidence.computed_effects import store_effects
from evidence.constants import RatingCause
from evidence.duplicates.finding import look_for_duplicates
from evidence.graph.filing import file_findings
from evidence.models import (
    Finding,
    RatingRecord,
    Reference,
    Study,
)
from evidence.models.concepts import Concept
from evidence.search.outbox import touch
from mesh.core.roles import grant


def tell_search_of_reference(sender: Any, instance: Reference, **kwargs: Any) -> None:
    """A publication changed, or goes."""
    touch(f"reference:{instance.pk}")


def look_for_duplicates_of_reference(
    sender: Any, instance: Reference, **kwargs: Any
) -> None:
    """A publication is new, or its title changed: does it look like another?"""
    if not kwargs["raw"]:
        look_for_duplicates(references=[instance], now=timezone.now())


def tell_search_of_study(sender: Any, instance: Study, **kwargs: Any) -> None:
    """A study changed: its reference's document holds its facets."""
    touch(f"reference:{instance.reference_id}")


def tell_search_of_finding(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A result changed: its reference's document holds its words."""
    touch(f"reference:{instance.study.reference_id}")


def tell_search_of_facets(
    sender: Any, instance: Any, action: str, **kwargs: Any
) -> None:
    """Subjects, phases or further references of a study changed."""
    if action.startswith("post_") and isinstance(instance, Study):
        touch(f"reference:{instance.reference_id}")


def file_finding(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A result is about to be saved: its intervention's name says whose it is."""
    if not kwargs["raw"]:
        file_findings([instance])


def compute_effect_of_finding(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A result changed: so may what our code makes of its means."""
    if not kwargs["raw"]:
        store_effects(findings=[instance], now=timezone.now())


def compute_effects_of_study(sender: Any, instance: Study, **kwargs: Any) -> None:
    """Design and unit of assignment decide how the effects of a study are computed."""
    if not (kwargs["raw"] or kwargs["created"]):
        findings = instance.findings.select_related("study")
        store_effects(findings=findings, now=timezone.now())


def rate_study_again(sender: Any, instance: Study | Finding, **kwargs: Any) -> None:
    """A field that the rules read has changed: rate again what was rated before."""
    if kwargs["raw"]:
        return
    study_id = instance.pk if isinstance(instance, Study) else instance.study_id
    if RatingRecord.objects.filter(study=study_id).exists():
        study = Study.objects.get(pk=study_id)
        recompute(study=study, cause=RatingCause.RECORD, now=timezone.now())


def refuse_to_lose_citations(sender: Any, instance: Any, **kwargs: Any) -> None:
    """What a page cites is not deleted under it, whoever asks and by whatever way.

    Raises:
        ProtectedError: a page cites the row, or a study names the reference.
    """
    if found := holders(instance):
        raise ProtectedError(_("It is still cited."), set(found))


def refuse_to_lose_subjects_of_pages(
    sender: Any, instance: Concept, **kwargs: Any
) -> None:
    """What a page is about is not deleted under it, whoever asks.

    Raises:
        ProtectedError: names the pages.
    """
    if found := list(pages_using([instance])):
        raise ProtectedError(_("A page is about it."), set(found))


def set_up(sender: Any, **kwargs: Any) -> None:
    """Guard the records, and give each role's group its rights, at the last app.

    All tables and permissions exist then.
    """
    told = [config for config in apps.get_app_configs() if config.models_module]
    if sender is told[-1]:
        triggers.install(connections[kwargs["using"]])
        for role in permissions.allowed:
            grant(role, *permissions.codenames(role))


def take_triggers_away(sender: Any, **kwargs: Any) -> None:
    """Before SQLite's tables are rebuilt; `set_up` puts the triggers back."""
    if sender.label == "evidence":
        triggers.drop_on_sqlite(connections[kwargs["using"]])
