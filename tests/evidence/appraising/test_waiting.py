"""What waits for a person in appraisal."""

import pytest

from evidence.appraising.decisions import override_rating, withdraw_override
from evidence.appraising.panels import MOST, WaitingPanel
from evidence.appraising.waiting import decidable, waiting_for
from evidence.constants import Design, RoundState
from evidence.models import RatingRecord
from mesh.core.models import OutgoingMail
from tests.factories.evidence import (
    AppraisalRoundFactory,
    FindingFactory,
    ReferenceFactory,
    StudyFactory,
)

OPEN = {"attrition_handled": False, "contamination_handled": True}

pytestmark = pytest.mark.django_db


def titles(user):
    return [item.title for item in waiting_for(user)]


def test_an_appraiser_is_asked_for_what_is_open(appraisal_round, submit, ada, bob):
    assert titles(ada) == titles(bob) == [str(appraisal_round)]

    submit(ada)

    assert titles(ada) == []


def test_a_cancelled_round_waits_for_nobody(ada, bob):
    AppraisalRoundFactory(people=[ada, bob], state=RoundState.CANCELLED)

    assert titles(ada) == []


def test_a_judge_is_asked_to_decide_differences(judge):
    disputed = AppraisalRoundFactory(state=RoundState.DISPUTED)
    AppraisalRoundFactory(state=RoundState.SETTLED)

    assert titles(judge) == [str(disputed)]


@pytest.mark.parametrize("part", ["appraiser", "curator", "author"])
def test_a_judge_with_a_part_in_it_is_not_asked(judge, ada, part):
    family = f"{judge.last_name}, {judge.first_name}"
    authors = [family] if part == "author" else ["Other, Olga"]
    given = {"assigned_by": judge} if part == "curator" else {}
    AppraisalRoundFactory(
        study=StudyFactory(reference=ReferenceFactory(authors=authors)),
        state=RoundState.DISPUTED,
        people=[ada, judge] if part == "appraiser" else [],
        **given,
    )

    assert "Decide what appraisers disagree on" not in [
        item.action for item in waiting_for(judge)
    ]


def test_a_judge_reads_which_facts_are_disputed(
    appraisal_round, submit, ada, bob, judge
):
    submit(ada, attrition_level="low", baseline_difference=0.1)
    submit(bob, attrition_level="high", baseline_difference=0.1)

    (item,) = waiting_for(judge)

    assert item.action == "Decide what appraisers disagree on"
    assert "Attrition" in item.question
    assert "start" not in item.question


@pytest.fixture
def left_open(submit, ada, bob, appraisal_round):
    """A settled round whose facts leave the Maryland scale open."""
    submit(ada, **OPEN)
    submit(bob, **OPEN)
    return decidable().get()


def test_a_judge_is_asked_to_decide_what_the_criteria_leave_open(left_open, judge):
    (item,) = waiting_for(judge)

    assert item.action == "Decide a rating that the criteria leave open"
    assert item.title == str(left_open.study)
    assert item.question.startswith("Maryland scale")
    assert "how far to lower the score is not said" in item.question
    assert item.url.endswith(f"/studies/{left_open.study_id}/#rating-{left_open.pk}")
    assert item.since == left_open.computed_at


def test_nobody_but_a_judge_is_asked_for_a_rating(left_open, ada, curator):
    assert titles(ada) == titles(curator) == []


def test_an_overridden_rating_waits_no_more_until_it_is_withdrawn(
    left_open, judge, now
):
    override_rating(
        rating=left_open, code="4", reason="Loss was small.", by=judge, now=now
    )
    assert titles(judge) == []

    withdraw_override(rating=left_open, reason="On second thoughts.", by=judge, now=now)
    assert titles(judge) == [str(left_open.study)]


def test_only_the_newest_computation_waits(left_open, judge):
    left_open.study.design = Design.QUALITATIVE
    left_open.study.save()

    assert left_open not in decidable()


def test_a_rating_does_not_wait_while_facts_may_still_come(left_open, judge):
    left_open.study.appraisal_rounds.update(state=RoundState.DISPUTED)

    assert decidable().count() == 0


def test_a_round_on_one_finding_holds_up_that_finding_only(left_open, judge):
    finding = FindingFactory(study=left_open.study)
    AppraisalRoundFactory(study=left_open.study, finding=finding)
    kept = RatingRecord.objects.get(pk=left_open.pk)
    kept.pk, kept.finding, kept._state.adding = None, finding, True
    kept.save()

    assert list(decidable()) == [left_open]


@pytest.mark.parametrize("part", ["appraiser", "curator", "author"])
def test_a_judge_with_a_part_in_the_study_is_not_asked_for_its_ratings(
    left_open, judge, part
):
    study = left_open.study
    if part == "author":
        family = f"{judge.last_name}, {judge.first_name}"
        study.further_references.add(ReferenceFactory(authors=[family]))
    else:
        given = {"assigned_by": judge} if part == "curator" else {"people": [judge]}
        AppraisalRoundFactory(study=study, state=RoundState.CANCELLED, **given)

    assert titles(judge) == []


def mails(event):
    return OutgoingMail.objects.filter(event=f"evidence/emails/{event}")


def test_judges_are_told_once_what_a_settled_round_leaves_open(
    judge, left_open, ada, bob, person
):
    mail = mails("ratings_left_open").get()

    assert mail.to == judge.email
    assert "Maryland scale" in mail.text
    assert f"/studies/{left_open.study_id}/" in mail.text


def test_nobody_is_told_where_the_criteria_decide(submit, ada, bob, judge):
    submit(ada, attrition_level="low")
    submit(bob, attrition_level="low")

    assert not mails("ratings_left_open").exists()


def test_the_home_page_shows_the_oldest_and_says_how_many_more(judge, rf):
    for _each in range(MOST + 2):
        AppraisalRoundFactory(state=RoundState.DISPUTED)
    request = rf.get("/")
    request.user = judge

    shown = WaitingPanel().render_html({"request": request})

    assert shown.count("Decide what appraisers disagree on") == MOST
    assert "See 2 more" in shown


def test_nothing_is_asked_again_for_each_rating(
    judge, left_open, django_assert_num_queries
):
    with django_assert_num_queries(5):
        waiting_for(judge)
    for _each in range(3):
        other = StudyFactory()
        row = RatingRecord.objects.get(pk=left_open.pk)
        row.pk, row.study, row.round, row._state.adding = None, other, None, True
        row.save()

    with django_assert_num_queries(5):
        assert len(waiting_for(judge)) == 4


def test_nothing_is_asked_again_for_each_round(judge, django_assert_num_queries):
    AppraisalRoundFactory(state=RoundState.DISPUTED)
    with django_assert_num_queries(7):
        waiting_for(judge)
    for _each in range(3):
        AppraisalRoundFactory(state=RoundState.DISPUTED)

    with django_assert_num_queries(7):
        waiting_for(judge)
