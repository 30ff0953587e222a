"""Values to places."""

import pytest

from evidence.drawings.scale import MARGIN, WIDTH, Scale


def test_no_difference_is_always_on_the_scale():
    assert Scale.over([0.5, 0.9]).low < 0 < Scale.over([0.5, 0.9]).high
    assert Scale.over([-0.5]).high > 0
    assert Scale.over([]).low < 0


def test_the_ends_of_the_scale_are_the_margins():
    scale = Scale(-1, 1)

    assert scale.place(-1) == MARGIN
    assert scale.place(1) == WIDTH - MARGIN
    assert scale.place(0) == scale.null == WIDTH / 2


def test_what_lies_beyond_is_put_at_the_end():
    scale = Scale(-1, 1)

    assert scale.place(5) == scale.place(1)
    assert scale.place(-5) == scale.place(-1)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-0.5, 0.5, ["−0.4", "−0.2", "0", "0.2", "0.4"]),
        (-0.1, 0.2, ["−0.1", "−0.05", "0", "0.05", "0.1", "0.15", "0.2"]),
        (-40, 40, ["−40", "−30", "−20", "−10", "0", "10", "20", "30", "40"]),
    ],
)
def test_marks_are_round_and_few(low, high, texts):
    assert [text for _place, text in Scale(low, high).marks()] == texts
