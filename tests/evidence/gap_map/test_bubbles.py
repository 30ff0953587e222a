"""Shapes of equal area for equal numbers."""

import math
import re

import pytest

from evidence.gap_map.bands import Shape
from evidence.gap_map.bubbles import AREA, LARGEST, area_of_one, lay_out


def test_a_cell_without_studies_has_no_shape():
    assert lay_out({}, AREA).bubbles == ()
    assert lay_out({Shape.FIRM: 0}, AREA).bubbles == ()


def test_shapes_stand_in_the_order_of_their_bands():
    found = lay_out({Shape.UNKNOWN: 1, Shape.FIRM: 2}, AREA)

    assert [(each.shape, each.number) for each in found.bubbles] == [
        (Shape.FIRM, 2),
        (Shape.UNKNOWN, 1),
    ]


def lengths(path):
    return [abs(float(each)) for each in re.findall(r"-?\d+\.\d", path)]


def test_a_circle_a_square_a_triangle_and_a_diamond_of_five_have_the_same_area():
    made = lay_out(dict.fromkeys(Shape, 5), AREA).bubbles
    paths = {each.shape: each.path for each in made}

    radius = float(re.search(r"a(\d+\.\d)", paths[Shape.FIRM])[1])
    side = float(re.search(r"h(\d+\.\d)", paths[Shape.MIDDLE])[1])
    half, tall = re.search(r"l(\d+\.\d) (\d+\.\d)", paths[Shape.WEAK]).groups()
    across = float(re.search(r"l(\d+\.\d)", paths[Shape.REVIEW])[1])

    wanted = pytest.approx(5 * AREA, rel=0.02)
    assert math.pi * radius**2 == wanted
    assert side**2 == wanted
    assert float(half) * float(tall) == wanted
    assert 2 * across**2 == wanted


@pytest.mark.parametrize(
    ("most", "share"), [(0, 1), (1, 1), (LARGEST, 1), (LARGEST * 2, 0.5)]
)
def test_beyond_the_largest_all_shapes_get_smaller(most, share):
    assert area_of_one(most) == AREA * share
