"""The section "Appraisals" of the admin, as people use it."""

import pytest
from django.urls import reverse

from evidence.appraising.decisions import DecidedFact, decide_fact
from evidence.constants import AppraisalState, RoundState
from evidence.models import Appraisal, AppraisalRound, FactDecision, RatingRecord
from mesh.core.constants import Role
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"evidence_appraising:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def mine(appraisal_round, ada):
    return appraisal_round.appraisals.get(appraiser=ada)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def disputed(submit, appraisal_round, ada, bob):
    submit(ada, attrition_level="low", baseline_difference=0.1)
    submit(bob, attrition_level="high", baseline_difference=0.1)
    return appraisal_round


def test_what_waits_is_on_the_overview_and_on_the_home_page(as_ada, mine):
    for page in (url("overview"), reverse("wagtailadmin_home")):
        assert url("appraisal", mine.pk) in text_of(as_ada.get(page))


def test_nothing_waiting_is_said(client, person):
    client.force_login(person(Role.REVIEWER))

    assert "Nothing waits for you" in text_of(client.get(url("overview")))


def test_the_question_of_conflicts_comes_first(as_ada, mine):
    mine.conflict = ""
    mine.save()

    assert "conflict of interest" in text_of(as_ada.get(url("appraisal", mine.pk)))
    response = as_ada.post(url("conflict", mine.pk), {"answer": "none"})

    assert response.url == url("appraisal", mine.pk)
    mine.refresh_from_db()
    assert mine.conflict == "none"


def test_an_unanswered_question_is_asked_again(as_ada, mine):
    mine.conflict = ""
    mine.save()

    for data in ({}, {"answer": "declared"}):
        response = as_ada.post(url("conflict", mine.pk), data)
        assert "conflict of interest" in text_of(response)


def test_a_declared_conflict_leads_away(as_ada, mine):
    mine.conflict = ""
    mine.save()
    data = {"answer": "declared", "statement": "A friend wrote it."}

    response = as_ada.post(url("conflict", mine.pk), data, follow=True)

    assert "Somebody else will be asked" in text_of(response)
    assert "not asked for this appraisal any more" in text_of(
        as_ada.get(url("appraisal", mine.pk))
    )


def test_the_form_asks_in_groups_with_the_place_beside_each_fact(as_ada, mine):
    page = text_of(as_ada.get(url("appraisal", mine.pk)))

    assert "Pupils who were lost" in page
    assert "How the comparison group was found" not in page  # it is randomised
    assert 'name="place_attrition"' in page
    assert "Not in the paper" in page


def test_a_draft_keeps_everything_typed(as_ada, mine):
    data = {"draft": "1", "value_attrition": "about 12", "quotation_mdes": "small"}

    response = as_ada.post(url("facts", mine.pk), data, follow=True)

    page = text_of(response)
    assert "Your draft is saved" in page
    assert 'value="about 12"' in page
    assert "small</textarea>" in page


def test_autosave_answers_with_json(as_ada, mine):
    response = as_ada.post(
        url("facts", mine.pk), {"draft": "1"}, headers={"Accept": "application/json"}
    )

    assert response.json() == {"saved": True}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"value_attrition": "12"}, "Say where in the paper"),
        ({"value_attrition": "dozen", "place_attrition": "p. 1"}, "Write a number"),
        ({"value_attrition": "120", "place_attrition": "p. 1"}, "100 or less"),
        ({"place_attrition": "p. 1"}, "or empty its place"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(
    as_ada, mine, data, message
):
    response = as_ada.post(url("facts", mine.pk), data)

    assert message in text_of(response)
    assert "kept as a draft" in text_of(response)
    mine.refresh_from_db()
    assert mine.state == AppraisalState.DRAFT


def test_facts_are_taken_as_people_write_them(as_ada, mine):
    data = {
        "value_attrition": "12,5 %",
        "place_attrition": "p. 1",
        "value_baseline_adjusted": "no",
        "place_baseline_adjusted": "Table 2",
        "quotation_baseline_adjusted": "No covariates",
        "value_attrition_level": "low",
        "place_attrition_level": "p. 9",
        "value_baseline_difference": "0,04 ",
        "place_baseline_difference": "p. 30",
    }

    as_ada.post(url("facts", mine.pk), data)

    mine.refresh_from_db()
    assert mine.state == AppraisalState.SUBMITTED
    assert {key: entry["value"] for key, entry in mine.facts.items()} == {
        "attrition": 12.5,
        "baseline_adjusted": False,
        "attrition_level": "low",
        "baseline_difference": 0.04,
    }
    page = text_of(as_ada.get(url("appraisal", mine.pk)))
    assert "12.5 %" in page
    assert "No covariates" in page


def test_a_round_cancelled_meanwhile_is_said(as_ada, mine):
    AppraisalRound.objects.update(state=RoundState.CANCELLED)

    response = as_ada.post(url("facts", mine.pk), {"draft": "1"}, follow=True)

    assert "This appraisal was cancelled" in text_of(response)


def test_a_conflict_answered_twice_is_said(as_ada, mine):
    response = as_ada.post(url("conflict", mine.pk), {"answer": "none"})

    assert response.status_code == 200


def test_nobody_opens_anothers_appraisal(client, mine, bob, curator, judge):
    for user in (bob, curator, judge):
        client.force_login(user)
        for name in ("appraisal", "conflict", "facts", "correct"):
            assert client.post(url(name, mine.pk)).status_code in (404, 405)


def test_a_submitted_appraisal_is_corrected_in_a_new_version(as_ada, disputed, mine):
    address = url("correct", mine.pk)

    assert "Give a reason" in text_of(as_ada.post(address, {}))
    response = as_ada.post(address, {"reason": "Misread"}, follow=True)

    assert "You correct your appraisal because: Misread" in text_of(response)
    assert "newer version" in text_of(
        as_ada.post(address, {"reason": "Again"}, follow=True)
    )


def test_the_judge_sees_both_answers_without_names(client, disputed, judge):
    client.force_login(judge)

    page = text_of(client.get(url("differences", disputed.pk)))

    assert "Appraiser 1" in page
    assert "Ada First" not in page
    assert "They recorded the same for 1 of 2 facts (50 %)" in page
    assert "Decide this fact" in page


def test_the_judge_decides_a_fact(client, disputed, judge):
    client.force_login(judge)
    data = {
        "fact": "attrition_level",
        "attrition_level-value": "low",
        "attrition_level-place": "Table 1",
        "attrition_level-reason": "It says so.",
    }

    response = client.post(url("differences", disputed.pk), data, follow=True)

    assert "Your decision is kept" in text_of(response)
    assert FactDecision.objects.get().value == "low"
    assert "Decide again" in text_of(response)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"attrition_level-value": "low"}, "Say why"),
        ({"attrition_level-value": "low"}, "Say where in the paper"),
        ({"attrition_level-value": "odd"}, "Select a valid choice"),
    ],
)
def test_a_decision_that_is_not_complete_is_shown_again(
    client, disputed, judge, data, message
):
    client.force_login(judge)

    response = client.post(
        url("differences", disputed.pk), {"fact": "attrition_level", **data}
    )

    assert message in text_of(response)
    assert not FactDecision.objects.exists()


def test_that_the_paper_does_not_say_is_a_decision(client, disputed, judge):
    client.force_login(judge)
    data = {"fact": "attrition_level", "attrition_level-reason": "Nowhere."}

    response = client.post(url("differences", disputed.pk), data, follow=True)

    assert "The paper does not say." in text_of(response)


def test_a_fact_that_is_not_asked_is_refused(client, disputed, judge):
    client.force_login(judge)

    response = client.post(
        url("differences", disputed.pk), {"fact": "selection"}, follow=True
    )

    assert "not asked here" in text_of(response)


def test_a_curator_compares_and_decides_nothing(client, disputed, curator):
    client.force_login(curator)
    address = url("differences", disputed.pk)

    assert "Decide this fact" not in text_of(client.get(address))
    data = {"fact": "attrition_level", "attrition_level-reason": "Mine"}
    assert "Only an independent judge" in text_of(
        client.post(address, data, follow=True)
    )


def test_an_appraiser_does_not_compare(as_ada, disputed):
    response = as_ada.get(url("differences", disputed.pk), follow=True)

    assert "Only an independent judge decides" in text_of(response)


def test_before_both_are_in_nobody_compares(
    client, appraisal_round, submit, ada, curator
):
    submit(ada, attrition=77)
    client.force_login(curator)

    for name in ("differences", "round"):
        page = text_of(client.get(url(name, appraisal_round.pk)))
        assert "77 %" not in page


@pytest.fixture
def rated(disputed, judge, now):
    fact = DecidedFact("attrition_level", "low", "Plain.", place="p. 2")
    decide_fact(review_round=disputed, fact=fact, by=judge, now=now)
    return RatingRecord.objects.get(rule_set="wwc-study")


def test_the_judge_puts_another_result_and_withdraws_it(client, rated, judge):
    client.force_login(judge)
    address = url("study_ratings", rated.study_id)
    data = {
        "rating": rated.pk,
        f"{rated.pk}-code": "does_not_meet",
        f"{rated.pk}-reason": "A confound.",
    }

    assert "A confound." in text_of(client.post(address, data, follow=True))
    data[f"{rated.pk}-code"] = ""
    client.post(address, data)
    assert "In its place" not in text_of(client.get(address))
    assert "No result was put" in text_of(client.post(address, data, follow=True))


def test_an_override_without_reason_is_shown_again(client, rated, judge):
    client.force_login(judge)
    data = {"rating": rated.pk, f"{rated.pk}-code": "does_not_meet"}

    page = text_of(client.post(url("study_ratings", rated.study_id), data))

    assert "the reason is public" in page


def test_ratings_are_read_by_curators_and_by_nobody_without_a_part(
    client, rated, curator, person
):
    client.force_login(curator)
    assert "Decide, in public" not in text_of(
        client.get(url("study_ratings", rated.study_id))
    )
    client.force_login(person(Role.AUTHOR))
    response = client.get(url("study_ratings", rated.study_id), follow=True)
    assert "Only an independent judge" in text_of(response)


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator)
    return client


def test_a_curator_asks_two_people(as_curator, study, ada, bob):
    assert "Ask both" in text_of(as_curator.get(url("assign")))
    data = {"study": study.pk, "finding": "", "first": ada.pk, "second": bob.pk}

    response = as_curator.post(url("assign"), data, follow=True)

    assert "Both have been asked by mail" in text_of(response)
    assert Appraisal.objects.count() == 2


def test_a_refused_request_is_explained(as_curator, study, ada):
    data = {"study": study.pk, "first": ada.pk, "second": ada.pk}

    assert "Choose two different people" in text_of(
        as_curator.post(url("assign"), data)
    )
    assert "This field is required" in text_of(as_curator.post(url("assign"), {}))


def test_a_finding_can_be_asked_for(as_curator, ada, bob):
    finding = FindingFactory(pooled=True)
    data = {
        "study": finding.study_id,
        "finding": finding.pk,
        "first": ada.pk,
        "second": bob.pk,
    }

    as_curator.post(url("assign"), data)

    assert AppraisalRound.objects.get().finding == finding


def test_the_list_of_rounds_keeps_its_queries(
    as_curator, appraisal_round, django_assert_max_num_queries
):
    assert str(appraisal_round) in text_of(as_curator.get(url("rounds")))
    for _each in range(3):
        AppraisalRound.objects.create(
            study=StudyFactory(),
            assigned_by=appraisal_round.assigned_by,
            opened_at=appraisal_round.opened_at,
        )

    with django_assert_max_num_queries(25):
        as_curator.get(url("rounds"))


def test_a_curator_asks_somebody_else_or_gives_up(
    as_curator, appraisal_round, mine, person, ada
):
    third = person(Role.REVIEWER, last_name="Third")
    address = url("round", appraisal_round.pk)

    assert "In place of Ada First" in text_of(as_curator.get(address))
    assert "This field is required" in text_of(as_curator.post(address, {}))
    data = {"appraisal": mine.pk, "person": ada.pk}
    assert "asked already" in text_of(as_curator.post(address, data))
    data = {"appraisal": mine.pk, "person": third.pk}
    assert "has been asked by mail" in text_of(
        as_curator.post(address, data, follow=True)
    )
    assert "The round is cancelled" in text_of(
        as_curator.post(address, {"cancel": "1"}, follow=True)
    )
    assert "settled or cancelled" in text_of(
        as_curator.post(address, {"cancel": "1"}, follow=True)
    )


@pytest.mark.parametrize("name", ["rounds", "assign"])
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.JUDGE, Role.AUTHOR])
def test_others_see_no_rounds(client, person, name, role):
    client.force_login(person(role))

    response = client.get(url(name), follow=True)

    assert "Only a curator" in text_of(response)


def test_a_trustee_reads_rounds_and_changes_nothing(client, appraisal_round, person):
    client.force_login(person(Role.TRUSTEE))

    assert str(appraisal_round) in text_of(client.get(url("rounds")))
    page = text_of(client.get(url("round", appraisal_round.pk)))
    assert "Cancel this round" not in page
    assert "In place of" not in page
    response = client.post(
        url("round", appraisal_round.pk), {"cancel": "1"}, follow=True
    )
    assert "Only a curator" in text_of(response)
