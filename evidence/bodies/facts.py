"""What the rules may know of the studies of a body that used one kind of test.

Counted over the studies, or recorded by people; what is not known is left out.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evidence import csl
from evidence.constants import Deliverer, Design, Independence, Measure
from evidence.models import BodyAppraisal, NewestSearch, Study
from evidence.rating_pages.badges import security_of
from evidence.ratings.choices import Share
from evidence.ratings.criteria import scope
from evidence.ratings.criteria.grade import DOMAINS, UPGRADES
from evidence.ratings.criteria.mesh import HALF, OLD_SEARCH
from evidence.ratings.results import FactValue, Value
from evidence.synthesis.service import Part
from evidence.synthesis.within import StudyEffect

SECURE = 2
DAYS_A_YEAR = 365.25
RANDOMISED = "body_randomised"
UNSAID_DESIGNS = frozenset({Design.NOT_STATED})
Answers = Sequence[tuple[float, bool | None]]


@dataclass(frozen=True)
class Known:
    """What is read once for many bodies: by the key of the study."""

    security: Mapping[int, int]
    phases: Mapping[int, set[int]]


@dataclass(frozen=True)
class Recorded:
    """What people recorded of a body, the newest of each kind.

    Args:
        appraisals: by kind of test.
    """

    search: NewestSearch | None
    appraisals: Mapping[str, BodyAppraisal]

    @property
    def searched_on(self) -> dt.date | None:
        """The day of the newest search, if one is known."""
        return self.search.searched_on if self.search else None


NOTHING_RECORDED = Recorded(None, {})


def read_known(studies: Iterable[int]) -> Known:
    """Security and phases of studies; two queries."""
    keys = set(studies)
    if not keys:
        return Known({}, {})
    return Known(security_of(keys), _phases(keys))


def facts_of_body(
    part: Part, known: Known, recorded: Recorded, *, today: dt.date
) -> dict[str, FactValue]:
    """What is known of the studies of one kind of test; what is not, is left out."""
    appraisal = recorded.appraisals.get(part.measure)
    return {
        **_counted(part, known),
        **_search(recorded.search, today),
        **(_judged(appraisal) if appraisal else {}),
        **_designs(part),
    }


def asked_of_body(part: Part) -> tuple[str, ...]:
    """Keys of the facts that people record: none that the studies' records have."""
    start = () if _designs(part) else (RANDOMISED,)
    return (*start, *DOMAINS, *UPGRADES)


def _judged(appraisal: BodyAppraisal) -> dict[str, FactValue]:
    origin = _("%(person)s, on %(day)s") % {
        "person": appraisal.recorded_by.get_full_name() or _("A curator"),
        "day": date_format(appraisal.recorded_at, "DATE_FORMAT"),
    }
    return {
        key: FactValue(
            entry["value"],
            place=entry.get("place", ""),
            reason=entry["reason"],
            origin=origin,
        )
        for key, entry in appraisal.facts.items()
    }


def _search(search: NewestSearch | None, today: dt.date) -> dict[str, FactValue]:
    if search is None or search.searched_on is None:
        return {}
    origin = _("Searched on %(day)s") % {
        "day": date_format(search.searched_on, "DATE_FORMAT")
    }
    age = years_between(search.searched_on, today)
    value = FactValue(age, search.place, search.quotation, origin)
    return {"search_age": value}


def years_between(day: dt.date, today: dt.date) -> float:
    """Years with one decimal, never rounded down: a day over five years is 5.1."""
    if day >= today:
        return 0
    return math.ceil((today - day).days / DAYS_A_YEAR * 10 - 1e-9) / 10


def too_old_on(searched_on: dt.date) -> dt.date:
    """The first day on which a search is too old for MESH's strength."""
    return searched_on + dt.timedelta(days=math.floor(OLD_SEARCH * DAYS_A_YEAR) + 1)


def _designs(part: Part) -> dict[str, FactValue]:
    """Whether the studies were randomised; {} where a record does not say."""
    designs = {each.study.design for each in part.studies}
    if designs & UNSAID_DESIGNS:
        return {}
    randomised = designs & scope.RANDOMISED
    share = Share.SOME
    if not randomised or designs == randomised:
        share = Share.ALL if randomised else Share.NONE
    return {RANDOMISED: FactValue(share.value, origin=_("Designs of the studies"))}


def _counted(part: Part, known: Known) -> dict[str, FactValue]:
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
    studies: Sequence[Study], security: Mapping[int, int]
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
