"""What a study's shape stands for."""

import pytest

from evidence.constants import Design, StudyKind
from evidence.gap_map.bands import Counted, Shade, Shape, shape_of


def study(**known):
    return Counted(**{"kind": StudyKind.PRIMARY, "design": Design.RCT, **known})


@pytest.mark.parametrize(
    ("security", "shape"),
    [(5, Shape.FIRM), (4, Shape.FIRM), (3, Shape.MIDDLE), (2, Shape.MIDDLE),
     (1, Shape.WEAK), (0, Shape.WEAK), (None, Shape.UNKNOWN)],
)  # fmt: skip
def test_by_security(security, shape):
    assert shape_of(study(security=security), Shade.SECURITY) == shape


@pytest.mark.parametrize(
    ("ratings", "shape"),
    [
        ({"Meets WWC standards without reservations"}, Shape.FIRM),
        ({"1"}, Shape.FIRM),
        ({"Meets WWC standards with reservations"}, Shape.MIDDLE),
        ({"Does not meet WWC standards"}, Shape.WEAK),
        ({"3", "2"}, Shape.MIDDLE),
        ({"", "Something else"}, Shape.UNKNOWN),
        (set(), Shape.UNKNOWN),
    ],
)
def test_by_what_others_published_the_best_counts(ratings, shape):
    known = study(published=frozenset(ratings))

    assert shape_of(known, Shade.PUBLISHED) == shape


@pytest.mark.parametrize(
    ("design", "shape"),
    [(Design.CLUSTER_RCT, Shape.FIRM), (Design.QUASI_EXPERIMENT, Shape.MIDDLE),
     (Design.BEFORE_AFTER, Shape.WEAK), (Design.NOT_STATED, Shape.UNKNOWN)],
)  # fmt: skip
def test_by_design(design, shape):
    assert shape_of(study(design=design), Shade.DESIGN) == shape


@pytest.mark.parametrize("shade", Shade)
def test_a_review_has_a_shape_of_its_own(shade):
    review = Counted(kind=StudyKind.REVIEW, design=Design.META_ANALYSIS, security=5)

    assert shape_of(review, shade) == Shape.REVIEW
