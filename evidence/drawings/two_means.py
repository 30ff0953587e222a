"""Two means with their intervals, one below the other on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evidence.drawings.scale import WIDTH, Scale
from evidence.synthesis.random_effects import Span

FIRST, ROW, DIAMOND = 34, 52, 7
AXIS_BELOW, TICKS_BELOW, FOOT = 22, 35, 40

Mean = tuple[float, Span]


@dataclass(frozen=True)
class TwoMeans:
    """The mean of all studies, and that for the reader's class."""

    everything: Mean
    own: Mean

    @cached_property
    def scale(self) -> Scale:
        """Holds both intervals and no difference."""
        spans = [self.everything[1], self.own[1]]
        return Scale.over(end for span in spans for end in (span.low, span.high))

    def rows(self) -> Iterator[tuple[float, float, str]]:
        """Baseline of the words, place of the mean, and its diamond, from above."""
        for place, (mean, span) in enumerate((self.everything, self.own)):
            y = FIRST + place * ROW
            left, right = self.scale.place(span.low), self.scale.place(span.high)
            x = self.scale.place(mean)
            points = ((left, y), (x, y - DIAMOND), (right, y), (x, y + DIAMOND))
            yield y - 16, x, " ".join(f"{across:g},{down:g}" for across, down in points)

    @property
    def axis_y(self) -> int:
        """Where the axis is drawn."""
        return FIRST + ROW + AXIS_BELOW

    @property
    def ticks_y(self) -> int:
        """Baseline of its numbers."""
        return FIRST + ROW + TICKS_BELOW

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return FIRST + ROW + FOOT

    @property
    def width(self) -> int:
        """Of the whole drawing."""
        return WIDTH
