"""Reusable filters over references, studies and findings."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from evidence.constants import AppraisalState, RoundState
from workflows.querysets import AppendOnlyQuerySet

if TYPE_CHECKING:
    from evidence.models import (  # noqa: F401 - quoted below
        Appraisal,
        AppraisalRound,
        Finding,
        RatingRecord,
        Reference,
        Study,
    )


def every_word(text: str, *fields: str) -> Q:
    """Rows in which each word of `text` occurs in at least one of the fields."""
    condition = Q()
    for word in text.split():
        anywhere = Q()
        for name in fields:
            anywhere |= Q(**{f"{name}__icontains": word})
        condition &= anywhere
    return condition


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Publications."""

    def matching(self, text: str) -> Self:
        """References in whose title, authors, year or DOI every word occurs."""
        return self.filter(every_word(text, "title", "authors_text", "year", "doi"))

    def without_citation(self) -> Self:
        """References whose styled citation is still to be rendered."""
        return self.filter(citation_html="").order_by("pk")


class StudyQuerySet(models.QuerySet["Study"]):
    """Pieces of research."""

    def with_reference(self) -> Self:
        """With the main reference, which a study's name is made of, in one query."""
        return self.select_related("reference")

    def matching(self, text: str) -> Self:
        """Studies in which, or in whose publication, every word occurs."""
        return self.filter(
            every_word(
                text,
                "label",
                "sample",
                "reference__title",
                "reference__authors_text",
                "reference__year",
                "reference__doi",
            )
        )


class FindingQuerySet(models.QuerySet["Finding"]):
    """Results."""

    def with_record(self) -> Self:
        """With study and reference, in one query."""
        return self.select_related("study__reference")

    def matching(self, text: str) -> Self:
        """Findings in which, or in whose publication, every word occurs."""
        return self.filter(
            every_word(
                text,
                "intervention",
                "outcome",
                "statement",
                "study__reference__title",
                "study__reference__authors_text",
                "study__reference__year",
                "study__reference__doi",
            )
        )


class AppraisalRoundQuerySet(models.QuerySet["AppraisalRound"]):
    """Rounds of appraisal."""

    def with_record(self) -> Self:
        """With study, reference and finding, in one query."""
        return self.select_related("study__reference", "finding")

    def without_part_of(self, user: models.Model) -> Self:
        """Rounds on studies that the person neither appraised nor had appraised."""
        return self.exclude(
            study__appraisal_rounds__appraisals__appraiser=user
        ).exclude(study__appraisal_rounds__assigned_by=user)


class AppraisalQuerySet(AppendOnlyQuerySet["Appraisal"]):
    """Appraisals: never altered or deleted in bulk."""

    def waiting_for(self, user: models.Model) -> Self:
        """What a person has to appraise or to correct, the oldest first."""
        return (
            self.filter(
                appraiser_id=user.pk,
                state__in=[AppraisalState.ASKED, AppraisalState.DRAFT],
            )
            .exclude(round__state=RoundState.CANCELLED)
            .select_related("round__study__reference", "round__finding")
            .order_by("asked_at", "pk")
        )

    def submitted(self) -> Self:
        """Those that count, the first version first."""
        return self.filter(state=AppraisalState.SUBMITTED).order_by("asked_at", "pk")


class RatingQuerySet(AppendOnlyQuerySet["RatingRecord"]):
    """Computed ratings, the log of which is never altered."""

    def about_studies(self, studies: "models.QuerySet[Study] | list[Study]") -> Self:
        """Every rating of these studies and of their findings, the oldest first."""
        return self.filter(study__in=studies).order_by("pk")
