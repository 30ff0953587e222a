"""A curator asks two people to appraise a study, or one of its findings."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evidence.appraising import notices
from evidence.appraising.refusals import UnableToAssign
from evidence.appraising.settling import APPRAISERS, asked_in
from evidence.constants import AppraisalState, RoundState
from evidence.models import Appraisal, AppraisalRound, Finding, Study
from evidence.permissions import may_assign, may_be_asked


@dataclass(frozen=True)
class Subject:
    """What is to be appraised: a study, or one finding of it."""

    study: Study
    finding: Finding | None = None


@transaction.atomic
def assign_appraisers(
    *, subject: Subject, appraisers: Sequence[Any], by: Any, now: dt.datetime
) -> AppraisalRound:
    """Ask two people, who don't see each other's facts until both have submitted.

    Raises:
        UnableToAssign: not a curator, not two people, one who may not, nothing to
            appraise, or asked already.
    """
    _check(subject, appraisers, by)
    try:
        with transaction.atomic():
            review_round = AppraisalRound.objects.create(
                study=subject.study,
                finding=subject.finding,
                assigned_by=by,
                opened_at=now,
            )
    except IntegrityError as error:
        raise UnableToAssign(
            _("Two people have been asked to appraise this already.")
        ) from error
    for person in appraisers:
        appraisal = Appraisal.objects.create(
            round=review_round, appraiser=person, asked_at=now
        )
        notices.asked_to_appraise(appraisal)
    return review_round


def _check(subject: Subject, appraisers: Sequence[Any], by: Any) -> None:
    answer = may_assign(by)
    if not answer:
        raise UnableToAssign(answer.reason)
    if subject.finding and subject.finding.study_id != subject.study.pk:
        raise UnableToAssign(_("This finding belongs to another study."))
    if not asked_in(AppraisalRound(study=subject.study, finding=subject.finding)):
        raise UnableToAssign(
            _(
                "There is nothing to appraise: of a review, appraise a pooled finding; a "
                "study that estimates no effect has no rating."
            )
        )
    if len({person.pk for person in appraisers}) != APPRAISERS:
        raise UnableToAssign(_("Choose two different people."))
    for person in appraisers:
        answer = may_be_asked(subject.study, person, by)
        if not answer:
            raise UnableToAssign(f"{person}: {answer.reason}")


@transaction.atomic
def replace_appraiser(
    *, appraisal: Appraisal, person: Any, by: Any, now: dt.datetime
) -> Appraisal:
    """Ask somebody else in place of one who declined or has not submitted.

    Raises:
        UnableToAssign: not a curator, submitted already, or a person who may not.
    """
    answer = may_assign(by)
    if not answer:
        raise UnableToAssign(answer.reason)
    review_round = AppraisalRound.objects.select_for_update().get(pk=appraisal.round_id)
    appraisal = Appraisal.objects.get(pk=appraisal.pk)
    if (
        review_round.state != RoundState.AWAITING
        or appraisal.state == AppraisalState.SUBMITTED
    ):
        raise UnableToAssign(_("This appraisal is not awaited any more."))
    if review_round.appraisals.filter(appraiser=person).exists():
        raise UnableToAssign(_("This person has been asked already."))
    answer = may_be_asked(review_round.study, person, by)
    if not answer:
        raise UnableToAssign(f"{person}: {answer.reason}")
    if appraisal.state != AppraisalState.DECLINED:
        appraisal.state = AppraisalState.DECLINED
        appraisal.save()
    fresh = Appraisal.objects.create(round=review_round, appraiser=person, asked_at=now)
    notices.asked_to_appraise(fresh)
    return fresh


@transaction.atomic
def cancel_round(*, review_round: AppraisalRound, by: Any) -> AppraisalRound:
    """Give up a round that was never settled; what was submitted is kept.

    Raises:
        UnableToAssign: not a curator, or it is settled.
    """
    answer = may_assign(by)
    if not answer:
        raise UnableToAssign(answer.reason)
    fresh = AppraisalRound.objects.select_for_update().get(pk=review_round.pk)
    if fresh.settled_at or fresh.state == RoundState.CANCELLED:
        raise UnableToAssign(_("It is settled or cancelled: ratings may rest on it."))
    fresh.state = RoundState.CANCELLED
    fresh.save(update_fields=["state"])
    return fresh
