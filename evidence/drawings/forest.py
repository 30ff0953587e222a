"""The forest plot: one row a study, the mean below.

Of very many studies the heaviest are drawn, and the drawing says so: the mean is of all
of them, and the table beside it has every one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import Truncator

from evidence import numbers
from evidence.constants import EffectMetric
from evidence.drawings.scale import WIDTH, Scale
from evidence.models import Study
from evidence.synthesis.random_effects import Pooled, Span
from evidence.synthesis.within import StudyEffect

ROW = 36  # units from one study to the next
LINE = 22  # from a row's top to its interval
FOOT = 30  # for the axis
LONGEST_NAME = 27  # characters that fit beside the numbers
LARGEST_SQUARE, SMALLEST_SQUARE = 13, 4
BEYOND = 1.0  # standard deviations that an interval may reach beyond all effects
DIAMOND = 7  # half its height
MOST_ROWS = 40  # more would be a sheet of 1,500 units that nobody reads


@dataclass(frozen=True)
class Row:
    """A study: its name and numbers above, its interval below."""

    name: str
    full_name: str
    numbers: str
    top: float
    y: float
    x: float
    ends: tuple[float, float]
    runs_on: tuple[bool, bool]  # whether the interval goes on beyond the drawing
    side: float
    is_own: bool  # whether it is the study of the page that it is drawn on

    @property
    def corner(self) -> tuple[float, float]:
        """Upper left corner of its square."""
        return round(self.x - self.side / 2, 1), round(self.y - self.side / 2, 1)


@dataclass(frozen=True)
class ForestPlot:
    """Studies with their mean, laid out."""

    studies: Sequence[StudyEffect]
    pooled: Pooled
    own: Collection[int] = frozenset()  # keys of studies to be pointed out

    @cached_property
    def drawn(self) -> list[tuple[StudyEffect, float]]:
        """The studies that have a row, with their weights, in the order of all."""
        every = list(zip(self.studies, self.pooled.weights, strict=True))
        heaviest = sorted(every, key=self._importance, reverse=True)[:MOST_ROWS]
        kept = {id(study) for study, _weight in heaviest}
        return [each for each in every if id(each[0]) in kept]

    def _importance(self, each: tuple[StudyEffect, float]) -> tuple[bool, float]:
        """The page's own studies are never left out."""
        study, weight = each
        return study.study.pk in self.own, weight

    @property
    def left_out(self) -> int:
        """How many studies have no row, and stand in the table only."""
        return len(self.studies) - len(self.drawn)

    @property
    def drawn_weight(self) -> str:
        """The weight of those that are drawn, never rounded up: "93 %"."""
        return numbers.per_cent(int(sum(weight for _study, weight in self.drawn)))

    @cached_property
    def scale(self) -> Scale:
        """Holds all effects drawn, the mean's intervals, and most of every interval."""
        studies = [study for study, _weight in self.drawn]
        effects = [each.effect.value for each in studies]
        low, high = min(effects) - BEYOND, max(effects) + BEYOND
        spans = [interval(each) for each in studies]
        spans += [self.pooled.interval, *filter(None, [self.pooled.prediction])]
        ends = [end for span in spans for end in (span.low, span.high)]
        return Scale.over(min(max(end, low), high) for end in ends)

    @cached_property
    def rows(self) -> list[Row]:
        """One for each study, from above."""
        heaviest = max(self.pooled.weights)
        return [
            self._row(place, study, weight / heaviest)
            for place, (study, weight) in enumerate(self.drawn)
        ]

    def _row(self, place: int, study: StudyEffect, share: float) -> Row:
        span, name = interval(study), str(study.study)
        top = place * ROW
        return Row(
            name=short_name(study.study),
            full_name=name,
            numbers=with_interval(study.effect.value, span),
            top=top + 12,
            y=top + LINE,
            x=self.scale.place(study.effect.value),
            ends=(self.scale.place(span.low), self.scale.place(span.high)),
            runs_on=(span.low < self.scale.low, span.high > self.scale.high),
            side=round(max(SMALLEST_SQUARE, LARGEST_SQUARE * share**0.5), 1),
            is_own=study.study.pk in self.own,
        )

    @property
    def mean_top(self) -> float:
        """Baseline of the mean's words."""
        return len(self.drawn) * ROW + 18

    @property
    def mean_y(self) -> float:
        """Middle of the diamond."""
        return self.mean_top + 14

    @property
    def diamond(self) -> str:
        """The mean with its interval as points of a polygon."""
        low, high = self.pooled.interval.low, self.pooled.interval.high
        left, right = self.scale.place(low), self.scale.place(high)
        x, y = self.scale.place(self.pooled.mean), self.mean_y
        points = ((left, y), (x, y - DIAMOND), (right, y), (x, y + DIAMOND))
        return " ".join(f"{across:g},{down:g}" for across, down in points)

    @property
    def mean_x(self) -> float:
        """Place of the mean."""
        return self.scale.place(self.pooled.mean)

    @property
    def mean_numbers(self) -> str:
        """The mean with its interval: "0.21 (0.10 to 0.32)"."""
        return with_interval(self.pooled.mean, self.pooled.interval)

    @property
    def prediction(self) -> tuple[float, float] | None:
        """Places of the prediction interval's ends."""
        span = self.pooled.prediction
        if span is None:
            return None
        return self.scale.place(span.low), self.scale.place(span.high)

    @property
    def prediction_numbers(self) -> str:
        """The prediction interval: "0.10 to 0.52"."""
        return words_of(self.pooled.prediction) if self.pooled.prediction else ""

    @property
    def prediction_top(self) -> float:
        """Baseline of its words."""
        return self.mean_y + 24

    @property
    def prediction_y(self) -> float:
        """Where it is drawn."""
        return self.prediction_top + 10

    @property
    def axis_y(self) -> float:
        """Where the axis is drawn."""
        return (self.prediction_y if self.prediction else self.mean_y) + 16

    @property
    def ticks_y(self) -> float:
        """Baseline of the axis' numbers."""
        return self.axis_y + 13

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return self.axis_y + FOOT

    @property
    def width(self) -> float:
        """Of the whole drawing."""
        return WIDTH


def short_name(study: Study) -> str:
    """The name of a study as it fits beside the numbers.

    One that is too long keeps its label only: it is what tells the studies of one
    publication apart.
    """
    name = str(study)
    if len(name) > LONGEST_NAME and study.label:
        name = study.label
    return Truncator(name).chars(LONGEST_NAME)


def interval(study: StudyEffect) -> Span:
    """A study's 95 % interval."""
    reach = 1.959964 * study.standard_error
    return Span(study.effect.value - reach, study.effect.value + reach)


def words_of(span: Span) -> str:
    """Both ends with two decimals: "0.25 to 0.57"."""
    return numbers.span(EffectMetric.HEDGES_G, round(span.low, 2), round(span.high, 2))


def with_interval(value: float, span: Span) -> str:
    """As beside a row of the plot: "0.41 (0.25 to 0.57)"."""
    return f"{numbers.number(round(value, 2))} ({words_of(span)})"
