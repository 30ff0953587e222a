"""How large an effect is, for GRADE's wording: by bands that others have published.

Kraft's bands for attainment on standardised tests, Cohen's for everything else.
Sources: Kraft 2020, doi:10.3102/0013189X20912798; Cohen 1988, Statistical Power Analysis
for the Behavioral Sciences, chapter 2.
"""

from evidence.constants import Measure, OutcomeKind
from evidence.ratings.criteria import kraft
from evidence.ratings.wording import Size

# The least effect, in standard deviations and without its sign, of each size.
KRAFT = ((kraft.LARGE, Size.LARGE), (kraft.MEDIUM, Size.MODERATE))
COHEN = ((0.8, Size.LARGE), (0.5, Size.MODERATE), (0.2, Size.SMALL))


def size_of(g: float, *, outcome_kind: str, measure: str) -> Size:
    """The size of an effect, whatever its sign.

    Worked: 0.20 on a standardised test of attainment is large, on a test that the
    researchers made small. As it is printed, with two decimals, it is held against them.
    """
    is_kraft = (outcome_kind, measure) == (
        OutcomeKind.ATTAINMENT,
        Measure.STANDARDISED,
    )
    reached = abs(round(g, 2))
    bands = KRAFT if is_kraft else COHEN
    return next((size for least, size in bands if reached >= least), Size.TRIVIAL)
