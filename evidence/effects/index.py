"""Effects as places in a class: the improvement index."""

from evidence import distributions


def share_above_middle(g: float) -> float:
    """Share (0-1) of pupils with the intervention above the others' average pupil.

    Cohen's U3, for normally distributed scores: g 0.40 -> 0.655.
    """
    return distributions.normal_share_below(g)


def improvement_index(g: float) -> float:
    """By how many percentile ranks the average pupil would move, -50 to 50.

    Source: What Works Clearinghouse, Procedures Handbook 4.1: 100 x U3 - 50.
    g 0.10 -> 4.0, 0.25 -> 9.9, 0.61 -> 22.9.
    """
    return 100 * share_above_middle(g) - 50
