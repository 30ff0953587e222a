"""What waits for a person in appraisal."""

import pytest

from evidence.appraising.waiting import waiting_for
from evidence.constants import RoundState
from tests.factories.evidence import (
    AppraisalRoundFactory,
    ReferenceFactory,
    StudyFactory,
)

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


def test_nothing_is_asked_again_for_each_round(judge, django_assert_num_queries):
    AppraisalRoundFactory(state=RoundState.DISPUTED)
    with django_assert_num_queries(4):
        waiting_for(judge)
    for _each in range(3):
        AppraisalRoundFactory(state=RoundState.DISPUTED)

    with django_assert_num_queries(4):
        waiting_for(judge)
