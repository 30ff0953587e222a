"""Forest, funnel and a hundred pupils, laid out."""

import pytest

from evidence.drawings.forest import MOST_ROWS, ForestPlot, short_name
from evidence.drawings.funnel import FunnelPlot
from evidence.drawings.pupils import HundredPupils, in_hundred
from evidence.drawings.scale import MARGIN, WIDTH
from evidence.models import Reference, Study
from evidence.synthesis.random_effects import Effect, Span, pool
from evidence.synthesis.within import StudyEffect


def studies(*effects):
    study = Study(
        reference=Reference(
            csl={
                "type": "report",
                "title": "A long report",
                "author": [{"family": "Featherstonehaugh-Cholmondeley"}],
                "issued": {"date-parts": [[1999]]},
            }
        )
    )
    study.reference.read_csl()
    return [StudyEffect(study, Effect(*effect), []) for effect in effects]


def plot_of(kind, *effects):
    found = studies(*effects)
    return kind(found, pool([each.effect for each in found]))


def test_each_study_has_its_row_below_the_one_before():
    plot = plot_of(ForestPlot, (0.1, 0.01), (0.4, 0.04), (0.2, 0.09))

    heights = [row.y for row in plot.rows]
    assert heights == sorted(heights)
    assert heights[-1] < plot.mean_y < plot.prediction_y < plot.axis_y < plot.height


def test_surer_studies_have_larger_squares():
    first, second = plot_of(ForestPlot, (0.1, 0.01), (0.4, 0.5)).rows

    assert first.side > second.side
    assert first.corner == (first.x - first.side / 2, first.y - first.side / 2)


def test_a_row_gives_name_and_numbers():
    (row, _other) = plot_of(ForestPlot, (0.1, 0.01), (-0.25, 0.01)).rows

    assert row.numbers == "0.10 (−0.10 to 0.30)"
    assert row.name.endswith("…")
    assert "Featherstonehaugh-Cholmondeley" in row.full_name


def test_an_interval_that_leaves_the_drawing_says_so():
    plot = plot_of(ForestPlot, (0.1, 0.01), (0.2, 9.0), (0.3, 0.01), (0.2, 0.01))

    assert [row.runs_on for row in plot.rows] == [
        (False, False), (True, True), (False, False), (False, False)
    ]  # fmt: skip
    assert plot.rows[1].ends == (MARGIN, WIDTH - MARGIN)


def test_the_diamond_spans_the_means_interval():
    plot = plot_of(ForestPlot, (0.1, 0.01), (0.4, 0.04), (0.2, 0.09))

    points = [tuple(map(float, pair.split(","))) for pair in plot.diamond.split()]
    left, top, right, bottom = points
    assert left[0] < plot.mean_x < right[0]
    assert top[1] < left[1] == right[1] == plot.mean_y < bottom[1]
    assert plot.mean_numbers.startswith("0.18 (")


def test_of_very_many_studies_the_heaviest_are_drawn():
    effects = [(0.1, 0.01)] * MOST_ROWS + [(0.9, 4.0)] * 3
    plot = plot_of(ForestPlot, (0.5, 4.0), *effects)

    assert len(plot.rows) == MOST_ROWS
    assert plot.left_out == 4
    assert {row.numbers for row in plot.rows} == {"0.10 (−0.10 to 0.30)"}
    assert plot.drawn_weight == "99\xa0%"
    assert plot.mean_top == MOST_ROWS * 36 + 18


def test_the_pages_own_study_is_always_drawn_and_pointed_out():
    found = studies(*[(0.1, 0.01)] * MOST_ROWS)
    [own] = studies((0.9, 4.0))
    own.study.pk = 7
    every = [own, *found]
    plot = ForestPlot(every, pool([each.effect for each in every]), frozenset({7}))

    assert [row.is_own for row in plot.rows] == [True, *[False] * (MOST_ROWS - 1)]


def test_two_studies_have_no_prediction_to_draw():
    plot = plot_of(ForestPlot, (0.1, 0.01), (0.4, 0.04))

    assert plot.prediction is None
    assert plot.prediction_numbers == ""
    assert plot.axis_y < plot.prediction_y + 16


def test_surer_studies_stand_higher_in_the_funnel():
    plot = plot_of(FunnelPlot, (0.1, 0.01), (0.4, 0.04))

    (_x, sure, name), (_other_x, unsure, _name) = plot.points()
    assert plot.top < sure < unsure < plot.bottom
    assert "1999" in name
    assert [text for _place, text in plot.depths()] == ["0.00", "0.11", "0.21"]


def test_the_funnel_opens_from_the_mean():
    plot = plot_of(FunnelPlot, (0.1, 0.01), (0.4, 0.04))

    top, right, left = (pair.split(",") for pair in plot.funnel.split())
    assert float(left[0]) < float(top[0]) == plot.mean_x < float(right[0])


@pytest.mark.parametrize(
    ("g", "number"), [(0, 50), (0.4, 66), (-0.4, 34), (5, 100), (-5, 0)]
)
def test_an_effect_is_so_many_of_a_hundred(g, number):
    assert in_hundred(g) == number


@pytest.mark.parametrize(
    ("g", "kinds"),
    [
        (0.4, {"better": 50, "gained": 16, "other": 34}),
        (-0.4, {"better": 34, "lost": 16, "other": 50}),
        (0, {"better": 50, "other": 50}),
    ],
)
def test_gained_and_lost_pupils_are_told_apart(g, kinds):
    pupils = HundredPupils(g, Span(g - 0.2, g + 0.2))

    drawn = [kind for _x, _y, kind in pupils.icons()]
    assert {kind: drawn.count(kind) for kind in set(drawn)} == kinds
    assert pupils.difference == pupils.better - 50
    assert pupils.fewest <= pupils.better <= pupils.most


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Experiment 2", "Experiment 2"),
        ("", "Featherstonehaugh-Cholmond…"),
        ("Fleming and Anttonen, Grades 2 and 3", "Fleming and Anttonen, Grad…"),
    ],
    ids=["its label", "no label", "even its label is too long"],
)
def test_a_name_that_is_too_long_keeps_what_tells_it_apart(label, shown):
    (found,) = studies((0.1, 0.01))
    found.study.label = label

    assert short_name(found.study) == shown
