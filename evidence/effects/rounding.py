"""How far two honest values may lie apart because papers round what they print."""

from collections.abc import Callable, Mapping

MOST_DECIMALS = 6


def decimals(value: float) -> int:
    """Decimals with which a number was written, as far as the number shows it."""
    text = f"{value:.{MOST_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])


def half_unit(*values: float) -> float:
    """Half a unit of the last printed decimal, judged by the value with most of them.

    Trailing noughts are lost in spreadsheets: 10 beside 51.33 was printed as 10.00.
    """
    return 0.5 * 10.0 ** -max(decimals(value) for value in values)


def tolerance(
    typed: float,
    printed: Mapping[str, float],
    compute: Callable[[Mapping[str, float]], float],
) -> float:
    """The largest difference that rounding explains between a typed-in effect and g.

    Half a unit of the typed-in effect, and what half a unit in each printed number does
    to g, all in the worst direction. Effect 0.59; means 103 and 100, SDs 5.5 and 4.5,
    50 people each -> 0.0307.

    Args:
        typed: the published effect.
        printed: the means and standard deviations it was made of.
        compute: g from such numbers.
    """
    half = half_unit(*printed.values())
    at = compute(printed)
    moved = (
        abs(compute({**printed, name: value + half}) - at)
        for name, value in printed.items()
    )
    return half_unit(typed) + sum(moved)
