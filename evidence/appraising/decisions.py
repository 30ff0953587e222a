"""What a judge does: decide disputed facts, and override a rating, in public."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.appraising.recording import WWC_STUDY, newest_overrides, recompute
from evidence.appraising.refusals import UnableToDecide
from evidence.appraising.settled import tell_what_is_open
from evidence.appraising.settling import asked_in, compare
from evidence.constants import RatingCause, RoundState
from evidence.models import (
    AppraisalRound,
    FactDecision,
    RatingOverride,
    RatingRecord,
)
from evidence.permissions import may_judge_round, may_judge_study
from evidence.ratings.vocabulary import ASKED


@dataclass(frozen=True)
class DecidedFact:
    """What a judge holds of a fact; a value of None: the paper does not say."""

    key: str
    value: Any
    reason: str
    place: str = ""
    quotation: str = ""


@transaction.atomic
def decide_fact(
    *, review_round: AppraisalRound, fact: DecidedFact, by: Any, now: dt.datetime
) -> FactDecision:
    """Decide one fact; with the last disputed one, the round is settled and rated.

    Raises:
        UnableToDecide: not a judge, or not independent; the fact is not asked, its
            value can't be, its place or the reason is missing.
    """
    fresh = AppraisalRound.objects.select_for_update().get(pk=review_round.pk)
    answer = may_judge_round(fresh, by)
    if not answer:
        raise UnableToDecide(answer.reason)
    problem = _problem(fresh, fact)
    if problem:
        raise UnableToDecide(problem)
    decision = FactDecision.objects.create(
        round=fresh,
        key=fact.key,
        value=fact.value,
        place=fact.place.strip(),
        quotation=fact.quotation.strip(),
        reason=fact.reason.strip(),
        judge=by,
        decided_at=now,
    )
    _settle(fresh, now)
    return decision


def _problem(review_round: AppraisalRound, fact: DecidedFact) -> str:
    if fact.key not in asked_in(review_round):
        return _("“%(key)s” is not asked here.") % {"key": fact.key}
    if not fact.reason.strip():
        return _("Say why: the reason is public.")
    if fact.value is None:
        return ""
    problem = ASKED[fact.key].problem(fact.value)
    if problem:
        return f"{ASKED[fact.key].label}: {problem}"
    if not fact.place.strip():
        return _("Say where in the paper it stands: “p. 415, table 2”.")
    return ""


def _settle(review_round: AppraisalRound, now: dt.datetime) -> None:
    state_before = review_round.state
    if not any(each.is_disputed for each in compare(review_round)):
        review_round.state = RoundState.SETTLED
        review_round.settled_at = review_round.settled_at or now
        review_round.save(update_fields=["state", "settled_at"])
    if review_round.settled_at:
        recompute(study=review_round.study, cause=RatingCause.DECIDED, now=now)
    if RoundState.SETTLED == review_round.state != state_before:
        tell_what_is_open(review_round)


@transaction.atomic
def override_rating(
    *, rating: RatingRecord, code: str, reason: str, by: Any, now: dt.datetime
) -> RatingOverride:
    """Put a judge's own result in place of the computed one.

    Raises:
        UnableToDecide: not a judge, or not independent; not the newest computation, not
            a result of this rule set, or no reason.
    """
    level = rating.rules.levels_by_code.get(code)
    if level is None:
        raise UnableToDecide(_("Choose one of the results of this scale."))
    return _write(rating, code, str(level.label), reason, by=by, now=now)


@transaction.atomic
def withdraw_override(
    *, rating: RatingRecord, reason: str, by: Any, now: dt.datetime
) -> RatingOverride:
    """Let the computed result stand again.

    Raises:
        UnableToDecide: not a judge, or not independent; nothing to withdraw, or no
            reason.
    """
    about = (rating.finding_id, rating.rule_set)
    rows = RatingOverride.objects.filter(rating__study=rating.study_id)
    if about not in newest_overrides(rows.select_related("rating").order_by("pk")):
        raise UnableToDecide(_("No result was put in place of this one."))
    return _write(rating, "", "", reason, by=by, now=now)


def _write(
    rating: RatingRecord,
    code: str,
    words: str,
    reason: str,
    *,
    by: Any,
    now: dt.datetime,
) -> RatingOverride:
    answer = may_judge_study(rating.study, by)
    if not answer:
        raise UnableToDecide(answer.reason)
    if not reason.strip():
        raise UnableToDecide(_("Say why: the reason is public."))
    newest = RatingRecord.objects.filter(
        study=rating.study_id, finding=rating.finding_id, rule_set=rating.rule_set
    ).last()
    if newest != rating:
        raise UnableToDecide(
            _("The rating has been computed again since: look at it first.")
        )
    override = RatingOverride.objects.create(
        rating=rating,
        code=code,
        words=words,
        reason=reason.strip(),
        judge=by,
        decided_at=now,
    )
    if rating.rule_set == WWC_STUDY:
        recompute(study=rating.study, cause=RatingCause.RULES, now=now)
    return override
