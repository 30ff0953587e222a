"""Ratings of the studies that a synthesis pools."""

import pytest
from django.urls import reverse

from evidence.constants import (
    Deliverer,
    Design,
    Independence,
    Measure,
    OutcomeKind,
    RatingCause,
)
from evidence.models import Finding, Intervention, RatingRecord, Study
from evidence.rating_pages.bodies import count_teams, rate_bodies, share
from evidence.ratings.results import Status
from evidence.synthesis.service import read_synthesis
from tests.factories.core import PhaseFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(now):
    """Makes studies of one intervention, each with one finding: `body(3, security=4)`."""

    def make(number, *, security=None, kind=OutcomeKind.ATTAINMENT, **study):
        given = {"independence": Independence.INDEPENDENT, "country": "England"}
        for _each in range(number):
            made = StudyFactory(**{**given, **study})
            FindingFactory(
                study=made,
                outcome_kind=kind,
                measure=Measure.STANDARDISED,
                deliverer=Deliverer.TEACHER,
            )
            if security is not None:
                RatingRecord.objects.create(
                    study=made,
                    rule_set="eef-trial-security",
                    version="1",
                    status=Status.DECIDED,
                    code=str(security),
                    rank=security,
                    words=f"Security {security} of 5",
                    cause=RatingCause.SETTLED,
                    computed_at=now,
                )

    return make


def rated(kind=OutcomeKind.ATTAINMENT):
    record = Intervention.objects.named("Number line work").get()
    synthesis = read_synthesis(intervention=record, outcome_kind=kind)
    [body] = rate_bodies(synthesis)
    return {rating.rule_set.key: rating for rating in body.ratings}


def test_one_study_is_never_strong(body):
    body(1, security=5)

    assert rated()["mesh-strength"].rank == 1


def test_studies_that_are_not_secure_are_never_strong(body):
    body(3, security=1)

    assert rated()["mesh-strength"].rank == 1


def test_the_age_of_the_search_is_not_guessed(body):
    body(3, security=4)

    strength = rated()["mesh-strength"]

    assert strength.missing == ("search_age",)
    assert "3 at most." in [step["conclusion"] for step in strength.trace]


def test_security_that_nobody_has_rated_is_not_guessed(body):
    body(3)

    assert rated()["mesh-strength"].missing == ("best_security", "secure_comparison")


def test_a_study_without_comparison_group_is_no_secure_comparison(body):
    body(3, security=2, design=Design.BEFORE_AFTER)

    conclusions = [step["conclusion"] for step in rated()["mesh-strength"].trace]

    assert "2 at most." in conclusions


def test_breadth_is_counted(body):
    body(1, country="England", percent_disadvantaged=20)
    body(1, country="Wales")

    assert rated()["mesh-transferability"].rank == 4  # all but the phases


def test_phases_are_counted_over_the_studies(body):
    body(1, country="England")
    body(1, country="Wales")
    for study in Study.objects.all():
        study.phases.add(PhaseFactory())

    assert rated()["mesh-transferability"].rank == 4  # all but disadvantage


def test_an_unknown_country_could_make_two(body):
    body(1, country="England")
    body(1, country="")

    assert rated()["mesh-transferability"].missing == ("countries",)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "Below “limited”"), (2, "Limited"), (3, "Moderate"), (4, "Strong")],
)
def test_e4i_is_computed_for_attainment(body, number, words):
    body(number)  # 140 people each, g = 0.4, randomised

    assert rated()["e4i"].words == words


def test_other_outcomes_have_no_e4i(body):
    body(2, kind=OutcomeKind.ATTITUDE)

    assert "e4i" not in rated(OutcomeKind.ATTITUDE)


def test_what_teachers_thought_is_never_rated(body):
    body(3, kind=OutcomeKind.TEACHER_PERCEPTION, security=5)

    record = Intervention.objects.named("Number line work").get()
    synthesis = read_synthesis(
        intervention=record, outcome_kind=OutcomeKind.TEACHER_PERCEPTION
    )

    assert rate_bodies(synthesis) == []


def test_what_teachers_thought_never_moves_strength(body):
    body(1, security=5)
    before = rated()["mesh-strength"]

    body(9, kind=OutcomeKind.TEACHER_PERCEPTION, security=5)

    assert rated()["mesh-strength"].rank == before.rank == 1


@pytest.mark.parametrize(
    ("authors", "teams"),
    [
        ([["A, A"], ["B, B"]], 2),
        ([["A, A", "B, B"], ["b, b"]], 1),
        ([["A, A"], ["B, B"], ["A, A", "B, B"]], 1),
    ],
)
def test_teams_share_no_author(authors, teams):
    studies = [
        StudyFactory(reference=ReferenceFactory(authors=names)) for names in authors
    ]

    assert count_teams(studies) == teams


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(60, True), (40, None)], 60),
        ([(40, True), (60, False)], 40),
        ([(40, True), (10, None), (50, False)], 40),
        ([(40, True), (20, None), (40, False)], None),
    ],
)
def test_an_unknown_weight_matters_only_where_it_could_tip_the_rule(answers, expected):
    assert share(answers, lambda percent: percent > 50) == expected


def test_the_page_of_a_synthesis_shows_it(client, body):
    body(2, security=4)
    address = reverse("evidence:synthesis", args=["attainment"])

    page = client.get(f"{address}?intervention=Number+line+work").content.decode()

    assert "How strong is it, and how far may it travel?" in page
    assert reverse("evidence:rule_set", args=["mesh-strength"]) in page


def test_unknown_developers_givers_and_sizes_are_missing(body):
    body(3, security=4, independence=Independence.UNKNOWN)
    Finding.objects.update(deliverer="", sample_size=None)

    ratings = rated()

    assert set(ratings["mesh-strength"].missing) == {"developer_weight", "search_age"}
    assert ratings["mesh-transferability"].missing == ("ordinary_delivery_weight",)
    assert ratings["e4i"].missing == ("weighted_effect",)
