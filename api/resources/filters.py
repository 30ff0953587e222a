"""Filters that several resources share; their names are those of the search."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from api.parameters import MAX_VALUES, Slug, Text, check_slugs, refuse
from api.problems import ParameterError
from evidence.constants import Design, Independence, OutcomeKind, StudyKind
from evidence.models import Finding, Study
from evidence.search.text import clean
from mesh.core.models import Phase, Subject

MAX_WORDS = 20
YEARS = range(1000, 2101)


class StudyFilters(BaseModel):
    """What a study must be. Values of one parameter are alternatives; all must hold."""

    subject: list[Slug] = Field(
        [],
        max_length=MAX_VALUES,
        description="Slug of a subject or topic; a subject holds its topics too.",
    )
    phase: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a phase of schooling."
    )
    design: list[Design] = Field(
        [], max_length=MAX_VALUES, description="Design of the study."
    )
    study_kind: list[StudyKind] = Field(
        [],
        max_length=MAX_VALUES,
        description="Primary studies, or reviews with pooled results.",
    )
    country: Text = Field("", description="Country as recorded, in any case.")
    independence: list[Independence] = Field(
        [], max_length=MAX_VALUES, description="Independence of those who ran it."
    )
    reviewed_by: Text = Field(
        "", description="Clearinghouse whose review it comes from, such as WWC."
    )

    def studies(self) -> Q | None:
        """The condition on a study; None where nothing was asked for.

        Raises:
            Problem: there is no such subject or phase.
        """
        check_slugs(subject=(Subject, self.subject), phase=(Phase, self.phase))
        conditions = {
            "design__in": self.design,
            "kind__in": self.study_kind,
            "country__iexact": self.country,
            "independence__in": self.independence,
            "reviewed_by__iexact": self.reviewed_by,
        }
        asked = {name: value for name, value in conditions.items() if value}
        condition = Q(**asked)
        if self.subject:
            named = Q(slug__in=self.subject) | Q(parent__slug__in=self.subject)
            subjects = Subject.objects.filter(named)
            through = Study.subjects.through.objects.filter(subject__in=subjects)
            condition &= Q(pk__in=through.values("study_id"))
        if self.phase:
            phases = Study.phases.through.objects.filter(phase__slug__in=self.phase)
            condition &= Q(pk__in=phases.values("study_id"))
        return condition or None


class RecordFilters(BaseModel):
    """What a publication must be."""

    year_from: int | None = Field(
        None,
        ge=YEARS.start,
        le=YEARS.stop,
        description="Published in this year or later.",
    )
    year_to: int | None = Field(
        None,
        ge=YEARS.start,
        le=YEARS.stop,
        description="Published in this year or before.",
    )
    retracted: bool | None = Field(
        None, description="true: retracted ones only. false: none of them."
    )

    def records(self, path: str = "") -> Q:
        """The condition on a reference.

        Args:
            path: from the rows to the reference: "study__reference__".
        """
        values: dict[str, Any] = {
            f"{path}year__gte": self.year_from,
            f"{path}year__lte": self.year_to,
            f"{path}retracted": self.retracted,
        }
        return Q(**{name: value for name, value in values.items() if value is not None})


class OutcomeFilters(BaseModel):
    """What was measured."""

    outcome: list[OutcomeKind] = Field(
        [],
        max_length=MAX_VALUES,
        description="Kind of outcome. Attainment never holds teacher perception.",
    )

    def findings(self) -> "QuerySet[Finding] | None":
        """Findings of these kinds; None where nothing was asked for."""
        if not self.outcome:
            return None
        return Finding.objects.filter(outcome_kind__in=self.outcome)


class Words(BaseModel):
    """Words to look for."""

    q: str = Field(
        "",
        max_length=200,
        description="Words that must all occur. For the best match first: /api/v1/search.",
    )

    def words(self) -> str:
        """The words, without control characters.

        Raises:
            Problem: there are too many.
        """
        words = clean(self.q).split()
        if len(words) > MAX_WORDS:
            message = _("At most %d words are allowed.") % MAX_WORDS
            refuse([ParameterError("q", message)])
        return " ".join(words)
