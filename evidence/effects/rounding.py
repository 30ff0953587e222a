"""How far two honest values may lie apart because papers round what they print."""

from evidence.effects.two_groups import Group, pooled_sd

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


def tolerance(typed: float, *, intervention: Group, comparison: Group) -> float:
    """The largest difference that rounding explains between a typed-in effect and g.

    Half a unit of the typed-in effect, and what half a unit in each mean and standard
    deviation does to d at worst. Effect 0.59; means 103 and 100, SDs 5.5 and 4.5, 50
    people each -> 0.005 + 0.05 x (2 + 0.597) / 5.0249 = 0.0308.
    """
    first, second = intervention, comparison
    spread = pooled_sd(first.sd, second.sd, first.n, second.n)
    half = half_unit(first.mean, second.mean, first.sd, second.sd)
    d = abs(first.mean - second.mean) / spread
    return half_unit(typed) + half * (2 + d) / spread
