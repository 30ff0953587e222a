"""The mail of each step of an appraisal, queued in the step's own transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from evidence.models import Appraisal, AppraisalRound, RatingRecord
from evidence.permissions import may_judge_round, may_judge_study
from mesh.core.constants import Role
from mesh.core.mail import queue_mail
from mesh.core.models import User


def _send(
    name: str,
    people: Iterable[Any],
    review_round: AppraisalRound,
    address: str,
    **further: Any,
) -> None:
    for person in people:
        queue_mail(
            event=f"evidence/emails/{name}",
            to=person.email,
            about=review_round,
            context={
                "person": person,
                "title": str(review_round),
                "reference": review_round.study.reference,
                "action_url": f"{settings.SITE_URL}{address}",
                **further,
            },
        )


def asked_to_appraise(appraisal: Appraisal) -> None:
    """Somebody is asked to record facts."""
    address = reverse("evidence_appraising:appraisal", args=[appraisal.pk])
    _send("appraisal_asked", [appraisal.appraiser], appraisal.round, address)


def appraisal_declined(appraisal: Appraisal) -> None:
    """The curator who asked has to find somebody else."""
    review_round = appraisal.round
    address = reverse("evidence_appraising:round", args=[review_round.pk])
    _send("appraisal_declined", [review_round.assigned_by], review_round, address)


def judge_wanted(review_round: AppraisalRound) -> None:
    """Appraisers differ: every judge who may decide is told."""
    address = reverse("evidence_appraising:differences", args=[review_round.pk])
    people = [each for each in _judges() if may_judge_round(review_round, each)]
    _send("appraisals_differ", people, review_round, address)


def ratings_left_open(
    review_round: AppraisalRound, ratings: Sequence[RatingRecord]
) -> None:
    """Facts are settled, and the criteria still leave ratings open: judges are told."""
    study = review_round.study
    address = reverse("evidence_appraising:study_ratings", args=[study.pk])
    people = [each for each in _judges() if may_judge_study(study, each)]
    _send("ratings_left_open", people, review_round, address, ratings=ratings)


def _judges() -> Iterable[Any]:
    judges = User.objects.filter(is_active=True, groups__name=Role.JUDGE.value)
    return judges.order_by("pk")
