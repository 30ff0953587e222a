"""Reusable filters over references, studies and findings."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from evidence.constants import (
    UNSETTLED,
    AppraisalState,
    ConceptKind,
    DuplicateAnswer,
    RoundState,
    RunState,
)
from evidence.names import name_key
from evidence.ratings.results import Status
from workflows.querysets import AppendOnlyQuerySet

if TYPE_CHECKING:
    from evidence.models import (  # noqa: F401 - quoted below
        Appraisal,
        AppraisalRound,
        BodyOfEvidence,
        BodyRating,
        Edge,
        Finding,
        ImportRun,
        PossibleDuplicate,
        RatingRecord,
        Reference,
        Study,
    )

ENDS = ("source", "target")  # of an edge


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


class ReferenceManager(models.Manager.from_queryset(ReferenceQuerySet)):  # type: ignore[misc] # made at run time
    """Publications as they are listed: without those merged into another."""

    def get_queryset(self) -> ReferenceQuerySet:
        """Publications that stand for themselves."""
        found: ReferenceQuerySet = super().get_queryset().filter(merged_into=None)
        return found


class PossibleDuplicateQuerySet(models.QuerySet["PossibleDuplicate"]):
    """Pairs of publications that may be one."""

    def open(self) -> Self:
        """Pairs that nobody has answered, of publications that both still stand."""
        return self.filter(
            answer=DuplicateAnswer.OPEN,
            first__merged_into=None,
            second__merged_into=None,
        )

    def with_references(self) -> Self:
        """With both publications, in one query."""
        return self.select_related("first", "second")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Files that somebody brought in, or wanted to."""

    def working(self) -> Self:
        """Runs that a worker has taken, or is about to."""
        return self.filter(state__in=[RunState.CHECKING, RunState.IMPORTING])


class StudyQuerySet(models.QuerySet["Study"]):
    """Pieces of research."""

    def with_reference(self) -> Self:
        """With the main reference, which a study's name is made of, in one query."""
        return self.select_related("reference")

    def countries(self) -> list[str]:
        """The countries that studies name, each once, by name; one query."""
        rows = self.exclude(country="").order_by("country")
        return list(rows.values_list("country", flat=True).distinct())

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


class ConceptQuerySet(models.QuerySet[Any]):
    """Barriers, or interventions."""

    def named(self, name: str) -> Self:
        """The record of this name, or with it among its other names, if there is one."""
        return self.keyed({name_key(name)})

    def keyed(self, keys: Collection[str]) -> Self:
        """Records that have a name of one of these keys."""
        return self.filter(names__key__in=keys).distinct()

    def matching(self, text: str) -> Self:
        """Records in whose names or summary every word occurs."""
        return self.filter(every_word(text, "name", "other_names", "summary"))

    def about_subject(self, slug: str) -> Self:
        """Records on a subject or one of its topics, by their own word or a study's."""
        about = _on_subject("subjects", slug)
        if self.model._meta.model_name == ConceptKind.INTERVENTION:
            about |= _on_subject("findings__study__subjects", slug)
        found = self.model.every.filter(about).order_by().values("pk")
        return self.filter(pk__in=found)


def _on_subject(path: str, slug: str) -> Q:
    return Q(**{f"{path}__slug": slug}) | Q(**{f"{path}__parent__slug": slug})


class ConceptManager(models.Manager.from_queryset(ConceptQuerySet)):  # type: ignore[misc] # made at run time
    """Records as they are listed: without those merged into another."""

    def get_queryset(self) -> ConceptQuerySet:
        """Records that stand for themselves."""
        found: ConceptQuerySet = super().get_queryset().filter(merged_into=None)
        return found


class EdgeQuerySet(models.QuerySet["Edge"]):
    """Edges between barriers and interventions."""

    def with_ends(self) -> Self:
        """With the records at both ends, in one query."""
        ends = (f"{end}_{kind}" for end in ENDS for kind in ConceptKind.values)
        return self.select_related(*ends)

    def same_as(self, edge: "Edge") -> Self:
        """Other edges of the same kind between the same records."""
        ends = (f"{end}_{kind}" for end in ENDS for kind in ConceptKind.values)
        same = self.filter(
            kind=edge.kind, **{each: getattr(edge, each) for each in ends}
        )
        return same.exclude(pk=edge.pk)

    def at(self, record: models.Model) -> Self:
        """Edges that start or end at a record."""
        kind = record._meta.model_name
        return self.filter(
            Q(**{f"source_{kind}": record}) | Q(**{f"target_{kind}": record})
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

    def left_open(self) -> Self:
        """The newest of their kind that wait for a judge, the oldest first.

        That is: the rules leave the case open, no judge's result stands in its place,
        and no appraisal that could bring further facts is under way.
        """
        every = type(self)(self.model)
        about = Coalesce("finding_id", 0)
        alike = every.annotate(about=about).filter(
            study=OuterRef("study"),
            rule_set=OuterRef("rule_set"),
            about=OuterRef("about"),
        )
        instead = alike.filter(overrides__isnull=False).order_by("-overrides__pk")
        rounds = every.filter(
            Q(study__appraisal_rounds__finding__isnull=True)
            | Q(study__appraisal_rounds__finding=F("finding")),
            pk=OuterRef("pk"),
            study__appraisal_rounds__state__in=UNSETTLED,
        )
        return (
            self.filter(status=Status.OPEN)
            .annotate(
                about=about, instead=Subquery(instead.values("overrides__code")[:1])
            )
            .exclude(Exists(alike.filter(pk__gt=OuterRef("pk"))))
            .exclude(Exists(rounds))
            .filter(Q(instead__isnull=True) | Q(instead=""))
            .order_by("computed_at", "pk")
        )

    def with_record(self) -> Self:
        """With study, reference and finding, in one query."""
        return self.select_related("study__reference", "finding")

    def without_part_of(self, user: models.Model) -> Self:
        """Ratings of studies that the person neither appraised nor had appraised."""
        return self.exclude(
            study__appraisal_rounds__appraisals__appraiser=user
        ).exclude(study__appraisal_rounds__assigned_by=user)


class BodyOfEvidenceQuerySet(models.QuerySet["BodyOfEvidence"]):
    """Bodies of evidence."""

    def waiting(self, today: dt.date) -> Self:
        """Those to be rated again: something changed, or their search is too old."""
        return self.filter(
            Q(stale_since__isnull=False) | Q(rate_again_on__lte=today),
            intervention__isnull=False,
        )


class BodyRatingQuerySet(AppendOnlyQuerySet["BodyRating"]):
    """Computed ratings of bodies, the log of which is never altered."""

    def newest(self) -> Self:
        """The newest of each rule set on each body and kind of test."""
        return self.filter(~Exists(self._same().filter(pk__gt=OuterRef("pk"))))

    def with_override(self) -> Self:
        """With the code of what a judge put in its place as `given`, "" or None."""
        overridden = self._same().filter(overrides__isnull=False)
        codes = overridden.order_by("-overrides__pk").values("overrides__code")
        return self.annotate(given=Subquery(codes[:1]))

    def _same(self) -> Self:
        """Rows on the same thing as the row of the query around it."""
        about = ("body", "measure", "rule_set")
        rows = self.model.objects.filter(**{name: OuterRef(name) for name in about})
        return cast("Self", rows)
