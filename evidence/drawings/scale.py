"""Values on a horizontal axis."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.numbers import MINUS

WIDTH = 340
MARGIN = 12
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10)
MOST_MARKS = 7


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, drawn between the margins of a drawing."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Iterable[float]) -> "Scale":
        """A scale on which every value and no difference (0) have room."""
        known = [0.0, *values]
        reach = max(known) - min(known) or 1.0
        return cls(min(known) - reach * 0.04, max(known) + reach * 0.04)

    def place(self, value: float) -> float:
        """Horizontal place; what lies beyond an end is put at the end."""
        share = (self.clipped(value) - self.low) / (self.high - self.low)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def clipped(self, value: float) -> float:
        """The value, or the end of the scale that it lies beyond."""
        return min(max(value, self.low), self.high)

    @property
    def null(self) -> float:
        """Place of no difference."""
        return self.place(0)

    def marks(self) -> Iterator[tuple[float, str]]:
        """Place and text of each mark, from left to right."""
        reach = self.high - self.low
        step = next((s for s in STEPS if reach / s <= MOST_MARKS), STEPS[-1])
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        for number in range(first, last + 1):
            value = round(number * step, 2)
            yield self.place(value), f"{value:g}".replace("-", MINUS)
