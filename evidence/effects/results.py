"""What a method gives back, and the reasons why it may refuse."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence import distributions

VERSION = "1"
SHARE = 0.975  # of the distribution below the upper end of a 95 % interval


class Method(models.TextChoices):
    """How an effect was computed. Sources stand at the functions."""

    MEANS = "means", _("Means and standard deviations of two groups")
    G = "g", _("Published g; its interval from the numbers of people")
    D = "d", _("Cohen's d, corrected for small samples")
    T = "t", _("t statistic of two groups")
    F = "f", _("F statistic with one degree of freedom")
    COX = "cox", _("Percentages of two groups (Cox index)")
    PAIRED = "paired", _("Change of one group, standardised within people")
    CHANGE_EACH = (
        "change_each",
        _("Change in two groups, each by its own first standard deviation (Becker)"),
    )
    CHANGE_POOLED = (
        "change_pooled",
        _("Change in two groups, by the pooled first standard deviation (Morris)"),
    )
    CORRELATION = "r", _("Correlation")
    ODDS_RATIO = "or", _("Odds ratio (logit method)")


class Refusal(models.TextChoices):
    """Why an effect, or only its interval, can't be had honestly."""

    MISSING_MEAN = "missing_mean", _("A group's mean is missing.")
    MISSING_SD = "missing_sd", _("A group's standard deviation is missing.")
    MISSING_N = "missing_n", _("The number of people in each group is missing.")
    N_TOO_SMALL = "n_too_small", _("Each group needs at least two people.")
    NOT_A_NUMBER = "not_a_number", _("A value is not a number.")
    SD_NOT_POSITIVE = (
        "sd_not_positive",
        _("A standard deviation is greater than 0: the effect can't be scaled."),
    )
    MISSING_CORRELATION = (
        "missing_correlation",
        _(
            "The correlation between first and second test is missing; "
            "it must be reported, not guessed."
        ),
    )
    CORRELATION_OUT_OF_RANGE = (
        "correlation_out_of_range",
        _("A correlation lies between -1 and 1, ends excluded."),
    )
    ICC_OUT_OF_RANGE = (
        "icc_out_of_range",
        _("An intraclass correlation lies between 0 and 1."),
    )
    NEGATIVE_F = "negative_f", _("An F statistic is not negative.")
    F_WITH_MORE_GROUPS = (
        "f_with_more_groups",
        _("An F statistic of more than two groups is no difference of two."),
    )
    MISSING_DIRECTION = (
        "missing_direction",
        _("An F statistic does not say which group did better."),
    )
    SHARE_OUT_OF_RANGE = (
        "share_out_of_range",
        _("A share of people lies between 0 and 1."),
    )
    SHARE_AT_END = (
        "share_at_end",
        _("Nobody or everybody in one group: the odds have no finite ratio."),
    )
    ODDS_RATIO_NOT_POSITIVE = (
        "odds_ratio_not_positive",
        _("An odds ratio and its interval are greater than 0."),
    )
    INTERVAL_DISORDER = (
        "interval_disorder",
        _("The effect does not lie between the ends of its interval."),
    )
    CLUSTERS_UNACCOUNTED = (
        "clusters_unaccounted",
        _(
            "Whole classes or schools were assigned, but the number of them or the "
            "intraclass correlation is missing: an interval would be too narrow."
        ),
    )
    TOO_FEW_CLUSTERS = (
        "too_few_clusters",
        _("There are fewer than two classes or schools in a group: no interval."),
    )
    CLUSTERS_EXCEED_PEOPLE = (
        "clusters_exceed_people",
        _("There can't be more classes or schools than people."),
    )


class Note(models.TextChoices):
    """What a reader must know of a computed effect."""

    REVERSED = "reversed", _("Lower values are better: the sign was turned.")
    CLUSTERED = (
        "clustered",
        _("Interval widened for classes or schools assigned whole."),
    )
    AVERAGE_CLUSTER = (
        "average_cluster",
        _("Classes or schools taken to be of equal size."),
    )
    FIRST_TEST_UNUSED = (
        "first_test_unused",
        _("The first test is not allowed for: its correlation is missing."),
    )
    FROM_CORRELATION = (
        "from_correlation",
        _("Only fair where both variables could be a comparison of two groups."),
    )
    LOGIT = "logit", _("Takes an even outcome behind the yes or no.")
    NO_SMALL_SAMPLE_CORRECTION = (
        "no_small_sample_correction",
        _("Not corrected for small samples: the numbers of people are missing."),
    )


class UnableToCompute(Exception):
    """An effect can't be had honestly; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(str(reason.label))
        self.reason = reason


@dataclass(frozen=True)
class Effect:
    """Hedges' g in standard deviations, with how it was had.

    Positive favours the intervention. `standard_error`, `low` and `high` (95 %) are
    None together; `without_interval` then says why.
    """

    method: Method
    g: float
    standard_error: float | None
    low: float | None
    high: float | None
    inputs: Mapping[str, float]
    df: int | None = None
    notes: tuple[Note, ...] = ()
    without_interval: Refusal | None = None
    version: str = field(default=VERSION)


def small_sample_correction(df: float) -> float:
    """Hedges' J, which takes the upward bias from d. 48 + 48 -> 0.9920.

    Source: Borenstein et al. 2009, Introduction to Meta-Analysis, equation 4.22.
    """
    return 1 - 3 / (4 * df - 1)


def with_normal_interval(
    *,
    method: Method,
    g: float,
    variance: float,
    inputs: Mapping[str, float],
    notes: tuple[Note, ...] = (),
) -> Effect:
    """An effect with the interval of a normal distribution."""
    error = math.sqrt(variance)
    reach = distributions.normal_quantile(SHARE) * error
    return Effect(method, g, error, g - reach, g + reach, inputs, notes=notes)


def require_numbers(*values: float) -> None:
    """Refuse infinities and NaN.

    Raises:
        UnableToCompute: a value is not finite.
    """
    if not all(math.isfinite(value) for value in values):
        raise UnableToCompute(Refusal.NOT_A_NUMBER)


def require_sizes(*sizes: int) -> None:
    """Refuse groups in which nothing can vary.

    Raises:
        UnableToCompute: a group has fewer than two people.
    """
    if any(size < 2 for size in sizes):  # noqa: PLR2004 - two vary, one does not
        raise UnableToCompute(Refusal.N_TOO_SMALL)


def require_spread(*deviations: float) -> None:
    """Refuse standard deviations that can't scale anything.

    Raises:
        UnableToCompute: one is not finite, or not positive.
    """
    require_numbers(*deviations)
    if any(deviation <= 0 for deviation in deviations):
        raise UnableToCompute(Refusal.SD_NOT_POSITIVE)


def require_correlation(value: float) -> None:
    """Refuse what is no correlation, or a perfect one.

    Raises:
        UnableToCompute: it does not lie between -1 and 1.
    """
    require_numbers(value)
    if not -1 < value < 1:
        raise UnableToCompute(Refusal.CORRELATION_OUT_OF_RANGE)
