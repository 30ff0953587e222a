"""What an appraiser does."""

import pytest

from evidence.appraising.appraisals import (
    answer_conflict,
    correct_appraisal,
    save_draft,
    submit_appraisal,
)
from evidence.appraising.refusals import UnableToAppraise
from evidence.constants import AppraisalState, RatingCause, RoundState
from evidence.models import Appraisal, RatingRecord
from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.evidence.appraising.conftest import recorded
from workflows.exceptions import UnableToAlterRecord
from workflows.services.conflicts import ConflictReply

pytestmark = pytest.mark.django_db

NONE = ConflictReply("none")


@pytest.fixture
def mine(appraisal_round, ada):
    return appraisal_round.appraisals.get(appraiser=ada)


@pytest.fixture
def unanswered(mine):
    mine.conflict = ""
    mine.save()
    return mine


def test_a_conflict_ends_the_appraisal_and_the_curator_learns_of_it(
    unanswered, ada, curator, now
):
    reply = ConflictReply("declared", "I work with the author.")

    appraisal = answer_conflict(appraisal=unanswered, by=ada, reply=reply, now=now)

    assert appraisal.state == AppraisalState.DECLINED
    assert OutgoingMail.objects.get().to == curator.email


def test_without_a_conflict_it_goes_on(unanswered, ada, now):
    appraisal = answer_conflict(appraisal=unanswered, by=ada, reply=NONE, now=now)

    assert appraisal.is_open
    with pytest.raises(UnableToAppraise, match="already"):
        answer_conflict(appraisal=appraisal, by=ada, reply=NONE, now=now)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (ConflictReply(""), "Say whether"),
        (ConflictReply("declared", " "), "in a sentence"),
    ],
)
def test_the_question_is_answered_in_full(unanswered, ada, now, reply, message):
    with pytest.raises(UnableToAppraise, match=message):
        answer_conflict(appraisal=unanswered, by=ada, reply=reply, now=now)


def test_who_declared_a_conflict_on_the_study_is_out(mine, ada, study, now):
    Appraisal.objects.create(
        round=mine.round,
        appraiser=ada,
        version=9,
        state="declined",
        conflict="declared",
        correction_reason="Elsewhere",
        asked_at=now,
    )

    with pytest.raises(UnableToAppraise, match="declared a conflict"):
        save_draft(appraisal=mine, by=ada, facts={}, now=now)


def test_a_draft_keeps_what_is_not_right_yet(mine, ada, now):
    facts = {"attrition": {"value": "about 12", "place": "", "quotation": ""}}

    draft = save_draft(appraisal=mine, by=ada, facts=facts, now=now)

    assert draft.state == AppraisalState.DRAFT
    assert draft.facts["attrition"]["value"] == "about 12"


@pytest.mark.parametrize("other", ["bob", "judge"])
def test_nobody_writes_for_another(mine, ada, bob, judge, now, other):
    by = {"bob": bob, "judge": judge}[other]

    with pytest.raises(UnableToAppraise, match="Somebody else"):
        save_draft(appraisal=mine, by=by, facts={}, now=now)


def test_who_left_the_reviewers_writes_no_more(mine, ada, now):
    ada.groups.clear()

    with pytest.raises(UnableToAppraise, match="any more"):
        save_draft(appraisal=mine, by=ada, facts={}, now=now)


def test_a_cancelled_round_takes_no_facts(mine, ada, now):
    mine.round.state = RoundState.CANCELLED
    mine.round.save()

    with pytest.raises(UnableToAppraise, match="cancelled"):
        save_draft(appraisal=mine, by=ada, facts={}, now=now)


def test_facts_are_not_handed_in_before_the_question_of_conflicts(unanswered, ada, now):
    with pytest.raises(UnableToAppraise, match="first"):
        submit_appraisal(appraisal=unanswered, by=ada, facts={}, named=False, now=now)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (recorded(attrition=101), "100 or less"),
        (recorded(attrition=-1), "0 or more"),
        (recorded(attrition="twelve"), "Write a number"),
        (recorded(attrition=float("nan")), "Write a number"),
        (recorded(attrition=True), "Write a number"),
        (recorded(attrition_level="middling"), "Choose one"),
        (recorded(baseline_adjusted="maybe"), "Choose one"),
        (recorded(selection="none"), "not asked"),
        ({"attrition": {"value": 12, "place": " "}}, "where in the paper"),
        ({"attrition": {"place": "p. 3"}}, "Write a number"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(mine, ada, now, facts, message):
    with pytest.raises(UnableToAppraise, match=message):
        submit_appraisal(appraisal=mine, by=ada, facts=facts, named=False, now=now)


def test_one_appraisal_alone_rates_nothing(submit, appraisal_round, ada):
    submit(ada, attrition=12)

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.AWAITING
    assert not RatingRecord.objects.exists()


def test_two_alike_settle_the_round_and_rate_the_study(
    submit, appraisal_round, ada, bob, now
):
    submit(ada, attrition_level="low")
    submit(bob, attrition_level="low")

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.SETTLED
    assert appraisal_round.settled_at == now
    rating = RatingRecord.objects.get(rule_set="wwc-study")
    assert rating.code == "without_reservations"
    assert rating.cause == RatingCause.SETTLED
    assert rating.round == appraisal_round
    assert rating.trace[0]["facts"][1]["place"] == "p. 4"


def test_two_unlike_wait_for_a_judge_who_is_told(
    submit, appraisal_round, ada, bob, judge
):
    submit(ada, attrition_level="low")
    submit(bob, attrition_level="high")

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.DISPUTED
    assert not RatingRecord.objects.exists()
    assert OutgoingMail.objects.get().to == judge.email


def test_a_fact_that_only_one_found_is_a_difference(submit, appraisal_round, ada, bob):
    submit(ada, attrition_level="low")
    submit(bob)

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.DISPUTED


def test_a_submitted_appraisal_is_kept(submit, ada, now):
    submitted = submit(ada, attrition=12)

    with pytest.raises(UnableToAppraise, match="kept"):
        save_draft(appraisal=submitted, by=ada, facts={}, now=now)
    submitted.facts = {}
    with pytest.raises(UnableToAlterRecord):
        submitted.save()
    with pytest.raises(UnableToAlterRecord):
        submitted.delete()
    with pytest.raises(UnableToAlterRecord):
        Appraisal.objects.update(facts={})


def test_a_correction_is_a_new_version_that_rates_again(
    submit, appraisal_round, ada, bob, now
):
    first = submit(ada, attrition_level="low")
    submit(bob, attrition_level="low")

    fresh = correct_appraisal(appraisal=first, by=ada, reason="Misread it.", now=now)
    assert fresh.version == 2
    assert fresh.facts == first.facts
    submit_appraisal(
        appraisal=fresh,
        by=ada,
        facts=recorded(attrition_level="low", attrition=60),
        named=False,
        now=now,
    )

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.DISPUTED  # Bob found no attrition
    assert Appraisal.objects.get(pk=first.pk).facts == first.facts
    newest = RatingRecord.objects.filter(rule_set="wwc-study").last()
    assert newest.code == "without_reservations"


@pytest.mark.parametrize("case", ["bob", "waiting", "newer", "no reason"])
def test_not_every_correction_is_taken(submit, ada, bob, now, case):
    first = submit(ada)
    if case != "waiting":
        submit(bob)
    if case == "newer":
        correct_appraisal(appraisal=first, by=ada, reason="Once", now=now)
    by = bob if case == "bob" else ada
    reason = "" if case == "no reason" else "Again"

    with pytest.raises(UnableToAppraise):
        correct_appraisal(appraisal=first, by=by, reason=reason, now=now)


def test_a_draft_is_not_corrected(mine, ada, now):
    with pytest.raises(UnableToAppraise, match="not been submitted"):
        correct_appraisal(appraisal=mine, by=ada, reason="Why", now=now)


def test_a_name_is_public_only_with_consent(submit, ada, bob):
    assert submit(ada, named=True).public_name == "Ada First"
    assert submit(bob).public_name == "An appraiser"


def test_waiting_lists_what_is_open(appraisal_round, submit, ada, bob):
    submit(ada)

    assert not Appraisal.objects.waiting_for(ada)
    assert [each.appraiser for each in Appraisal.objects.waiting_for(bob)] == [bob]
    assert Role.REVIEWER.value in bob.groups.values_list("name", flat=True)
