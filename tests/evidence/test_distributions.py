"""Quantiles and tails against printed tables."""

import pytest

from evidence import distributions


@pytest.mark.parametrize(
    ("share", "df", "value"),
    [
        (0.975, 1, 12.7062),
        (0.975, 2, 4.3027),
        (0.975, 3, 3.1824),
        (0.975, 10, 2.2281),
        (0.975, 18, 2.1009),
        (0.975, 120, 1.9799),
        (0.95, 5, 2.0150),
        (0.5, 7, 0.0),
        (0.975, 20_000, 1.9600),
    ],
)
def test_t_has_its_printed_quantiles(share, df, value):
    assert distributions.t_quantile(share, df) == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize(("share", "df"), [(0.975, 0), (0.4, 5), (1.0, 5)])
def test_t_refuses_what_it_has_no_quantile_for(share, df):
    with pytest.raises(ValueError, match="no quantile"):
        distributions.t_quantile(share, df)


@pytest.mark.parametrize(
    ("value", "df", "share"),
    [
        (3.8415, 1, 0.05),
        (5.9915, 2, 0.05),
        (7.8147, 3, 0.05),
        (18.307, 10, 0.05),
        (28.8693, 18, 0.05),
        (35.8295, 18, 0.0074),  # Raudenbush 1985, as metafor prints it
        (0.0, 4, 1.0),
    ],
)
def test_chi_squared_has_its_printed_tails(value, df, share):
    assert distributions.chi_squared_p(value, df) == pytest.approx(share, abs=5e-5)


def test_a_normal_statistic_has_its_printed_p_value():
    assert distributions.two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-6)
    assert distributions.two_sided_p(-1.959964) == pytest.approx(0.05, abs=1e-6)


def test_the_normal_distribution_goes_both_ways():
    assert distributions.normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)
    assert distributions.normal_share_below(1.959964) == pytest.approx(0.975, abs=1e-6)
