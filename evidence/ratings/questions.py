"""Which facts appraisers are asked for: those that the study's design calls for."""

from collections.abc import Sequence

from evidence.constants import REVIEW_DESIGNS, Design
from evidence.ratings import vocabulary
from evidence.ratings.facts import Group

_GROUPED = {
    group: tuple(key for key, fact in vocabulary.ASKED.items() if fact.group == group)
    for group in Group
}
_RANDOMISED = (
    "contamination_handled",
    *_GROUPED[Group.LOSSES],
    *_GROUPED[Group.BASELINE],
    *_GROUPED[Group.PRECISION],
    *_GROUPED[Group.THREATS],
)
_COMPARED = (
    "selection",
    "confounders",
    "comparability_argued",
    "exposure_only",
    "controls_adequate",
    "attrition",
    *_GROUPED[Group.BASELINE],
    *_GROUPED[Group.PRECISION],
    *_GROUPED[Group.THREATS],
)
OF_STUDY: dict[str, tuple[str, ...]] = {
    Design.RCT: _RANDOMISED,
    Design.CLUSTER_RCT: _RANDOMISED,
    Design.QUASI_EXPERIMENT: _COMPARED,
    Design.CORRELATIONAL: _COMPARED,
    Design.BEFORE_AFTER: ("controls_adequate",),
}


def asked_of_study(design: str) -> Sequence[str]:
    """Keys of the facts to record about a study; none for a review, say."""
    return OF_STUDY.get(design, ())


def asked_of_finding(design: str) -> Sequence[str]:
    """Keys of the facts to record about one finding of a study of this design."""
    if design in REVIEW_DESIGNS:
        return _GROUPED[Group.BODY]
    if design in OF_STUDY:
        return _GROUPED[Group.RESULT]
    return ()
