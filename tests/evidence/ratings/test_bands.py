"""Published ends of bands: as printed first, then rounded to the table's digits."""

import pytest

from evidence.ratings.bands import Band, find_band, rounded

BANDS = (Band(2, high="10"), Band(1, low="11", high="50"), Band(0, above="50"))


@pytest.mark.parametrize(
    ("value", "expected", "reason"),
    [
        (10, 2, "the end belongs to the band"),
        (10.4, 2, "between two rows: rounded down"),
        (10.5, 1, "between two rows: halves go up"),
        (11, 1, "the beginning of the next"),
        (50, 1, "not more than 50"),
        (50.4, 0, "more than 50 as it is printed, and so not rounded"),
    ],
)
def test_a_value_finds_its_row(value, expected, reason):
    assert find_band(BANDS, value, digits=0) == expected, reason


def test_a_table_with_a_hole_is_a_mistake_in_the_table():
    with pytest.raises(ValueError, match="no band holds 20"):
        find_band((Band(1, high="10"),), 20, digits=0)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(0.295, 2, "0.30"), (0.045, 2, "0.05"), (-0.045, 2, "-0.05"), (10.5, 0, "11")],
)
def test_halves_are_rounded_away_from_zero(value, digits, expected):
    assert str(rounded(value, digits)) == expected
