"""A judge's own result in place of a computed rating of a body."""

import pytest

from evidence.bodies.deciding import UnableToDecideOnBody, override_body_rating
from evidence.bodies.recording import FactsSaid, record_facts
from evidence.bodies.waiting import rate_waiting
from evidence.constants import Measure
from evidence.models import BodyRating, BodyRatingOverride
from mesh.core.constants import Role
from tests.evidence.bodies.conftest import judged, row
from tests.factories.evidence import ReferenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(studies, judge, now):
    """Decides on the strength of a single study: `decide(code="2", by=somebody)`."""
    studies(1, reference=ReferenceFactory(authors=["Curie, Marie"]))
    rate_waiting(now=now)

    def override(code="2", reason="A very large trial.", by=judge, rating=None):
        newest = BodyRating.objects.filter(rule_set="mesh-strength").last()
        return override_body_rating(
            rating=rating or newest, code=code, reason=reason, by=by, now=now
        )

    return override


def test_a_judges_result_has_name_reason_and_words(decide, judge):
    kept = decide()

    assert (kept.words, kept.judge) == ("Strength 2 of 5", judge)
    assert kept.reason == "A very large trial."


def test_it_can_be_withdrawn(decide):
    decide()

    assert decide(code="", reason="A mistake.").is_withdrawal


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"code": "9"}, "Choose one of the results"),
        ({"code": ""}, "No result was put in place"),
    ],
)
def test_what_cannot_be_decided_is_refused(decide, options, words):
    with pytest.raises(UnableToDecideOnBody, match=words):
        decide(**options)

    assert not BodyRatingOverride.objects.exists()


@pytest.mark.parametrize("role", [each for each in Role if each != Role.JUDGE])
def test_only_a_judge_decides(decide, person, role):
    with pytest.raises(UnableToDecideOnBody, match="Only an independent judge"):
        decide(by=person(role))


def test_an_author_of_a_study_does_not_decide(decide, person):
    author = person(Role.JUDGE, first_name="Marie", last_name="Curie")

    with pytest.raises(UnableToDecideOnBody, match="An author of one of the studies"):
        decide(by=author)


def test_who_recorded_facts_does_not_decide(decide, person, now):
    both = person(Role.JUDGE, Role.CURATOR)
    said = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=said, by=both, now=now)

    with pytest.raises(UnableToDecideOnBody, match="recorded facts"):
        decide(by=both)


def test_only_the_newest_computation_is_decided_on(decide, studies, now):
    old = BodyRating.objects.get(rule_set="mesh-strength")
    studies(2, security=4)
    rate_waiting(now=now)

    with pytest.raises(UnableToDecideOnBody, match="computed again since"):
        decide(rating=old)
