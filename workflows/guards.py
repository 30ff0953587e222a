"""The last line in Django: signals that nothing saved through a model gets past.

Wagtail has many ways to set a page live (views, bulk, schedule, copy, alias, API,
revert); what they share is `Page.save()`. What gets past this too (`update()`, SQL) meets
the database's trigger, and a 404 for readers.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from workflows.constants import ConflictAnswer, ConflictMoment, Decision, RoundOutcome
from workflows.exceptions import PublicationRefused, UnableToAlterRecord
from workflows.hashing import IGNORED, content_hash, differences
from workflows.models import (
    ConflictDeclaration,
    JudgementTaskState,
    ReviewedPageMixin,
    ReviewReport,
    Verdict,
)
from workflows.permissions import independence
from workflows.services import warrants

LIVE_FIELDS = frozenset({"live", "live_revision", "alias_of", "content_type"})
ALIAS_OWN_FIELDS = frozenset({"slug", "lineage", "contributors"})


def is_reviewed(model: Any) -> bool:
    """Whether the page type goes live by verdict only."""
    return isinstance(model, type) and issubclass(model, ReviewedPageMixin)


def guard_page(
    sender: Any,
    instance: Any,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    """Refuse a live row that is not, word for word, what a standing verdict covers.

    Raises:
        PublicationRefused: no verdict, or the row differs from the judged version.
    """
    if not isinstance(instance, Page) or not is_reviewed(
        instance.specific_class or sender
    ):
        return
    _guard_lineage(instance)
    if not instance.live:
        return
    named = _names(update_fields)
    verdict = _warrant_of(instance)
    if verdict is None:
        if named is None or named & LIVE_FIELDS or named - IGNORED:
            raise PublicationRefused(
                _("“%(page)s” cannot be live without an accepting verdict on it.")
                % {"page": instance.title}
            )
        return
    changed = set(differences(instance, verdict.revision.content))
    if instance.alias_of_id:
        changed -= ALIAS_OWN_FIELDS
    if named is not None:
        changed &= named
    if changed:
        raise PublicationRefused(
            _(
                "The live text of “%(page)s” would differ from the judged one in: %(names)s."
            )
            % {"page": instance.title, "names": ", ".join(sorted(changed))}
        )


def _names(update_fields: Iterable[str] | None) -> frozenset[str] | None:
    if update_fields is None:
        return None
    return frozenset(name.removesuffix("_id") for name in update_fields)


def _warrant_of(page: Page) -> Verdict | None:
    if not page.alias_of_id:
        return warrants.find_warrant(page_id=page.pk, revision_id=page.live_revision_id)
    source = Page.objects.get(pk=page.alias_of_id)
    if not source.live:
        return None
    return warrants.find_warrant(page_id=source.pk, revision_id=source.live_revision_id)


def _guard_lineage(page: Any) -> None:
    """The lineage ties a page to its authors and reviewers: it never changes."""
    if page.pk is None or not isinstance(page, ReviewedPageMixin):
        return
    stored = type(page).objects.filter(pk=page.pk).values_list("lineage", flat=True)  # type: ignore[attr-defined] # a page type's
    if any(lineage != page.lineage for lineage in stored):
        raise PublicationRefused(_("The lineage of a page cannot be changed."))


def guard_revision(sender: Any, instance: Revision, **kwargs: Any) -> None:
    """Refuse to schedule an unjudged version, or to overwrite a reviewed one.

    Raises:
        PublicationRefused: with which of the two.
    """
    if not is_reviewed(instance.content_type.model_class()):
        return
    if instance.approved_go_live_at is not None and not warrants.find_warrant(
        page_id=int(instance.object_id), revision_id=instance.pk
    ):
        raise PublicationRefused(
            _("A version cannot be scheduled without an accepting verdict on it.")
        )
    if instance.pk is not None and is_kept(instance.pk):
        before = Revision.objects.filter(pk=instance.pk).first()
        if before and content_hash(before.content) != content_hash(instance.content):
            raise PublicationRefused(
                _("A version that was reviewed or judged cannot be overwritten.")
            )


def is_kept(revision_id: Any) -> bool:
    """Whether a round or a verdict rests on this version."""
    kept = Revision.objects.filter(pk=revision_id)
    return kept.filter(review_rounds__isnull=False).exists() or (
        kept.filter(verdicts__isnull=False).exists()
    )


def guard_report(
    sender: Any, instance: ReviewReport, *, raw: bool = False, **kwargs: Any
) -> None:
    """Refuse a report from a fixture: it would count towards the quorum."""
    if raw:
        raise UnableToAlterRecord(_("Reports are not loaded from files."))


def guard_verdict(
    sender: Any, instance: Verdict, *, raw: bool = False, **kwargs: Any
) -> None:
    """Check every rule anew when a verdict is first saved, whoever saves it.

    Raises:
        UnableToAlterRecord: it comes from a fixture.
        PublicationRefused: one of the rules stands against it.
    """
    if raw:
        raise UnableToAlterRecord(_("Verdicts are not loaded from files."))
    if not instance._state.adding:  # noqa: SLF001 - Django's documented model state
        return
    problem = verdict_problem(instance)
    if problem:
        raise PublicationRefused(problem)


def verdict_problem(verdict: Verdict) -> str:
    """Why this verdict may not be given; empty when it may.

    Reports are counted again here, without those of reviewers who became authors after
    reporting. Only an accepting verdict needs them: with any other the page goes back.
    """
    review_round = verdict.round
    page = independence.page_of(review_round)
    now = timezone.now()
    return (
        independence.judge_problem(page, verdict.judge, now=now)
        or _step_problem(verdict)
        or _version_problem(verdict)
        or _conflict_problem(verdict)
        or (
            _("There are not enough reports by independent reviewers.")
            if verdict.decision == Decision.ACCEPT
            and not independence.is_quorum_met(review_round, now=now)
            else ""
        )
    )


def _step_problem(verdict: Verdict) -> str:
    state = TaskState.objects.get(pk=verdict.task_state_id).specific
    if verdict.round.outcome != RoundOutcome.COMPLETED:
        return _("The peer review is not complete.")
    if (
        not isinstance(state, JudgementTaskState)
        or state.status != TaskState.STATUS_IN_PROGRESS
        or state.workflow_state_id != verdict.round.workflow_state_id
        or state.revision_id != verdict.revision_id
    ):
        return _("This page does not wait for a judgement.")
    return ""


def _version_problem(verdict: Verdict) -> str:
    revision = Revision.objects.get(pk=verdict.revision_id)
    if verdict.content_hash != content_hash(revision.content):
        return _("The version was changed while it was judged.")
    if not warrants.round_covers(verdict.round, revision):
        return _("This version has not been through peer review.")
    return ""


def _conflict_problem(verdict: Verdict) -> str:
    declared = ConflictDeclaration.objects.filter(
        round_id=verdict.round_id,
        person_id=verdict.judge_id,
        moment=ConflictMoment.JUDGEMENT,
        answer=ConflictAnswer.NONE,
    )
    if declared.exists():
        return ""
    return _("The judge has not said whether there is a conflict of interest.")
