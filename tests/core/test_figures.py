"""Where an effect and its interval stand in the drawing."""

import pytest

from mesh.core.figures import WIDTH, Effect


def test_the_parts_stand_in_the_order_of_their_values():
    effect = Effect(0.4, 0.2, 0.6, -0.3, 1.1)

    low, high = effect.interval
    prediction_low, prediction_high = effect.prediction

    places = [prediction_low, effect.null_x, low, effect.estimate_x, high]
    assert places == sorted(places)
    assert prediction_low > 0
    assert high < prediction_high < WIDTH


def test_the_point_stands_in_the_middle_of_a_symmetrical_interval():
    effect = Effect(0.4, 0.2, 0.6)

    assert effect.estimate_x == pytest.approx(sum(effect.interval) / 2, abs=0.1)


def test_a_ratio_is_drawn_on_a_logarithmic_scale():
    effect = Effect(2, 1, 4, null=1)

    low, high = effect.interval

    assert low == effect.null_x
    assert effect.estimate_x == pytest.approx((low + high) / 2, abs=0.1)
    assert [text for _, text in effect.ticks()] == ["1", "2"]


@pytest.mark.parametrize("ends", [(None, 0.6), (0.2, None), (None, None)])
def test_an_interval_with_an_unknown_end_is_not_drawn(ends):
    assert Effect(0.4, *ends).interval is None
    assert Effect(0.4, None, None, *ends).prediction is None


def test_no_effect_at_all_is_still_drawn():
    effect = Effect(0)

    assert effect.estimate_x == effect.null_x == WIDTH / 2


@pytest.mark.parametrize("estimate", [0.03, 0.4, -0.7, 3, 68, -450])
def test_the_scale_has_a_few_round_marks(estimate):
    marks = list(Effect(estimate).ticks())

    assert 1 <= len(marks) <= 8
    assert "0" in [text for _, text in marks]


def test_a_negative_mark_has_a_minus_sign_not_a_hyphen():
    texts = [text for _, text in Effect(-0.4, -0.6, -0.2).ticks()]

    assert "−0.4" in texts
