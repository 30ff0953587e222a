"""The newest search and GRADE's facts, as people record them."""

import datetime as dt

import pytest

from evidence.bodies.recording import (
    FactsSaid,
    SearchSaid,
    UnableToRecord,
    body_of,
    record_facts,
    record_search,
)
from evidence.constants import Design, Measure, OutcomeKind, RatingCause
from evidence.models import BodyAppraisal, BodyRating, NewestSearch
from mesh.core.constants import Role
from tests.evidence.bodies.conftest import intervention, judged, row
from tests.factories.evidence import FindingFactory, ReferenceFactory
from workflows.exceptions import UnableToAlterRecord

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 1, 31)


@pytest.fixture
def search(studies, curator, now):
    """Records a search: `search(place="p. 4", by=somebody)`."""
    studies(3, security=4)

    def record(searched_on=DAY, place="p. 4", by=curator, **said):
        return record_search(
            body=row(), said=SearchSaid(searched_on, place, **said), by=by, now=now
        )

    return record


@pytest.fixture
def judge_facts(studies, curator, now):
    """Records GRADE's facts of three studies."""
    studies(3)

    def record(facts=None, measure=Measure.STANDARDISED, by=curator, **said):
        facts = judged() if facts is None else facts
        return record_facts(
            body=row(), said=FactsSaid(measure, facts, **said), by=by, now=now
        )

    return record


def test_a_search_is_kept_and_the_body_rated_at_once(search, curator):
    kept = search()

    assert (kept.searched_on, kept.recorded_by) == (DAY, curator)
    strength = BodyRating.objects.get(rule_set="mesh-strength")
    assert strength.rank == 3
    assert strength.cause == RatingCause.FACTS


def test_a_search_recorded_anew_leaves_the_first_one(search):
    search()
    search(dt.date(2025, 1, 31), reason="A newer review.")

    days = [each.searched_on.year for each in NewestSearch.objects.all()]
    assert days == [2024, 2025]


def test_a_search_may_turn_out_not_to_be_known(search):
    search()
    search(None, place="", reason="It was about something else.")

    assert BodyRating.objects.filter(rule_set="mesh-strength").last().missing == [
        "search_age"
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"searched_on": dt.date(2100, 1, 1)}, "in the future"),
        ({"searched_on": dt.date(204, 1, 1)}, "four digits"),
        ({"place": " "}, "where the day of the search is said"),
        ({"searched_on": None}, "none is known yet"),
    ],
)
def test_a_search_that_cannot_be_is_refused(search, said, words):
    with pytest.raises(UnableToRecord, match=words):
        search(**said)

    assert not NewestSearch.objects.exists()


def test_the_same_search_is_not_recorded_twice(search):
    search()

    with pytest.raises(UnableToRecord, match="recorded already"):
        search()


def test_a_search_recorded_anew_needs_a_reason(search):
    search()

    with pytest.raises(UnableToRecord, match="say why"):
        search(place="p. 5")


@pytest.mark.parametrize("role", [each for each in Role if each != Role.CURATOR])
def test_only_a_curator_records(search, judge_facts, person, role):
    with pytest.raises(UnableToRecord, match="Only a curator"):
        search(by=person(role))
    with pytest.raises(UnableToRecord, match="Only a curator"):
        judge_facts(by=person(role))


def test_an_administrator_records(search, administrator):
    assert search(by=administrator).recorded_by == administrator


def test_an_author_of_a_study_records_nothing(studies, person, now):
    studies(1, reference=ReferenceFactory(authors=["Curie, Marie"]))
    author = person(Role.CURATOR, first_name="Marie", last_name="Curie")

    with pytest.raises(UnableToRecord, match="An author of one of the studies"):
        record_search(body=row(), said=SearchSaid(DAY, "p. 4"), by=author, now=now)


def test_a_further_publications_author_records_nothing(studies, person, now):
    [study] = studies(1)
    study.further_references.add(ReferenceFactory(authors=["Curie, Marie"]))
    author = person(Role.CURATOR, first_name="Marie", last_name="Curie")

    with pytest.raises(UnableToRecord, match="An author of one of the studies"):
        record_search(body=row(), said=SearchSaid(DAY, "p. 4"), by=author, now=now)


def test_facts_are_kept_with_the_studies_they_are_about(judge_facts):
    kept = judge_facts(note=" From abstracts. ")

    assert len(kept.studies) == 3
    assert kept.note == "From abstracts."
    assert kept.facts["grade_imprecision"]["reason"] == "So it looks to us."
    assert BodyRating.objects.get(rule_set="grade").code == "high"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "one question at least"),
        ({"attrition": {"value": 3, "reason": "x"}}, "not asked here"),
        ({"grade_imprecision": {"value": "awful", "reason": "x"}}, "Choose one"),
        ({"grade_imprecision": {"value": "none", "reason": " "}}, "say why"),
        ({"grade_imprecision": {"value": "none"}}, "say why"),
        ({"grade_imprecision": {"reason": "x"}}, "Choose one"),
        ({"body_randomised": {"value": "all", "reason": "x"}}, "not asked here"),
    ],
)
def test_facts_that_cannot_be_are_refused(judge_facts, facts, words):
    with pytest.raises(UnableToRecord, match=words):
        judge_facts(facts)

    assert not BodyAppraisal.objects.exists()


def test_facts_recorded_anew_need_a_reason(judge_facts):
    judge_facts()

    with pytest.raises(UnableToRecord, match="say why"):
        judge_facts()
    assert judge_facts(reason="A slip.").reason == "A slip."


def test_a_kind_of_test_that_no_study_used_is_refused(judge_facts):
    with pytest.raises(UnableToRecord, match="No study that can be pooled"):
        judge_facts(measure=Measure.MIXED)


def test_what_teachers_thought_is_not_rated(studies, curator, now):
    studies(2, kind=OutcomeKind.TEACHER_PERCEPTION)
    body = row(OutcomeKind.TEACHER_PERCEPTION)
    said = FactsSaid(Measure.STANDARDISED, judged())

    with pytest.raises(UnableToRecord, match="What teachers thought is not rated"):
        record_facts(body=body, said=said, by=curator, now=now)


def test_the_designs_are_asked_where_a_record_does_not_say(studies, curator, now):
    studies(1, design=Design.NOT_STATED)
    facts = judged(body_randomised="none", grade_large_effect="no")
    said = FactsSaid(Measure.STANDARDISED, facts)

    assert record_facts(body=row(), said=said, by=curator, now=now).facts


def test_what_was_recorded_is_never_altered(search, judge_facts):
    for kept in (search(), judge_facts()):
        kept.reason = "Another one."
        with pytest.raises(UnableToAlterRecord):
            kept.save()
        with pytest.raises(UnableToAlterRecord):
            kept.delete()


def test_there_is_no_body_without_a_finding():
    FindingFactory()

    with pytest.raises(UnableToRecord, match="no finding"):
        body_of(intervention=intervention(), outcome_kind=OutcomeKind.ATTITUDE)
