"""The answer to the question of a conflict of interest: an act, and recorded."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mesh.core.models import User
from workflows.constants import ConflictAnswer, ConflictMoment
from workflows.exceptions import ReviewRefused
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.rounds import ReviewAssignment, ReviewRound


class UnableToDeclare(ReviewRefused):
    """The question of a conflict of interest was not answered in full."""


@dataclass(frozen=True)
class ConflictReply:
    """What the person answered; a declared conflict needs a statement."""

    answer: str
    statement: str = ""

    @property
    def is_declared(self) -> bool:
        """Whether the person has a conflict of interest."""
        return self.answer == ConflictAnswer.DECLARED


def record_conflict(
    *,
    person: User,
    review_round: ReviewRound,
    assignment: ReviewAssignment | None,
    moment: ConflictMoment,
    reply: ConflictReply,
    now: dt.datetime,
) -> ConflictDeclaration:
    """Keep the answer.

    Raises:
        UnableToDeclare: no answer, or a declared conflict without a statement.
    """
    if reply.answer not in ConflictAnswer.values:
        raise UnableToDeclare(_("Say whether you have a conflict of interest."))
    if reply.is_declared and not reply.statement.strip():
        raise UnableToDeclare(_("Say in a sentence what the conflict of interest is."))
    return ConflictDeclaration.objects.create(
        person=person,
        round=review_round,
        assignment=assignment,
        moment=moment,
        answer=reply.answer,
        statement=reply.statement.strip(),
        declared_at=now,
    )
