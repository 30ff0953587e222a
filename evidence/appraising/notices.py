"""The mail of each step of an appraisal, queued in the step's own transaction."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from evidence.models import Appraisal, AppraisalRound
from evidence.permissions import may_judge_round
from mesh.core.constants import Role
from mesh.core.mail import queue_mail
from mesh.core.models import User


def _send(
    name: str, people: Iterable[Any], review_round: AppraisalRound, address: str
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
    judges = User.objects.filter(is_active=True, groups__name=Role.JUDGE.value)
    address = reverse("evidence_appraising:differences", args=[review_round.pk])
    people = [
        each for each in judges.order_by("pk") if may_judge_round(review_round, each)
    ]
    _send("appraisals_differ", people, review_round, address)
