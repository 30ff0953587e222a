"""How far two honest values may lie apart."""

import pytest

from evidence.effects.rounding import decimals, half_unit, tolerance
from evidence.effects.two_groups import Group, from_means


@pytest.mark.parametrize(
    ("value", "count"),
    [(103, 0), (10.0, 0), (0.59, 2), (0.5, 1), (51.33, 2), (0.123456789, 6)],
)
def test_the_decimals_of_a_number_are_those_it_shows(value, count):
    assert decimals(value) == count


def test_noughts_lost_in_a_spreadsheet_are_found_again_beside_other_values():
    assert half_unit(51.33, 48.36, 10, 10) == pytest.approx(0.005)


def test_rounded_means_explain_a_difference_up_to_a_bound():
    printed = {"first": 103, "second": 100, "first_sd": 5.5, "second_sd": 4.5}

    def g(numbers):
        effect = from_means(
            intervention=Group(numbers["first"], numbers["first_sd"], 50),
            comparison=Group(numbers["second"], numbers["second_sd"], 50),
        )
        return effect.g

    # 0.005 of the effect, twice 0.05 / 5.0249 of the means, the rest of the SDs
    assert tolerance(0.59, printed, g) == pytest.approx(0.0307, abs=5e-4)
