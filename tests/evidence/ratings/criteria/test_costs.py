"""Cost bands of the EEF and of Kraft, at each of their ends."""

import pytest

from evidence.ratings.results import Status
from tests.evidence.ratings.given import rate


@pytest.mark.parametrize(
    ("pounds", "band"),
    [
        (0, 1),
        (79.99, 1),
        (80.01, 2),
        (200, 2),
        (200.01, 3),
        (720, 3),
        (720.01, 4),
        (1200, 4),
        (1200.01, 5),
    ],
)
def test_bands_in_pounds(pounds, band):
    assert rate("eef-cost", design="rct", cost_gbp=pounds).level.rank == band


def test_eighty_pounds_lie_in_two_bands_of_the_source():
    rating = rate("eef-cost", design="rct", cost_gbp=80)

    assert rating.status == Status.OPEN
    assert "£2,000" in rating.reason


@pytest.mark.parametrize(
    ("dollars", "code"),
    [
        (0, "low"),
        (499.99, "low"),
        (500, "moderate"),
        (3999, "moderate"),
        (4000, "high"),
    ],
)
def test_bands_in_dollars(dollars, code):
    assert rate("kraft-cost", design="rct", cost_usd=dollars).code == code


@pytest.mark.parametrize(
    ("key", "fact"), [("eef-cost", "cost_gbp"), ("kraft-cost", "cost_usd")]
)
def test_a_cost_that_nobody_recorded_is_named(key, fact):
    assert rate(key, design="rct").missing == (fact,)


@pytest.mark.parametrize("key", ["eef-cost", "kraft-cost"])
def test_a_review_has_no_cost_of_its_own(key):
    assert rate(key, design="meta_analysis").status == Status.NOT_APPLICABLE
