"""The list of bodies of evidence in the admin: what is recorded, and what is missing."""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from evidence.constants import OutcomeKind
from evidence.models import BodyAppraisal, BodyOfEvidence, NewestSearch
from evidence.querysets import every_word


class Missing(models.TextChoices):
    """What nobody has recorded yet."""

    SEARCH = "search", _("without the day of a search")
    GRADE = "grade", _("without GRADE's facts")


def list_bodies(*, text: str = "", missing: str = "") -> "QuerySet[BodyOfEvidence]":
    """Bodies by name, each with `searched_on` and `is_judged`; one query.

    Args:
        text: words of the intervention's name.
        missing: one of `Missing`; anything else narrows nothing.
    """
    searches = NewestSearch.objects.filter(body=OuterRef("pk")).order_by("-pk")
    rows = BodyOfEvidence.objects.filter(
        every_word(text, "intervention__name", "outcome_kind"),
        intervention__isnull=False,
        intervention__merged_into__isnull=True,
    ).annotate(
        searched_on=Subquery(searches.values("searched_on")[:1]),
        is_judged=Exists(BodyAppraisal.objects.filter(body=OuterRef("pk"))),
    )
    if missing == Missing.SEARCH:
        rows = rows.filter(searched_on__isnull=True)
    if missing == Missing.GRADE:
        rows = rows.filter(is_judged=False)
    rows = rows.exclude(outcome_kind=OutcomeKind.TEACHER_PERCEPTION)
    return rows.select_related("intervention").order_by(
        "intervention__name", "outcome_kind"
    )
