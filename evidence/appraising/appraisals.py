"""What an appraiser does: answer about conflicts, draft, submit, correct."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.appraising import notices
from evidence.appraising.recording import recompute
from evidence.appraising.refusals import UnableToAppraise
from evidence.appraising.settled import tell_what_is_open
from evidence.appraising.settling import (
    APPRAISERS,
    asked_in,
    compare,
    current_appraisals,
)
from evidence.constants import AppraisalState, RatingCause, RoundState
from evidence.models import Appraisal, AppraisalRound
from evidence.permissions import may_appraise, may_correct
from evidence.ratings.vocabulary import ASKED
from workflows.constants import ConflictAnswer
from workflows.services.conflicts import ConflictReply

FactEntries = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def answer_conflict(
    *, appraisal: Appraisal, by: Any, reply: ConflictReply, now: dt.datetime
) -> Appraisal:
    """Keep the answer about conflicts of interest; a conflict ends the appraisal.

    Raises:
        UnableToAppraise: not this person's, answered already, or answered in part.
    """
    fresh = _mine(appraisal, by)
    if fresh.conflict:
        raise UnableToAppraise(_("You have answered this question already."))
    if reply.answer not in ConflictAnswer.values:
        raise UnableToAppraise(_("Say whether you have a conflict of interest."))
    if reply.is_declared and not reply.statement.strip():
        raise UnableToAppraise(_("Say in a sentence what the conflict of interest is."))
    fresh.conflict = reply.answer
    fresh.conflict_statement = reply.statement.strip()
    fresh.saved_at = now
    if reply.is_declared:
        fresh.state = AppraisalState.DECLINED
    fresh.save()
    if reply.is_declared:
        notices.appraisal_declined(fresh)
    return fresh


@transaction.atomic
def save_draft(
    *, appraisal: Appraisal, by: Any, facts: FactEntries, now: dt.datetime
) -> Appraisal:
    """Keep unfinished facts, right or wrong: nothing typed is lost.

    Raises:
        UnableToAppraise: it is not this person's to write.
    """
    fresh = _mine(appraisal, by)
    _write(fresh, facts, now)
    fresh.state = AppraisalState.DRAFT
    fresh.save()
    return fresh


@transaction.atomic
def submit_appraisal(
    *, appraisal: Appraisal, by: Any, facts: FactEntries, named: bool, now: dt.datetime
) -> Appraisal:
    """Hand in the facts for good; with the second one, compare and rate.

    Args:
        appraisal: asked, or in draft.
        by: its appraiser.
        facts: by key: `value`, `place`, `quotation`; left out: not in the paper.
        named: whether the person agrees to be named beside the rating.
        now: when.

    Raises:
        UnableToAppraise: not this person's, no answer about conflicts, or a fact
            without its place, or with a value that can't be.
    """
    fresh = _mine(appraisal, by)
    if fresh.conflict != ConflictAnswer.NONE:
        raise UnableToAppraise(_("Say first whether you have a conflict of interest."))
    problems = fact_problems(fresh.round, facts)
    if problems:
        raise UnableToAppraise(" ".join(problems.values()))
    _write(fresh, facts, now)
    fresh.state = AppraisalState.SUBMITTED
    fresh.submitted_at = now
    fresh.consent_to_be_named = named
    fresh.save()
    _settle(fresh, now)
    return fresh


@transaction.atomic
def correct_appraisal(
    *, appraisal: Appraisal, by: Any, reason: str, now: dt.datetime
) -> Appraisal:
    """Open a new version of a submitted appraisal, with the old facts in it.

    Raises:
        UnableToAppraise: it is not this person's to correct, or no reason is given.
    """
    before = _lock(appraisal)
    answer = may_correct(before, by)
    if not answer:
        raise UnableToAppraise(answer.reason)
    if not reason.strip():
        raise UnableToAppraise(_("Say why it has to be corrected."))
    return Appraisal.objects.create(
        round=before.round,
        appraiser=by,
        version=before.version + 1,
        state=AppraisalState.DRAFT,
        facts=before.facts,
        correction_reason=reason.strip(),
        conflict=before.conflict,
        consent_to_be_named=before.consent_to_be_named,
        asked_at=before.asked_at,
        saved_at=now,
    )


def fact_problems(review_round: AppraisalRound, facts: FactEntries) -> dict[str, str]:
    """What is wrong with recorded facts, a sentence by key; {} when nothing is."""
    asked = asked_in(review_round)
    problems = {}
    for key, entry in facts.items():
        if key not in asked:
            problems[key] = _("“%(key)s” is not asked here.") % {"key": key}
            continue
        problem = _fact_problem(key, entry)
        if problem:
            problems[key] = problem
    return problems


def _fact_problem(key: str, entry: Mapping[str, Any]) -> str:
    fact = ASKED[key]
    problem = fact.problem(entry.get("value"))
    if not problem and not str(entry.get("place", "")).strip():
        problem = _("Say where in the paper it stands: “p. 415, table 2”.")
    return f"{fact.label}: {problem}" if problem else ""


def _write(appraisal: Appraisal, facts: FactEntries, now: dt.datetime) -> None:
    asked = asked_in(appraisal.round)
    appraisal.facts = {
        key: {
            "value": entry.get("value"),
            "place": str(entry.get("place", "")).strip(),
            "quotation": str(entry.get("quotation", "")).strip(),
        }
        for key, entry in facts.items()
        if key in asked
    }
    appraisal.saved_at = now


def _lock(appraisal: Appraisal) -> Appraisal:
    """The round first, so that two last submissions don't both miss the other."""
    review_round = AppraisalRound.objects.select_for_update().get(pk=appraisal.round_id)
    fresh = Appraisal.objects.get(pk=appraisal.pk)
    fresh.round = review_round
    return fresh


def _mine(appraisal: Appraisal, by: Any) -> Appraisal:
    fresh = _lock(appraisal)
    answer = may_appraise(fresh, by)
    if not answer:
        raise UnableToAppraise(answer.reason)
    return fresh


def _settle(appraisal: Appraisal, now: dt.datetime) -> None:
    """With both in: hand differences to a judge, or let the facts count."""
    review_round = appraisal.round
    if len(current_appraisals(review_round)) < APPRAISERS:
        return
    was_settled = review_round.settled_at is not None
    state_before = review_round.state
    disputed = any(each.is_disputed for each in compare(review_round))
    review_round.state = RoundState.DISPUTED if disputed else RoundState.SETTLED
    if not disputed and not was_settled:
        review_round.settled_at = now
    review_round.save(update_fields=["state", "settled_at"])
    if disputed:
        notices.judge_wanted(review_round)
    if review_round.settled_at:
        cause = RatingCause.CORRECTED if was_settled else RatingCause.SETTLED
        recompute(study=review_round.study, cause=cause, now=now)
    if RoundState.SETTLED == review_round.state != state_before:
        tell_what_is_open(review_round)
