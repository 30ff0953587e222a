"""The improvement index, against the values that WWC prints."""

import pytest

from evidence.effects.index import improvement_index, share_above_middle


@pytest.mark.parametrize(
    ("g", "index"),
    [
        (0.10, 4.0),
        (0.20, 7.9),
        (0.25, 9.9),
        (0.41, 15.9),
        (0.50, 19.1),
        (0.61, 22.9),
        (0.0, 0.0),
        (-0.25, -9.9),
        (10.0, 50.0),
        (-10.0, -50.0),
    ],
)
def test_the_improvement_index_is_as_published(g, index):
    assert round(improvement_index(g), 1) == index


def test_the_share_above_the_middle_is_half_without_an_effect():
    assert share_above_middle(0.0) == 0.5
