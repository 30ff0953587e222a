"""Public pages of ratings: what a reader can check."""

import pytest
from django.urls import reverse

from evidence.appraising.appraisals import submit_appraisal
from evidence.appraising.decisions import (
    DecidedFact,
    decide_fact,
    override_rating,
    withdraw_override,
)
from evidence.constants import OutcomeKind
from evidence.models import RatingRecord
from evidence.ratings.catalogue import RULE_SETS
from mesh.core.constants import Role
from tests.factories.evidence import (
    AppraisalRoundFactory,
    FindingFactory,
    ReferenceFactory,
    StudyFactory,
)

pytestmark = pytest.mark.django_db

LOW = {
    "attrition_level": {
        "value": "low",
        "place": "Table 2",
        "quotation": "Four pupils left.",
    }
}
HIGH = {"attrition_level": {"value": "high", "place": "p. 9", "quotation": ""}}


def text_of(response):
    return " ".join(response.content.decode().split())


def study_page(study):
    return reverse("evidence:study_ratings", args=[study.reference.slug, study.pk])


def finding_page(finding):
    slug = finding.study.reference.slug
    return reverse("evidence:finding_ratings", args=[slug, finding.key])


@pytest.fixture
def judge(person):
    return person(Role.JUDGE, first_name="Judith", last_name="Wise")


@pytest.fixture
def appraise(now):
    def hand_in(review_round, *facts, named=False):
        for appraisal, recorded in zip(
            review_round.appraisals.all(), facts, strict=False
        ):
            submit_appraisal(
                appraisal=appraisal,
                by=appraisal.appraiser,
                facts=recorded,
                named=named,
                now=now,
            )
        return review_round

    return hand_in


def test_a_reader_sees_facts_places_rules_and_result(client, appraise):
    study = appraise(AppraisalRoundFactory(), LOW, LOW).study

    page = text_of(client.get(study_page(study)))

    assert "Meets the standards without reservations" in page
    assert "A randomised study with low attrition meets the standards" in page
    assert "Table 2" in page
    assert "<q>Four pupils left.</q>" in page
    assert "computed with the criteria published by the What Works Clearing" in page
    assert "Our rules: version 1" in page
    assert "rated by" not in page
    assert "They agreed on 1 of 1 fact (100 %)" in page


def test_appraisers_are_named_only_with_consent(client, appraise):
    anonymous = appraise(AppraisalRoundFactory(), LOW, LOW)
    named = appraise(AppraisalRoundFactory(), LOW, LOW, named=True)

    name = str(anonymous.appraisals.first().appraiser)
    assert name not in text_of(client.get(study_page(anonymous.study)))
    name = str(named.appraisals.first().appraiser)
    assert name in text_of(client.get(study_page(named.study)))


@pytest.mark.parametrize("facts", [(LOW,), (LOW, HIGH)])
def test_nothing_is_shown_before_the_round_is_settled(client, appraise, facts):
    study = appraise(AppraisalRoundFactory(), *facts).study

    page = text_of(client.get(study_page(study)))

    assert "Four pupils left" not in page
    assert "Who recorded the facts" not in page
    assert "Attrition by the WWC" in page  # as a fact that is not recorded


def test_what_a_judge_decided_is_shown_with_both_answers(client, appraise, judge, now):
    review_round = appraise(AppraisalRoundFactory(), LOW, HIGH)
    fact = DecidedFact("attrition_level", "low", "Table 2 is plain.", place="Table 2")
    decide_fact(review_round=review_round, fact=fact, by=judge, now=now)

    page = text_of(client.get(study_page(review_round.study)))

    assert "The two had: Low; High." in page
    assert "Table 2 is plain." in page
    assert "They agreed on 0 of 1 fact (0 %)" in page
    assert "Wise" not in page


def test_an_override_is_public_with_name_and_reason(client, appraise, judge, now):
    study = appraise(AppraisalRoundFactory(), LOW, LOW).study
    rating = RatingRecord.objects.get(rule_set="wwc-study")
    override_rating(
        rating=rating, code="does_not_meet", reason="A confound.", by=judge, now=now
    )

    page = text_of(client.get(study_page(study)))

    assert "Decided by Judith Wise, independent judge" in page
    assert "The rules alone say: Meets the standards without reservations" in page
    assert "A confound." in page
    withdraw_override(rating=rating, reason="None after all.", by=judge, now=now)
    assert "A confound." not in text_of(client.get(study_page(study)))


def test_an_undecided_case_that_a_judge_decided_says_so(client, appraise, judge, now):
    study = StudyFactory(design="before_after")
    appraise(AppraisalRoundFactory(study=study), {}, {})
    rating = RatingRecord.objects.get(rule_set="wwc-study")
    assert "Undecided: a judge decides" in text_of(client.get(study_page(study)))

    override_rating(
        rating=rating, code="does_not_meet", reason="No groups.", by=judge, now=now
    )

    assert "The rules alone come to no result" in text_of(client.get(study_page(study)))


def test_what_a_rating_was_before_is_shown(client, appraise):
    study = appraise(AppraisalRoundFactory(), LOW, LOW).study
    study.design = "before_after"
    study.save()

    page = text_of(client.get(study_page(study)))

    assert "What it was before" in page
    assert "Meets the standards without reservations (the appraisals were" in page


def test_facts_that_are_missing_are_listed(client):
    page = text_of(client.get(study_page(StudyFactory())))

    assert "Undecided: a fact is missing" in page
    assert "<li>Minimum detectable effect size</li>" in page
    assert "Computed from the record as it stands today" in page


def test_a_finding_has_months_with_both_ends_and_a_warning(client):
    page = text_of(client.get(finding_page(FindingFactory())))

    assert "+5 months (95 % interval: +3 months to +7 months)" in page
    assert "Months can mislead" in page
    assert "10.3102/0013189X19848729" in page


def test_what_teachers_thought_has_no_rating(client):
    finding = FindingFactory(outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    page = text_of(client.get(finding_page(finding)))

    assert "Months of progress" not in page
    assert "Improvement index" not in page
    assert "ESSA" not in page


@pytest.mark.parametrize("design", ["qualitative", "theory"])
def test_a_study_that_sought_no_effect_has_no_rating(client, design):
    page = text_of(client.get(study_page(StudyFactory(design=design))))

    assert "None of the criteria is about a record of this kind." in page


def test_scales_that_disagree_are_a_notice(client, appraise):
    study = StudyFactory()
    facts = {**LOW, "attrition": {"value": 60, "place": "p. 4", "quotation": ""}}
    appraise(AppraisalRoundFactory(study=study), facts, facts)

    page = text_of(client.get(study_page(study)))

    assert "The scales disagree" in page
    assert "Trial security (EEF): low; Study standards (WWC): high" in page
    assert "about 30 %" in page


def test_scales_that_agree_need_no_notice(client, appraise):
    study = appraise(AppraisalRoundFactory(), LOW, LOW).study

    assert "The scales disagree" not in text_of(client.get(study_page(study)))


def test_a_retraction_stands_above_the_ratings(client):
    study = StudyFactory(reference=ReferenceFactory(retracted=True))

    assert "has been retracted" in text_of(client.get(study_page(study)))


def test_the_record_shows_ratings_side_by_side(client, appraise):
    study = StudyFactory()
    finding = FindingFactory(study=study)
    appraise(AppraisalRoundFactory(study=study), LOW, LOW)
    slug = study.reference.slug

    for name in ("record", "record_ratings"):
        page = text_of(client.get(reverse(f"evidence:{name}", args=[slug])))
        assert "Meets the standards without reservations" in page
        assert f"{study_page(study)}#wwc-study" in page
        assert f"{finding_page(finding)}#eef-months-trial" in page
        assert "Undecided, because facts are not recorded: Trial security" in page


def test_a_reference_without_study_has_nothing_to_rate(client):
    slug = ReferenceFactory().slug

    page = text_of(client.get(reverse("evidence:record_ratings", args=[slug])))

    assert "No study of this publication has been recorded yet" in page


@pytest.mark.parametrize("name", ["record", "record_ratings"])
def test_more_findings_need_no_more_queries(
    client, appraise, django_assert_num_queries, django_assert_max_num_queries, name
):
    study = StudyFactory()
    FindingFactory(study=study)
    second = StudyFactory(reference=study.reference, label="Second")
    FindingFactory(study=second)  # with two studies there is a synthesis to draw
    appraise(AppraisalRoundFactory(study=study), LOW, LOW)
    address = reverse(f"evidence:{name}", args=[study.reference.slug])
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address + "?a")
    for number in range(4):
        other = StudyFactory(reference=study.reference, label=f"Experiment {number}")
        FindingFactory(study=other)

    with django_assert_num_queries(len(few)):
        client.get(address + "?b")


def test_a_page_of_ratings_has_a_bound_of_queries(
    client, appraise, django_assert_max_num_queries
):
    study = appraise(AppraisalRoundFactory(), LOW, LOW).study

    with django_assert_max_num_queries(20):
        client.get(study_page(study))


def test_ratings_of_another_record_are_not_found(client):
    study, finding, other = StudyFactory(), FindingFactory(), ReferenceFactory()

    for address in (
        reverse("evidence:study_ratings", args=[other.slug, study.pk]),
        reverse("evidence:finding_ratings", args=[other.slug, finding.key]),
        reverse("evidence:record_ratings", args=["nothing-here"]),
        reverse("evidence:rule_set", args=["nothing-here"]),
    ):
        assert client.get(address).status_code == 404


def test_how_we_rate_lists_every_rule_set_and_the_agreement(client, appraise):
    address = reverse("evidence:how_we_rate")
    assert "No study has been appraised" in text_of(client.get(address))
    appraise(AppraisalRoundFactory(), LOW, LOW)

    page = text_of(client.get(address))

    for key in RULE_SETS:
        assert reverse("evidence:rule_set", args=[key]) in page
    assert "1 of 1 (100 %)" in page
    assert "our own proposal" in page


@pytest.mark.parametrize("key", RULE_SETS)
def test_the_rules_of_each_rule_set_can_be_read(client, key):
    page = text_of(client.get(reverse("evidence:rule_set", args=[key])))

    assert "The rules" in page
    assert "A result is computed with" in page


def test_a_post_is_refused(client):
    assert client.post(reverse("evidence:how_we_rate")).status_code == 405
