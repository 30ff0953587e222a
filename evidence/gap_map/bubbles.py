"""A cell's studies as shapes: the same area for the same number, whatever the shape."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from evidence.gap_map.bands import Shape

AREA = 42.0  # square units for one study
LARGEST = 60  # studies of the largest shape at that scale; beyond, all get smaller
GAP = 3.0  # units between two shapes
MARGIN = 1.5  # for the line around a shape


@dataclass(frozen=True)
class Bubble:
    """One shape in a cell: where it is, and its outline as an SVG path."""

    shape: Shape
    number: int
    path: str


@dataclass(frozen=True)
class Bubbles:
    """The shapes of a cell, side by side, in the order of their bands."""

    bubbles: tuple[Bubble, ...]
    width: float
    height: float


def area_of_one(most: int) -> float:
    """Square units for one study on a map whose largest shape holds `most` studies."""
    return AREA * min(1.0, LARGEST / max(most, 1))


def lay_out(counts: Mapping[Shape, int], area: float) -> Bubbles:
    """Shapes for the studies of a cell; bands without a study are left out.

    Args:
        counts: studies by shape.
        area: square units for one study.
    """
    present = [(shape, counts[shape]) for shape in Shape if counts.get(shape)]
    sizes = [_spans[shape](number * area) for shape, number in present]
    height = max((tall for _wide, tall in sizes), default=0) + 2 * MARGIN
    return Bubbles(
        tuple(_placed(present, sizes, height)),
        round(sum(wide + GAP for wide, _tall in sizes) + 2 * MARGIN - GAP, 1),
        round(height, 1),
    )


def _placed(
    present: list[tuple[Shape, int]], sizes: list[tuple[float, float]], height: float
) -> Iterator[Bubble]:
    left = MARGIN
    for (shape, number), (wide, tall) in zip(present, sizes, strict=True):
        top = (height - tall) / 2
        yield Bubble(shape, number, _paths[shape](left, top, wide, tall))
        left += wide + GAP


def _circle_span(area: float) -> tuple[float, float]:
    across = 2 * math.sqrt(area / math.pi)
    return across, across


def _square_span(area: float) -> tuple[float, float]:
    side = math.sqrt(area)
    return side, side


def _triangle_span(area: float) -> tuple[float, float]:
    """With equal sides."""
    side = math.sqrt(4 * area / math.sqrt(3))
    return side, side * math.sqrt(3) / 2


def _diamond_span(area: float) -> tuple[float, float]:
    across = math.sqrt(2 * area)
    return across, across


def _circle(left: float, top: float, wide: float, tall: float) -> str:
    """Two halves; the radius is rounded first, or they would not meet as a circle."""
    r = round(wide / 2, 1)
    half = f"a{r:.1f} {r:.1f} 0 0 1"
    start = f"M{left:.1f} {top + tall / 2:.1f}"
    return f"{start}{half} {2 * r:.1f} 0{half} -{2 * r:.1f} 0z"


def _square(left: float, top: float, wide: float, tall: float) -> str:
    return f"M{left:.1f} {top:.1f}h{wide:.1f}v{tall:.1f}h-{wide:.1f}z"


def _triangle(left: float, top: float, wide: float, tall: float) -> str:
    return f"M{left + wide / 2:.1f} {top:.1f}l{wide / 2:.1f} {tall:.1f}h-{wide:.1f}z"


def _diamond(left: float, top: float, wide: float, tall: float) -> str:
    x, y = f"{wide / 2:.1f}", f"{tall / 2:.1f}"
    return f"M{left:.1f} {top + tall / 2:.1f}l{x} -{y}l{x} {y}l-{x} {y}z"


_spans: dict[Shape, Callable[[float], tuple[float, float]]] = {
    Shape.FIRM: _circle_span,
    Shape.MIDDLE: _square_span,
    Shape.WEAK: _triangle_span,
    Shape.UNKNOWN: _circle_span,
    Shape.REVIEW: _diamond_span,
}
_paths: dict[Shape, Callable[[float, float, float, float], str]] = {
    Shape.FIRM: _circle,
    Shape.MIDDLE: _square,
    Shape.WEAK: _triangle,
    Shape.UNKNOWN: _circle,
    Shape.REVIEW: _diamond,
}
