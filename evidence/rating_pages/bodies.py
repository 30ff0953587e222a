"""Ratings of a body of evidence: the studies that a synthesis pools.

MESH's own proposal, and E4I for attainment. What teachers thought is never rated, so
that it moves nothing. Kinds of test are rated apart, as they are pooled apart.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence import csl
from evidence.constants import (
    Deliverer,
    Design,
    Independence,
    Measure,
    OutcomeKind,
)
from evidence.models import Study
from evidence.rating_pages.badges import security_of
from evidence.rating_pages.presentation import RatingShown, shown_computed
from evidence.ratings.criteria import e4i, mesh, scope
from evidence.ratings.criteria.mesh import HALF
from evidence.ratings.results import FactValue, Value
from evidence.synthesis.presentation import PartShown
from evidence.synthesis.service import Part, Synthesis
from evidence.synthesis.within import StudyEffect

SECURE = 2
Answers = Sequence[tuple[float, bool | None]]


@dataclass(frozen=True)
class BodyRatings:
    """Ratings of the studies that used one kind of test."""

    title: str
    ratings: Sequence[RatingShown]


@dataclass(frozen=True)
class Known:
    """What is read once for all parts of a synthesis."""

    security: dict[int, int]
    phases: dict[int, set[int]]


def rate_bodies(synthesis: Synthesis) -> list[BodyRatings]:
    """Rate each part of a synthesis; three queries, whatever its size."""
    if synthesis.outcome_kind == OutcomeKind.TEACHER_PERCEPTION:
        return []
    rule_sets = [mesh.STRENGTH, mesh.TRANSFERABILITY]
    if synthesis.outcome_kind == OutcomeKind.ATTAINMENT:
        rule_sets.append(e4i.E4I)
    studies = {each.study.pk for part in synthesis.parts for each in part.studies}
    known = Known(security_of(studies), _phases(studies))
    rated = []
    for part in synthesis.parts:
        facts = facts_of_body(part, known)
        shown = [shown_computed(each, each.rate(facts)) for each in rule_sets]
        rated.append(BodyRatings(PartShown(part).title, shown))
    return rated


def facts_of_body(part: Part, known: Known) -> dict[str, FactValue]:
    """What is known of the studies of one kind of test; what is not, is left out."""
    studies = [each.study for each in part.studies]
    values: dict[str, Value | None] = {
        "findings": len(studies),
        "has_randomised": any(study.design in scope.RANDOMISED for study in studies),
        "teams": count_teams(studies),
        "countries": _countries(studies),
        "phases": len(set().union(*(known.phases.get(s.pk, set()) for s in studies))),
        "disadvantage_reported": any(
            study.percent_disadvantaged is not None for study in studies
        ),
        "body_pupils": part.people or None,
        **_security(studies, known.security),
        **_weights(part),
        **_heterogeneity(part),
    }
    origin = _("Computed from the pooled studies")
    return {
        key: FactValue(value, origin=origin)
        for key, value in values.items()
        if value is not None
    }


def _phases(studies: Iterable[int]) -> dict[int, set[int]]:
    through = Study.phases.through.objects.filter(study__in=list(studies))
    found: dict[int, set[int]] = {}
    for study, phase in through.values_list("study_id", "phase_id"):
        found.setdefault(study, set()).add(phase)
    return found


def count_teams(studies: Iterable[Study]) -> int:
    """Groups of studies that share no author, directly or through a third study."""
    teams: list[set[str]] = []
    for study in studies:
        merged = {name.casefold() for name in csl.names(study.reference.csl)}
        apart = []
        for team in teams:
            if team & merged:
                merged |= team
            else:
                apart.append(team)
        teams = [*apart, merged]
    return len(teams)


def _countries(studies: Sequence[Study]) -> int | None:
    """None where an unknown country could make one into two."""
    named = {study.country.strip().casefold() for study in studies} - {""}
    all_known = all(study.country.strip() for study in studies)
    return len(named) if all_known or len(named) > 1 else None


def _security(
    studies: Sequence[Study], security: dict[int, int]
) -> dict[str, Value | None]:
    """Unknown while a study that nobody has rated could change the answer."""
    rated = [(study, security[study.pk]) for study in studies if study.pk in security]
    is_secure = any(
        rank >= SECURE and study.design != Design.BEFORE_AFTER for study, rank in rated
    )
    if not is_secure and len(rated) < len(studies):
        return {"best_security": None, "secure_comparison": None}
    return {
        "best_security": max((rank for _study, rank in rated), default=None),
        "secure_comparison": is_secure,
    }


def _weights(part: Part) -> dict[str, Value | None]:
    weights = part.pooled.weights if part.pooled else [100.0] * len(part.studies)
    pairs = list(zip(weights, part.studies, strict=True))
    by_measure = {Measure.STANDARDISED: 0, Measure.RESEARCHER_MADE: 100}
    return {
        "developer_weight": share(
            [(weight, _by_developer(each.study)) for weight, each in pairs],
            lambda percent: percent > HALF,
        ),
        "ordinary_delivery_weight": share(
            [(weight, _by_teachers(each)) for weight, each in pairs],
            lambda percent: percent >= HALF,
        ),
        "researcher_made_weight": by_measure.get(part.measure),
        "weighted_effect": _weighted_effect(part),
    }


def share(answers: Answers, reaches: Callable[[float], bool]) -> float | None:
    """The weight (0-100) of "yes"; None where the unknown ones could tip the rule."""
    yes = sum(weight for weight, answer in answers if answer)
    unknown = sum(weight for weight, answer in answers if answer is None)
    if reaches(yes) != reaches(yes + unknown):
        return None
    return round(yes, 1)


def _by_developer(study: Study) -> bool | None:
    if study.independence == Independence.UNKNOWN:
        return None
    return study.independence == Independence.DEVELOPER


def _by_teachers(effect: StudyEffect) -> bool | None:
    givers = {each.finding.deliverer for each in effect.estimates}
    if givers & {"", Deliverer.MIXED}:
        return None
    return givers == {Deliverer.TEACHER}


def _weighted_effect(part: Part) -> float | None:
    """By sample size, as E4I has it; None where a study does not say its size."""
    sizes = [each.people for each in part.studies]
    known = [size for size in sizes if size]
    if len(known) < len(sizes):
        return None
    total = sum(
        size * each.effect.value for size, each in zip(known, part.studies, strict=True)
    )
    return round(total / sum(known), 3)


def _heterogeneity(part: Part) -> dict[str, Value | None]:
    pooled = part.pooled
    if pooled is None or pooled.prediction is None:
        return {}
    return {
        "prediction_low": pooled.prediction.low,
        "prediction_high": pooled.prediction.high,
        "i_squared": pooled.i_squared,
    }
