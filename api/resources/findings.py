"""Findings."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import MAX_VALUES, Nothing, Paging, Parameters, Slug
from api.resources.filters import OutcomeFilters, RecordFilters, StudyFilters, Words
from api.resources.naming import NamedIntervention
from api.schemas import findings as schemas
from evidence.constants import Agreement, Deliverer, EffectMetric, Measure
from evidence.models import ComputedEffect, Finding, Intervention, Study
from evidence.querysets import FindingQuerySet

router = Router(tags=["Findings"])
PLAIN = [
    name
    for name in schemas.Finding.model_fields
    if name not in {"links", "record", "study", "intervention_record", "computed"}
]
FindingKey = Annotated[
    str,
    Path(
        max_length=100,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        description="Key of the finding.",
    ),
]
CHOICES = ("unit_of_analysis", "deliverer")  # "" where unknown, null in the answer


class FindingFilters(
    Paging, Words, NamedIntervention, OutcomeFilters, StudyFilters, RecordFilters
):
    """Which findings to show."""

    record: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of the record."
    )
    study: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field(
        [], max_length=MAX_VALUES, description="Id of the study."
    )
    measure: list[Measure] = Field(
        [], max_length=MAX_VALUES, description="Who made the test."
    )
    effect_metric: list[EffectMetric] = Field(
        [], max_length=MAX_VALUES, description="Scale of the effect."
    )
    deliverer: list[Deliverer] = Field(
        [], max_length=MAX_VALUES, description="Who worked with the pupils."
    )
    effect_from: float | None = Field(
        None,
        allow_inf_nan=False,
        description="Published effect of this or more, each on its own scale.",
    )
    effect_to: float | None = Field(
        None,
        allow_inf_nan=False,
        description="Published effect of this or less, each on its own scale.",
    )

    def rows(self) -> FindingQuerySet:
        """The findings that are asked for, the first recorded first.

        Raises:
            Problem: a subject or phase is unknown, or there are too many words.
        """
        conditions: dict[str, Any] = {
            "outcome_kind__in": self.outcome,
            "intervention_record__in": self.interventions(),
            "study__reference__slug__in": self.record,
            "study__in": self.study,
            "measure__in": self.measure,
            "effect_metric__in": self.effect_metric,
            "deliverer__in": self.deliverer,
        }
        asked = {name: value for name, value in conditions.items() if value}
        limits = {
            "effect_size__gte": self.effect_from,
            "effect_size__lte": self.effect_to,
        }
        asked |= {name: value for name, value in limits.items() if value is not None}
        found = Finding.objects.filter(self.records("study__reference__"), **asked)
        if (studies := self.studies()) is not None:
            found = found.filter(study__in=Study.objects.filter(studies).order_by())
        if words := self.words():
            found = found.matching(words)
        return found.order_by("pk")


@router.get("/findings", response=schemas.FindingPage, summary="Findings, as a list")
def list_findings(
    request: HttpRequest, filters: Annotated[FindingFilters, Parameters(...)]
) -> HttpResponse:
    """One row for each outcome and comparison, at the grain of the WWC's download.

    Parameters narrow the list; a parameter that is repeated gives alternatives.
    """
    part = part_of(filters.rows(), filters, read)
    return answers.many(
        request, part, schemas.FindingPage, lambda row: shown(row, request)
    )


@router.get("/findings/{key}", response=schemas.Finding, summary="One finding")
def get_finding(
    request: HttpRequest, key: FindingKey, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """A finding by its key."""
    finding = whole().filter(key=key).first() or answers.missing()
    return answers.one(shown(finding, request))


def whole() -> FindingQuerySet:
    """Findings with all that is shown of them, in one query."""
    return Finding.objects.with_record().select_related(
        "computed", "intervention_record"
    )


def read(keys: Sequence[int]) -> FindingQuerySet:
    """The findings of these keys."""
    return whole().filter(pk__in=keys)


def shown(finding: Finding, request: HttpRequest) -> schemas.Finding:
    """A finding as it is answered; needs `whole`."""
    values: dict[str, Any] = {name: getattr(finding, name) for name in PLAIN}
    values |= {name: values[name] or None for name in CHOICES}
    study = finding.study
    reference = study.reference
    computed = getattr(finding, "computed", None)
    return schemas.Finding(
        **values,
        links=_links(finding, request),
        record=schemas.FindingRecord(
            slug=reference.slug,
            name=reference.short_name,
            doi=reference.doi,
            year=reference.year,
            retracted=reference.retracted,
        ),
        study=schemas.FindingStudy(
            **{name: getattr(study, name) for name in schemas.FindingStudy.model_fields}
        ),
        intervention_record=_filed(finding.intervention_record),
        computed=_computed(computed) if computed else None,
    )


def _links(finding: Finding, request: HttpRequest) -> schemas.FindingLinks:
    record = finding.study.reference.slug
    return schemas.FindingLinks(
        self=answers.address(request, "get_finding", key=finding.key),
        page=request.build_absolute_uri(finding.get_absolute_url()),
        record=answers.address(request, "get_record", slug=record),
        study=answers.address(request, "get_study", study_id=finding.study_id),
        ratings=answers.address(request, "get_finding_ratings", key=finding.key),
    )


def _filed(filed: Intervention | None) -> schemas.FindingIntervention | None:
    if filed is None:
        return None
    return schemas.FindingIntervention(slug=filed.slug, name=filed.name)


def _computed(computed: ComputedEffect) -> schemas.ComputedEffect:
    plain = {"g", "standard_error", "ci_low", "ci_high", "df", "method", "version"}
    return schemas.ComputedEffect(
        **{name: getattr(computed, name) for name in plain},
        agreement=Agreement(computed.agreement),
        refusal=str(computed.get_refusal_display()),
        notes=computed.note_labels,
    )
