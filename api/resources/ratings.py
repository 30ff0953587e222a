"""Ratings of studies and findings, with the rules that fired."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from api import answers
from api.parameters import Nothing, Parameters
from api.resources.findings import FindingKey
from api.resources.studies import StudyId
from api.schemas import ratings as schemas
from evidence.models import Finding, Study
from evidence.rating_pages.presentation import AnyOverride, RatingShown, RatingsShown
from evidence.rating_pages.reading import read_ratings
from evidence.ratings.rule_sets import Certainty

router = Router(tags=["Ratings"])


@router.get(
    "/studies/{study_id}/ratings",
    response=schemas.Ratings,
    summary="Ratings of a study",
)
def get_study_ratings(
    request: HttpRequest,
    study_id: StudyId,
    nothing: Annotated[Nothing, Parameters(...)],
) -> HttpResponse:
    """Each rule set about studies, with the facts it used and the rules that fired."""
    study = Study.objects.with_reference().filter(pk=study_id).first()
    if study is None:
        answers.missing()
    [read] = read_ratings([(study, [])]).values()
    about = answers.address(request, "get_study", study_id=study_id)
    return answers.one(_shown(read.own, about, request))


@router.get(
    "/findings/{key}/ratings",
    response=schemas.Ratings,
    summary="Ratings of a finding",
)
def get_finding_ratings(
    request: HttpRequest, key: FindingKey, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """Each rule set about findings, with the facts it used and the rules that fired."""
    finding = Finding.objects.with_record().filter(key=key).first()
    if finding is None:
        answers.missing()
    [read] = read_ratings([(finding.study, [finding])]).values()
    about = answers.address(request, "get_finding", key=key)
    return answers.one(_shown(read.by_finding[finding.pk], about, request))


def _shown(shown: RatingsShown, about: str, request: HttpRequest) -> schemas.Ratings:
    return schemas.Ratings(
        about=about,
        page=request.build_absolute_uri(shown.url),
        retracted=shown.study.reference.retracted,
        scales_disagree=shown.scales_disagree,
        standings=[
            schemas.PlacedRating(name=each.name, standing=each.standing)
            for each in shown.placed
        ],
        ratings=[rating(each) for each in shown.applying],
    )


def rating(shown: RatingShown) -> schemas.Rating:
    """One rating as it is answered."""
    return schemas.Rating(
        rule_set=shown.rule_set.key,
        name=str(shown.rule_set.name),
        computed_with=shown.rule_set.computed_with,
        version=shown.version,
        status=shown.status,
        result=shown.result,
        rank=shown.current_rank,
        words=shown.words,
        missing=shown.missing_labels,
        trace=[
            schemas.Step(
                rule=step["rule"],
                text=step["text"],
                conclusion=step["conclusion"],
                certainty=Certainty(step["certainty"]),
                facts=step["facts"],
            )
            for step in shown.trace
        ],
        computed_at=shown.computed_at,
        override=_override(shown.override) if shown.override else None,
    )


def _override(override: AnyOverride) -> schemas.Override:
    return schemas.Override(
        words=override.words,
        reason=override.reason,
        judge=override.judge.get_full_name() or _("an independent judge"),
        decided_at=override.decided_at,
    )
