"""What may be said of many studies in a few words."""

import pytest

from evidence.constants import RatingCause
from evidence.models import RatingOverride, RatingRecord
from evidence.rating_pages.badges import badge_for
from evidence.ratings.results import Status
from tests.factories.core import UserFactory
from tests.factories.evidence import StudyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secured(now):
    """A study with a stored security, or with none that could be computed."""

    def make(rank):
        study = StudyFactory()
        store(study, rank)
        return study

    def store(study, rank):
        return RatingRecord.objects.create(
            study=study,
            rule_set="eef-trial-security",
            version="1",
            status=Status.MISSING if rank is None else Status.DECIDED,
            code="" if rank is None else str(rank),
            rank=rank,
            words="In words",
            cause=RatingCause.SETTLED,
            computed_at=now,
        )

    make.store = store
    return make


def test_the_best_of_those_that_have_a_result_counts(secured):
    studies = [secured(2), secured(4), secured(None), StudyFactory()]

    badge = badge_for(studies)

    assert (badge.best, badge.rated, badge.studies) == (4, 2, 4)
    assert badge.text == "Security up to 4 of 5 (2 of 4)"


def test_the_newest_computation_counts(secured):
    study = secured(4)
    secured.store(study, 1)

    assert badge_for([study]).best == 1


def test_a_judges_result_goes_before_the_computed_one(secured, now):
    study = secured(None)
    RatingOverride.objects.create(
        rating=study.rating_records.get(),
        code="3",
        words="Security 3 of 5",
        reason="Threats weighed.",
        judge=UserFactory(),
        decided_at=now,
    )

    assert badge_for([study]).best == 3


def test_without_results_nothing_is_said(secured):
    badge = badge_for([StudyFactory(), secured(None)])

    assert badge.best is None
    assert badge.text == ""


def test_reviews_are_not_counted():
    assert badge_for([StudyFactory(review=True)]).studies == 0


def test_more_studies_need_no_more_queries(secured, django_assert_num_queries):
    studies = [secured(number % 6) for number in range(5)]

    with django_assert_num_queries(2):
        badge_for(studies)
