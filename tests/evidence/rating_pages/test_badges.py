"""What may be said of many studies in a few words."""

import pytest

from evidence.constants import RatingCause
from evidence.models import Finding, RatingOverride, RatingRecord
from evidence.rating_pages.badges import badge_for, security_behind, security_of
from evidence.ratings.results import Status
from tests.factories.core import UserFactory
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secured(now):
    """A study with a stored security, or with none that could be computed."""

    def make(rank, findings=1):
        study = StudyFactory()
        # Saving a finding rates its study anew: what is stored must come later.
        FindingFactory.create_batch(findings, study=study)
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


def behind(*studies):
    """What stands behind the findings of some studies."""
    findings = Finding.objects.filter(study__in=studies)
    return security_behind(findings.values_list("pk", flat=True)).values()


def override(study, code, now):
    RatingOverride.objects.create(
        rating=study.rating_records.first(),
        code=code,
        words="Security",
        reason="Threats weighed.",
        judge=UserFactory(),
        decided_at=now,
    )


def test_the_best_of_those_that_have_a_result_counts(secured):
    badge = badge_for(behind(secured(2), secured(4), secured(None), secured(None)))

    assert (badge.best, badge.rated, badge.studies) == (4, 2, 4)
    assert badge.text == "Security up to 4 of 5 (2 of 4)"


def test_a_study_with_two_findings_counts_once(secured):
    badge = badge_for(behind(secured(3, findings=2)))

    assert (badge.best, badge.rated, badge.studies) == (3, 1, 1)


def test_the_newest_computation_counts(secured):
    study = secured(4)
    secured.store(study, 1)

    assert badge_for(behind(study)).best == 1
    assert security_of([study.pk]) == {study.pk: 1}


def test_a_judges_result_goes_before_the_computed_one(secured, now):
    study = secured(None)
    override(study, "3", now)

    assert badge_for(behind(study)).best == 3
    assert security_of([study.pk]) == {study.pk: 3}


def test_a_withdrawn_result_of_a_judge_counts_no_more(secured, now):
    study = secured(2)
    override(study, "3", now)
    override(study, "", now)

    assert badge_for(behind(study)).best == 2


def test_without_results_nothing_is_said(secured):
    unrated = secured(None)

    badge = badge_for(behind(FindingFactory().study, unrated))

    assert badge.best is None
    assert badge.text == ""
    assert security_of([unrated.pk]) == {}


def test_reviews_are_not_counted():
    assert badge_for(behind(FindingFactory(study__review=True).study)).studies == 0


def test_more_findings_need_no_more_queries(secured, django_assert_num_queries):
    studies = [secured(number) for number in range(5)]
    findings = [study.findings.get().pk for study in studies]

    with django_assert_num_queries(1):
        security_behind(findings)
