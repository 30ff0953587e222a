"""The funnel plot: effects across, errors downwards, the surest studies at the top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence.drawings.scale import WIDTH, Scale
from evidence.synthesis.random_effects import Pooled
from evidence.synthesis.within import StudyEffect

TOP, BOTTOM, HEIGHT = 12, 210, 252
ABOVE_AXIS = 4  # units by which the lowest number stands above the axis
Z = 1.959964
READABLE_FROM = 10  # studies; with fewer, chance makes any shape


@dataclass(frozen=True)
class FunnelPlot:
    """Studies by effect and standard error, laid out."""

    studies: Sequence[StudyEffect]
    pooled: Pooled
    width = WIDTH
    height = HEIGHT
    top = TOP
    bottom = BOTTOM

    @property
    def is_readable(self) -> bool:
        """Whether there are studies enough for its shape to mean anything."""
        return len(self.studies) >= READABLE_FROM

    @cached_property
    def largest_error(self) -> float:
        """The error at the foot of the funnel."""
        return 1.05 * max(study.standard_error for study in self.studies)

    @cached_property
    def scale(self) -> Scale:
        """Holds all effects and the funnel's foot."""
        reach = Z * self.largest_error
        effects = (study.effect.value for study in self.studies)
        return Scale.over(
            [*effects, self.pooled.mean - reach, self.pooled.mean + reach]
        )

    def depth(self, error: float) -> float:
        """Vertical place of a standard error; 0 is at the top."""
        return round(TOP + error / self.largest_error * (BOTTOM - TOP), 1)

    @property
    def mean_x(self) -> float:
        """Place of the mean."""
        return self.scale.place(self.pooled.mean)

    @property
    def funnel(self) -> str:
        """Where 95 % of studies of one true effect would lie, as a polygon's points."""
        reach = Z * self.largest_error
        left = self.scale.place(self.pooled.mean - reach)
        right = self.scale.place(self.pooled.mean + reach)
        return f"{self.mean_x:g},{TOP} {right:g},{BOTTOM} {left:g},{BOTTOM}"

    def points(self) -> Iterator[tuple[float, float, str]]:
        """Place across, place down and name of each study."""
        for study in self.studies:
            across = self.scale.place(study.effect.value)
            yield across, self.depth(study.standard_error), str(study.study)

    def depths(self) -> Iterator[tuple[float, str]]:
        """Baseline and text of three errors on the upright axis."""
        for part in (0, 0.5, 1):
            error = part * self.largest_error
            lift = ABOVE_AXIS if part == 1 else -ABOVE_AXIS
            yield self.depth(error) - lift, f"{error:.2f}"
