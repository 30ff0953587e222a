"""How far two honest values may lie apart."""

import pytest

from evidence.effects.rounding import decimals, half_unit, tolerance
from evidence.effects.two_groups import Group


@pytest.mark.parametrize(
    ("value", "count"),
    [(103, 0), (10.0, 0), (0.59, 2), (0.5, 1), (51.33, 2), (0.123456789, 6)],
)
def test_the_decimals_of_a_number_are_those_it_shows(value, count):
    assert decimals(value) == count


def test_noughts_lost_in_a_spreadsheet_are_found_again_beside_other_values():
    assert half_unit(51.33, 48.36, 10, 10) == pytest.approx(0.005)


def test_rounded_means_explain_a_difference_up_to_a_bound():
    allowed = tolerance(
        0.59, intervention=Group(103, 5.5, 50), comparison=Group(100, 4.5, 50)
    )

    assert allowed == pytest.approx(0.005 + 0.05 * (2 + 0.5970) / 5.0249, abs=1e-4)
