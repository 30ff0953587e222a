"""A judge's own result in place of a computed rating of a body, in public."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from evidence.bodies.rating import read_bodies
from evidence.models import BodyRating, BodyRatingOverride
from evidence.permissions import may_judge_body


class UnableToDecideOnBody(PermissionDenied):
    """A judge's decision cannot be taken; the message says why."""


@transaction.atomic
def override_body_rating(
    *, rating: BodyRating, code: str, reason: str, by: Any, now: dt.datetime
) -> BodyRatingOverride:
    """Put a judge's own result in place of a computed one; an empty code withdraws it.

    Raises:
        UnableToDecideOnBody: not a judge, or not independent; not the newest
            computation, no result of this rule set, nothing to withdraw, or no reason.
    """
    [body] = read_bodies([rating.body])
    answer = may_judge_body(rating.body, body.synthesis.pooled_studies, by)
    if not answer:
        raise UnableToDecideOnBody(answer.reason)
    problem = _problem(rating, code, reason)
    if problem:
        raise UnableToDecideOnBody(problem)
    level = rating.rules.levels_by_code.get(code)
    return BodyRatingOverride.objects.create(
        rating=rating,
        code=code,
        words=str(level.label) if level else "",
        reason=reason.strip(),
        judge=by,
        decided_at=now,
    )


def _problem(rating: BodyRating, code: str, reason: str) -> str:
    if not reason.strip():
        return _("Say why: the reason is public.")
    same = BodyRating.objects.filter(
        body=rating.body_id, measure=rating.measure, rule_set=rating.rule_set
    )
    if same.last() != rating:
        return _("The rating has been computed again since: look at it first.")
    if code and code not in rating.rules.levels_by_code:
        return _("Choose one of the results of this scale.")
    if not code and not same.with_override().get(pk=rating.pk).given:
        return _("No result was put in place of this one.")
    return ""
