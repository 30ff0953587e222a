"""A hundred pupils: how many do better than the average pupil without it."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.effects.index import share_above_middle
from evidence.synthesis.random_effects import Span

ALL, HALF, PER_ROW = 100, 50, 10
PITCH = 33  # units from one pupil to the next


@dataclass(frozen=True)
class HundredPupils:
    """The mean effect with its interval as pupils of a hundred.

    For scores that are spread as a normal distribution; without an effect, 50 of 100
    would do better than the average pupil. g 0.40 -> 66.
    """

    g: float
    interval: Span

    @property
    def better(self) -> int:
        """How many of 100 do better."""
        return in_hundred(self.g)

    @property
    def fewest(self) -> int:
        """The same at the interval's lower end."""
        return in_hundred(self.interval.low)

    @property
    def most(self) -> int:
        """The same at the interval's upper end."""
        return in_hundred(self.interval.high)

    @property
    def difference(self) -> int:
        """How many more (or fewer) than the 50 without any effect."""
        return self.better - HALF

    def icons(self) -> Iterator[tuple[int, int, str]]:
        """Place across, place down and kind of each pupil.

        Kinds: "better"; "gained" and "lost" against the 50 without any effect; "other".
        """
        for number in range(ALL):
            row, column = divmod(number, PER_ROW)
            yield column * PITCH, row * PITCH, self._kind(number)

    def _kind(self, number: int) -> str:
        if number < min(self.better, HALF):
            return "better"
        if number < self.better:
            return "gained"
        return "lost" if number < HALF else "other"


def in_hundred(g: float) -> int:
    """Pupils of a hundred above the comparison group's middle."""
    return round(ALL * share_above_middle(g))
