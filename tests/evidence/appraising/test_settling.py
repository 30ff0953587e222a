"""What two people recorded, compared."""

import pytest

from evidence.appraising.appraisals import correct_appraisal, submit_appraisal
from evidence.appraising.settling import (
    THREATS,
    agreement_by_fact,
    agreement_of,
    compare,
    settled_facts,
)
from evidence.models import AppraisalRound
from tests.evidence.appraising.conftest import recorded

pytestmark = pytest.mark.django_db


def fresh(review_round):
    return AppraisalRound.objects.get(pk=review_round.pk)


def test_nothing_is_compared_before_both_are_in(submit, appraisal_round, ada):
    submit(ada, attrition=12)

    assert compare(appraisal_round) == []
    assert settled_facts(appraisal_round) == {}


def test_what_both_recorded_holds_with_both_places(
    submit, appraisal_round, ada, bob, now
):
    submit(ada, attrition=12)
    submit(bob, attrition=12.0)

    settled = settled_facts(fresh(appraisal_round))["attrition"]

    assert settled.value == 12
    assert settled.place == "p. 4"
    assert settled.origin == "Two appraisers, independently"


def test_agreement_is_over_facts_that_somebody_found(submit, appraisal_round, ada, bob):
    submit(ada, attrition=12, attrition_level="low", mdes=0.2)
    submit(bob, attrition=12, attrition_level="high")

    agreement = agreement_of(compare(fresh(appraisal_round)))

    assert (agreement.compared, agreement.agreed) == (3, 1)
    assert agreement.percent == 33
    assert agreement.kappa is None


def test_kappa_is_over_the_seven_threats(submit, appraisal_round, ada, bob):
    first = dict.fromkeys(THREATS, "low")
    submit(ada, **first)
    submit(bob, **{**first, THREATS[0]: "high"})

    agreement = agreement_of(compare(fresh(appraisal_round)))

    assert agreement.percent == 86
    assert agreement.kappa == 0  # "low" throughout would agree as often by chance


def test_agreement_over_many_rounds_is_per_fact(submit, appraisal_round, ada, bob):
    submit(ada, attrition=12, attrition_level="low")
    submit(bob, attrition=13, attrition_level="low")

    found = {
        fact.key: agreement
        for fact, agreement in agreement_by_fact([fresh(appraisal_round)])
    }

    assert found["attrition_level"].percent == 100
    assert found["attrition_level"].kappa is None  # one answer: not defined
    assert found["attrition"].percent == 0


def test_the_newest_version_of_a_person_counts(submit, appraisal_round, ada, bob, now):
    first = submit(ada, attrition=12)
    submit(bob, attrition=15)
    fresh_version = correct_appraisal(
        appraisal=first, by=ada, reason="Misread", now=now
    )
    submit_appraisal(
        appraisal=fresh_version,
        by=ada,
        facts=recorded(attrition=15),
        named=False,
        now=now,
    )

    assert settled_facts(fresh(appraisal_round))["attrition"].value == 15
