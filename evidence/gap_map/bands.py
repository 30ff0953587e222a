"""What the shape and shade of a study on a map stand for.

A map can be read by how secure the studies are, by what a clearinghouse published of
them, or by their design. Each has bands from the firmest to what nobody has said; a
review of studies has a shape of its own, as none of the scales applies to it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.constants import Design, StudyKind


class Shade(models.TextChoices):
    """By what the studies on a map are told apart."""

    SECURITY = "security", _("How secure the study is")
    PUBLISHED = "published", _("A clearinghouse’s own rating")
    DESIGN = "design", _("Design of the study")


class Shape(models.TextChoices):
    """How a band is drawn, the firmest first."""

    FIRM = "firm", _("filled circle")
    MIDDLE = "middle", _("tinted square")
    WEAK = "weak", _("hollow triangle")
    UNKNOWN = "unknown", _("dashed circle")
    REVIEW = "review", _("diamond")


@dataclass(frozen=True)
class Counted:
    """What is known of a study where it is counted.

    Args:
        security: computed trial security, 0 to 5; None without a result.
        published: ratings of its findings by another body, as published.
    """

    kind: str
    design: str
    security: int | None = None
    published: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Band:
    """A shape with what it stands for under one way to shade the map."""

    shape: Shape
    label: str | Promise


def _bands(*labels: str | Promise) -> tuple[Band, ...]:
    reviews = _("Review of studies")
    return tuple(
        Band(shape, label)
        for shape, label in zip(Shape, (*labels, reviews), strict=True)
    )


BANDS: dict[Shade, tuple[Band, ...]] = {
    Shade.SECURITY: _bands(
        _("Security 4 or 5 of 5"),
        _("Security 2 or 3 of 5"),
        _("Security 0 or 1 of 5"),
        _("Security not rated"),
    ),
    Shade.PUBLISHED: _bands(
        _("Meets standards without reservations"),
        _("Meets standards with reservations"),
        _("Does not meet standards"),
        _("No published rating"),
    ),
    Shade.DESIGN: _bands(
        _("Randomised"),
        _("Comparison group, not randomised"),
        _("No comparison group"),
        _("Design not stated"),
    ),
}
FIRM_SECURITY, MIDDLE_SECURITY = 4, 2
# As the What Works Clearinghouse's download and its pages have them.
WORDS_OF_RATINGS = (
    (Shape.FIRM, ("1", "without reservation")),
    (Shape.MIDDLE, ("2", "with reservation")),
    (Shape.WEAK, ("3", "does not meet")),
)
DESIGNS = {
    Design.RCT: Shape.FIRM,
    Design.CLUSTER_RCT: Shape.FIRM,
    Design.QUASI_EXPERIMENT: Shape.MIDDLE,
    Design.BEFORE_AFTER: Shape.WEAK,
    Design.CORRELATIONAL: Shape.WEAK,
    Design.QUALITATIVE: Shape.WEAK,
    Design.THEORY: Shape.WEAK,
}


def shape_of(study: Counted, shade: Shade) -> Shape:
    """The shape of a study: of several ratings, the best."""
    if study.kind == StudyKind.REVIEW:
        return Shape.REVIEW
    return _shapes[shade](study)


def _by_security(study: Counted) -> Shape:
    if study.security is None:
        return Shape.UNKNOWN
    if study.security >= FIRM_SECURITY:
        return Shape.FIRM
    return Shape.MIDDLE if study.security >= MIDDLE_SECURITY else Shape.WEAK


def _by_published(study: Counted) -> Shape:
    ratings = [rating.strip().lower() for rating in study.published]
    for shape, (code, words) in WORDS_OF_RATINGS:
        if any(rating == code or words in rating for rating in ratings):
            return shape
    return Shape.UNKNOWN


def _by_design(study: Counted) -> Shape:
    return DESIGNS.get(Design(study.design), Shape.UNKNOWN)


_shapes: dict[Shade, Callable[[Counted], Shape]] = {
    Shade.SECURITY: _by_security,
    Shade.PUBLISHED: _by_published,
    Shade.DESIGN: _by_design,
}
