"""The drawing of an effect with its interval: numbers in, places on the paper out."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

WIDTH = 340
MARGIN = 20
STEPS = (0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)
MAX_TICKS = 7


@dataclass(frozen=True)
class Effect:
    """An effect, its 95 % interval and its prediction interval, on one scale.

    `null` is the value that means "no difference": 0, or 1 for a ratio (which is then
    drawn on a logarithmic scale). Ends that are not known are None.
    """

    estimate: float
    low: float | None = None
    high: float | None = None
    prediction_low: float | None = None
    prediction_high: float | None = None
    null: float = 0

    def _scaled(self, value: float) -> float:
        return math.log(value) if self.null == 1 and value > 0 else value

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        """The ends of the scale; the null value is always on it."""
        known = [
            self._scaled(value)
            for value in (
                self.estimate,
                self.low,
                self.high,
                self.prediction_low,
                self.prediction_high,
                self.null,
            )
            if value is not None
        ]
        reach = max(known) - min(known) or 1
        return min(known) - reach * 0.06, max(known) + reach * 0.06

    def _place(self, value: float) -> float:
        """Horizontal place of a value in units of the drawing (0 to WIDTH)."""
        start, end = self._bounds
        share = (self._scaled(value) - start) / (end - start)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    @property
    def null_x(self) -> float:
        """Place of the line of no difference."""
        return self._place(self.null)

    @property
    def estimate_x(self) -> float:
        """Place of the point."""
        return self._place(self.estimate)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of the interval, or None when one is not known."""
        if self.low is None or self.high is None:
            return None
        return self._place(self.low), self._place(self.high)

    @property
    def prediction(self) -> tuple[float, float] | None:
        """Both ends of the prediction interval, or None when one is not known."""
        if self.prediction_low is None or self.prediction_high is None:
            return None
        return self._place(self.prediction_low), self._place(self.prediction_high)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Place and text of each mark on the scale, from left to right."""
        for value in self._tick_values():
            yield self._place(value), f"{value:g}".replace("-", "−")

    def _tick_values(self) -> list[float]:
        start, end = self._bounds
        if self.null == 1:
            first, last = math.exp(start), math.exp(end)
            marks = (0.1, 0.2, 0.5, 1, 2, 5, 10)
            return [mark for mark in marks if first <= mark <= last]
        step = next((s for s in STEPS if (end - start) / s <= MAX_TICKS), STEPS[-1])
        first = math.ceil(start / step)
        return [
            round(number * step, 2)
            for number in range(first, math.floor(end / step) + 1)
        ]
