"""Per cent and kappa, with worked numbers."""

import pytest

from evidence.ratings.agreement import agreement, cohen_kappa

# Two people, fifty answers: both yes 20, first only 5, second only 10, both no 15.
WORKED = (
    [("yes", "yes")] * 20
    + [("yes", "no")] * 5
    + [("no", "yes")] * 10
    + [("no", "no")] * 15
)


def test_kappa_of_the_worked_numbers():
    assert cohen_kappa(WORKED) == pytest.approx(0.40)


def test_per_cent_of_the_worked_numbers():
    found = agreement(WORKED)

    assert (found.compared, found.agreed, found.percent) == (50, 35, 70)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b")], 0.0),
    ],
)
def test_kappa_from_end_to_end(pairs, kappa):
    assert cohen_kappa(pairs) == pytest.approx(kappa)


@pytest.mark.parametrize("pairs", [[], [("a", "a")] * 5])
def test_kappa_is_not_defined_without_chance_to_differ(pairs):
    assert cohen_kappa(pairs) is None


def test_nothing_compared_has_no_per_cent():
    assert agreement([]).percent is None
