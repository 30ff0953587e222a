"""Studies of one intervention, and people who look at them together."""

import pytest

from evidence.bodies.rating import read_body
from evidence.bodies.recording import body_of
from evidence.constants import (
    Deliverer,
    Independence,
    Measure,
    OutcomeKind,
    RatingCause,
)
from evidence.models import Intervention, RatingRecord
from evidence.ratings.results import Status
from mesh.core.constants import Role
from tests.factories.evidence import FindingFactory, StudyFactory

NAME = "Number line work"
ATTAINMENT = OutcomeKind.ATTAINMENT
GRADE_KEYS = (
    "grade_risk_of_bias",
    "grade_inconsistency",
    "grade_indirectness",
    "grade_imprecision",
    "grade_publication_bias",
)


@pytest.fixture
def studies(now):
    """Makes studies of one intervention, each with one finding.

    `studies(3, security=4, effect=0.2)`; other options are fields of the study.
    """

    def make(number, *, security=None, kind=ATTAINMENT, effect=0.4, **options):
        measure = options.pop("measure", Measure.STANDARDISED)
        name = options.pop("intervention", NAME)
        given = {"independence": Independence.INDEPENDENT, "country": "England"}
        made = [StudyFactory(**{**given, **options}) for _each in range(number)]
        for study in made:
            FindingFactory(
                study=study,
                intervention=name,
                outcome_kind=kind,
                measure=measure,
                deliverer=Deliverer.TEACHER,
                effect_size=effect,
                ci_low=effect - 0.2,
                ci_high=effect + 0.2,
            )
            if security is not None:
                rate_study(study, security, now)
        return made

    return make


def rate_study(study, security, now):
    """Give a study a trial security, as appraisers' facts would."""
    return RatingRecord.objects.create(
        study=study,
        rule_set="eef-trial-security",
        version="1",
        status=Status.DECIDED,
        code=str(security),
        rank=security,
        words=f"Security {security} of 5",
        cause=RatingCause.SETTLED,
        computed_at=now,
    )


@pytest.fixture
def curator(person):
    return person(Role.CURATOR, last_name="Curator")


@pytest.fixture
def judge(person):
    return person(Role.JUDGE, last_name="Judge")


def intervention(name=NAME):
    """The record of an intervention that a finding has brought."""
    return Intervention.objects.get(name=name)


def row(kind=ATTAINMENT):
    """The body's row."""
    return body_of(intervention=intervention(), outcome_kind=kind)


def body(kind=ATTAINMENT, **options):
    """The body with its findings pooled."""
    return read_body(intervention=intervention(), outcome_kind=kind, **options)


def judged(value="none", **others):
    """GRADE's five concerns, alike but for `others`, each with a reason."""
    values = {**dict.fromkeys(GRADE_KEYS, value), **others}
    return {
        key: {"value": each, "reason": "So it looks to us.", "place": ""}
        for key, each in values.items()
    }
