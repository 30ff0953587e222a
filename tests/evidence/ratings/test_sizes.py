"""How large an effect is called."""

import pytest

from evidence.constants import Measure, OutcomeKind
from evidence.ratings.sizes import size_of
from evidence.ratings.wording import Size


@pytest.mark.parametrize(
    ("g", "size"),
    [
        (0.04, Size.TRIVIAL),
        (0.049, Size.MODERATE),  # printed as 0.05
        (0.05, Size.MODERATE),
        (0.19, Size.MODERATE),
        (0.20, Size.LARGE),
        (-0.20, Size.LARGE),
    ],
)
def test_standardised_attainment_follows_kraft(g, size):
    found = size_of(
        g, outcome_kind=OutcomeKind.ATTAINMENT, measure=Measure.STANDARDISED
    )

    assert found == size


@pytest.mark.parametrize(
    ("g", "size"),
    [
        (0.19, Size.TRIVIAL),
        (0.20, Size.SMALL),
        (0.49, Size.SMALL),
        (0.50, Size.MODERATE),
        (0.79, Size.MODERATE),
        (0.80, Size.LARGE),
    ],
)
@pytest.mark.parametrize(
    ("kind", "measure"),
    [
        (OutcomeKind.ATTAINMENT, Measure.RESEARCHER_MADE),
        (OutcomeKind.ATTITUDE, Measure.STANDARDISED),
    ],
)
def test_all_else_follows_cohen(g, size, kind, measure):
    assert size_of(g, outcome_kind=kind, measure=measure) == size
