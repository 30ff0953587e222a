"""Syntheses: the findings on one intervention and kind of outcome, pooled."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel, Field

from api import answers
from api.paging import whole_list
from api.parameters import MAX_VALUES, Paging, Parameters, SlugInPath
from api.resources.naming import NamedIntervention
from api.resources.ratings import rating
from api.schemas import syntheses as schemas
from evidence.bodies.rating import read_body
from evidence.bodies.shown import BodyShown, show_bodies
from evidence.constants import Independence, OutcomeKind
from evidence.models import Intervention
from evidence.rating_pages.presentation import RatingShown
from evidence.synthesis.grouping import subjects_of_synthesis
from evidence.synthesis.presentation import PartShown, address
from evidence.synthesis.random_effects import Pooled, Span
from evidence.synthesis.service import Part

router = Router(tags=["Syntheses"])
NUMBERS = (
    "estimator",
    "k",
    "mean",
    "standard_error",
    "tau_squared",
    "i_squared",
    "q",
    "q_p_value",
)


class SynthesisFilters(Paging, NamedIntervention):
    """Which syntheses to show."""

    outcome: list[OutcomeKind] = Field(
        [],
        max_length=MAX_VALUES,
        description="Kind of outcome. Attainment never holds teacher perception.",
    )


class Developers(BaseModel):
    """Whether studies run by those who made or sell the intervention count."""

    developers: Literal["with", "without"] = Field(
        "with", description="`without` leaves studies run by a developer out."
    )


@router.get(
    "/syntheses", response=schemas.SynthesisPage, summary="Syntheses, as a list"
)
def list_syntheses(
    request: HttpRequest, filters: Annotated[SynthesisFilters, Parameters(...)]
) -> HttpResponse:
    """Interventions and outcome kinds on which two studies or more say something."""
    rows = subjects_of_synthesis()
    if filters.outcome:
        rows = rows.filter(outcome_kind__in=filters.outcome)
    if found := filters.interventions():
        rows = rows.filter(intervention_record__in=found)
    part = whole_list(list(rows), filters)
    keys = [row["intervention_record"] for row in part.rows]
    interventions = Intervention.objects.in_bulk(keys)
    return answers.many(
        request,
        part,
        schemas.SynthesisPage,
        lambda row: _summary(row, interventions[row["intervention_record"]], request),
    )


@router.get(
    "/syntheses/{slug}/{outcome_kind}",
    response=schemas.Synthesis,
    summary="One synthesis",
)
def get_synthesis(
    request: HttpRequest,
    slug: SlugInPath,
    outcome_kind: OutcomeKind,
    choice: Annotated[Developers, Parameters(...)],
) -> HttpResponse:
    """Means, intervals and heterogeneity, with each study's part in them.

    `slug` is that of the intervention. Retracted publications are never pooled.
    """
    intervention = Intervention.objects.filter(slug=slug).first() or answers.missing()
    body = read_body(
        intervention=intervention,
        outcome_kind=outcome_kind,
        with_developers=choice.developers == "with",
    )
    if not (body.synthesis.parts or body.synthesis.excluded):
        answers.missing()
    [shown] = show_bodies([body], today=timezone.now().date())
    return answers.one(_whole(shown, request))


def _summary(
    row: dict[str, Any], intervention: Intervention, request: HttpRequest
) -> schemas.SynthesisSummary:
    kind = OutcomeKind(row["outcome_kind"])
    return schemas.SynthesisSummary(
        links=_links(intervention, kind, request),
        intervention=intervention.slug,
        name=intervention.name,
        outcome_kind=kind,
        studies=row["studies"],
    )


def _links(
    intervention: Intervention, kind: OutcomeKind, request: HttpRequest
) -> schemas.SynthesisLinks:
    slug = intervention.slug
    findings = answers.address(request, "list_findings")
    return schemas.SynthesisLinks(
        self=answers.address(
            request, "get_synthesis", slug=slug, outcome_kind=kind.value
        ),
        page=request.build_absolute_uri(address(intervention.name, kind)),
        intervention=answers.address(request, "get_intervention", slug=slug),
        findings=f"{findings}?intervention={slug}&outcome={kind.value}",
    )


def _whole(shown: BodyShown, request: HttpRequest) -> schemas.Synthesis:
    read = shown.body.synthesis
    return schemas.Synthesis(
        links=_links(read.intervention, read.outcome_kind, request),
        intervention=read.intervention.slug,
        name=read.intervention.name,
        outcome_kind=read.outcome_kind,
        with_developers=read.with_developers,
        parts=[_part(each.part, each.ratings) for each in shown.parts],
        left_out=[
            schemas.LeftOut(
                finding=each.finding.key,
                reason=each.reason,
                words=str(each.reason.label),
            )
            for each in read.excluded
        ],
    )


def _part(part: Part, ratings: Sequence[RatingShown]) -> schemas.SynthesisPart:
    return schemas.SynthesisPart(
        measure=part.measure,
        people=part.people,
        findings=part.findings,
        pooled=_pooled(part.pooled),
        by_dersimonian_laird=_pooled(part.by_dersimonian_laird),
        sentences=PartShown(part).sentences,
        ratings=[rating(each) for each in ratings],
        studies=list(_studies(part)),
    )


def _pooled(pooled: Pooled | None) -> schemas.Pooled | None:
    if pooled is None:
        return None
    return schemas.Pooled(
        **{name: getattr(pooled, name) for name in NUMBERS},
        interval=_ends(pooled.interval),
        normal_interval=_ends(pooled.normal_interval),
        prediction=_ends(pooled.prediction) if pooled.prediction else None,
    )


def _ends(span: Span) -> schemas.Interval:
    return schemas.Interval(low=span.low, high=span.high)


def _studies(part: Part) -> Iterator[schemas.PooledStudy]:
    nothing = [None] * len(part.studies)
    weights = part.pooled.weights if part.pooled else nothing
    others = part.without_each if part.pooled else nothing
    for each, weight, other in zip(part.studies, weights, others, strict=True):
        yield schemas.PooledStudy(
            study=each.study.pk,
            name=str(each.study),
            record=each.study.reference.slug,
            effect=each.effect.value,
            standard_error=each.standard_error,
            weight=weight,
            people=each.people,
            independence=Independence(each.study.independence),
            findings=[estimate.finding.key for estimate in each.estimates],
            mean_without_it=other.mean if other else None,
        )
