"""Tables of bands with published ends: which band does a value lie in?

Published tables name ends such as "0.21 to 0.29" and "0.30 to 0.39". A value that lies
between two rows is rounded to the table's own digits; a value that lies in a row as it
is printed is never rounded out of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Band:
    """One row of a table; an end of None is open.

    Ends belong to the band, but for `above`, which lies just below it ("more than
    50 %").
    """

    result: int
    low: str | None = None
    high: str | None = None
    above: str | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in the row as it is printed."""
        if self.above is not None and value <= Decimal(self.above):
            return False
        if self.low is not None and value < Decimal(self.low):
            return False
        return self.high is None or value <= Decimal(self.high)


def exact(value: float) -> Decimal:
    """The number as it was written: 0.295 is 0.295, not 0.29499999..."""
    return Decimal(str(value))


def rounded(value: float, digits: int) -> Decimal:
    """Rounded to a number of decimals, halves away from zero, as people round."""
    return exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def find_band(bands: Sequence[Band], value: float, digits: int) -> int:
    """The result of the row that holds the value.

    Args:
        bands: the rows of the table, which leave no hole once values are rounded.
        value: in the table's unit.
        digits: decimals of the table's ends.

    Raises:
        ValueError: no row holds it; the table has a hole.
    """
    for candidate in (exact(value), rounded(value, digits)):
        for band in bands:
            if band.holds(candidate):
                return band.result
    msg = f"no band holds {value}"
    raise ValueError(msg)
