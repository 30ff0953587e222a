"""What a judge does."""

import pytest

from evidence.appraising.decisions import (
    DecidedFact,
    decide_fact,
    override_rating,
    withdraw_override,
)
from evidence.appraising.refusals import UnableToDecide
from evidence.constants import RatingCause, RoundState
from evidence.models import FactDecision, RatingOverride, RatingRecord
from mesh.core.constants import Role
from tests.factories.evidence import FindingFactory, ReferenceFactory
from workflows.exceptions import UnableToAlterRecord

pytestmark = pytest.mark.django_db

LOW = DecidedFact("attrition_level", "low", "Table 2 is plain.", place="Table 2")


@pytest.fixture
def disputed(submit, appraisal_round, ada, bob):
    submit(ada, attrition_level="low", baseline_difference=0.1)
    submit(bob, attrition_level="high", baseline_difference=0.1)
    return appraisal_round


@pytest.fixture
def settled(submit, appraisal_round, ada, bob):
    submit(ada, attrition_level="low")
    submit(bob, attrition_level="low")
    appraisal_round.refresh_from_db()
    return appraisal_round


def wwc():
    return RatingRecord.objects.filter(rule_set="wwc-study").last()


def test_the_last_decision_settles_the_round_and_rates(disputed, judge, now):
    decide_fact(review_round=disputed, fact=LOW, by=judge, now=now)

    disputed.refresh_from_db()
    assert disputed.state == RoundState.SETTLED
    assert wwc().code == "without_reservations"
    assert wwc().cause == RatingCause.DECIDED
    assert wwc().trace[0]["facts"][1]["origin"] == "A judge's decision"


def test_a_second_decision_on_a_fact_goes_before_the_first(disputed, judge, now):
    decide_fact(review_round=disputed, fact=LOW, by=judge, now=now)
    again = DecidedFact("attrition_level", None, "It says nothing after all.")

    decide_fact(review_round=disputed, fact=again, by=judge, now=now)

    assert wwc().missing == ["attrition_level"]
    assert FactDecision.objects.count() == 2


def test_other_disputes_keep_the_round_open(
    submit, appraisal_round, ada, bob, judge, now
):
    submit(ada, attrition_level="low", attrition=5)
    submit(bob, attrition_level="high", attrition=6)

    decide_fact(review_round=appraisal_round, fact=LOW, by=judge, now=now)

    appraisal_round.refresh_from_db()
    assert appraisal_round.state == RoundState.DISPUTED
    assert not RatingRecord.objects.exists()


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (DecidedFact("selection", "none", "Why", place="p. 1"), "not asked"),
        (DecidedFact("attrition_level", "low", " ", place="p. 1"), "reason is public"),
        (DecidedFact("attrition_level", "so-so", "Why", place="p. 1"), "Choose one"),
        (DecidedFact("attrition_level", "low", "Why"), "where in the paper"),
    ],
)
def test_a_decision_is_complete(disputed, judge, now, fact, message):
    with pytest.raises(UnableToDecide, match=message):
        decide_fact(review_round=disputed, fact=fact, by=judge, now=now)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.REVIEWER, Role.TRUSTEE, None])
def test_only_a_judge_decides(disputed, person, now, role):
    by = person(*filter(None, [role]))

    with pytest.raises(UnableToDecide, match="independent judge"):
        decide_fact(review_round=disputed, fact=LOW, by=by, now=now)


@pytest.mark.parametrize("who", ["ada", "curator"])
def test_who_had_a_part_in_it_does_not_decide(disputed, request, now, who):
    user = request.getfixturevalue(who)
    judges = request.getfixturevalue("judge").groups.get()
    user.groups.add(judges)

    with pytest.raises(UnableToDecide, match="cannot decide"):
        decide_fact(review_round=disputed, fact=LOW, by=user, now=now)


def test_an_author_does_not_decide(disputed, judge, now):
    disputed.study.further_references.add(
        ReferenceFactory(authors=[f"{judge.last_name}, {judge.first_name}"])
    )

    with pytest.raises(UnableToDecide, match="author"):
        decide_fact(review_round=disputed, fact=LOW, by=judge, now=now)


def test_there_is_nothing_to_decide_before_both_are_in(
    submit, appraisal_round, ada, judge, now
):
    submit(ada)

    with pytest.raises(UnableToDecide, match="no two appraisals"):
        decide_fact(review_round=appraisal_round, fact=LOW, by=judge, now=now)


def test_decisions_and_ratings_are_never_altered(disputed, judge, now):
    decision = decide_fact(review_round=disputed, fact=LOW, by=judge, now=now)

    for row in (decision, wwc()):
        with pytest.raises(UnableToAlterRecord):
            row.save()
        with pytest.raises(UnableToAlterRecord):
            row.delete()


def test_a_judge_puts_another_result_in_its_place(settled, judge, now):
    override = override_rating(
        rating=wwc(), code="with_reservations", reason="A confound.", by=judge, now=now
    )

    assert override.words == "Meets the standards with reservations"
    assert override.reason == "A confound."
    assert not override.is_withdrawal


def test_an_override_is_withdrawn_in_public_too(settled, judge, now):
    override_rating(
        rating=wwc(), code="does_not_meet", reason="A confound.", by=judge, now=now
    )

    withdrawn = withdraw_override(
        rating=wwc(), reason="There is none.", by=judge, now=now
    )

    assert withdrawn.is_withdrawal
    assert RatingOverride.objects.count() == 2
    with pytest.raises(UnableToDecide, match="No result was put"):
        withdraw_override(rating=wwc(), reason="Again", by=judge, now=now)


def test_the_tier_of_a_finding_follows_the_judge_on_its_study(settled, judge, now):
    finding = FindingFactory(study=settled.study, sample_size=400)

    override_rating(
        rating=wwc(), code="does_not_meet", reason="A confound.", by=judge, now=now
    )

    tier = RatingRecord.objects.filter(rule_set="essa-tier", finding=finding).last()
    assert tier.code == "3"
    assert tier.cause == RatingCause.RULES


@pytest.mark.parametrize(
    ("code", "reason", "message"),
    [("six", "Why", "results of this scale"), ("does_not_meet", " ", "public")],
)
def test_an_override_is_complete(settled, judge, now, code, reason, message):
    with pytest.raises(UnableToDecide, match=message):
        override_rating(rating=wwc(), code=code, reason=reason, by=judge, now=now)


def test_only_a_judge_overrides(settled, curator, now):
    with pytest.raises(UnableToDecide, match="independent judge"):
        override_rating(
            rating=wwc(), code="does_not_meet", reason="Why", by=curator, now=now
        )


def test_only_the_newest_computation_is_overridden(settled, judge, now):
    old = wwc()
    settled.study.design = "quasi_experiment"
    settled.study.save()

    with pytest.raises(UnableToDecide, match="computed again"):
        override_rating(rating=old, code="does_not_meet", reason="x", by=judge, now=now)


def test_an_override_on_which_nothing_rests_rates_nothing_again(settled, judge, now):
    rating = RatingRecord.objects.get(rule_set="eef-trial-security")
    before = RatingRecord.objects.count()

    override_rating(rating=rating, code="2", reason="Threats.", by=judge, now=now)

    assert RatingRecord.objects.count() == before
