"""The table of transitions, cell by cell."""

import pytest

from workflows.constants import ASSIGNMENT_TRANSITIONS, AssignmentStatus
from workflows.models import ReviewAssignment

STATUSES = list(AssignmentStatus)
LEGAL = {
    ("invited", "accepted"),
    ("invited", "declined"),
    ("invited", "recused"),
    ("invited", "withdrawn"),
    ("accepted", "submitted"),
    ("accepted", "recused"),
    ("accepted", "withdrawn"),
    ("declined", "invited"),
    ("withdrawn", "invited"),
}


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_an_assignment_takes_only_the_legal_steps(before, after):
    assignment = ReviewAssignment(status=before)

    assert assignment.can_become(after) is ((before, after) in LEGAL)


def test_every_status_has_its_row():
    assert set(ASSIGNMENT_TRANSITIONS) == set(STATUSES)
