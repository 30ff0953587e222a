"""Reusable filters over references, studies and findings."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from evidence.models import Finding, Reference, Study  # noqa: F401 - quoted below


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
