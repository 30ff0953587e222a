"""Titles that are close to a given one, among pathways and proposals."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from pathways.constants import ProposalState
from pathways.models import PathwayPage, PathwayProposal
from pathways.querysets import public

MAX_SHOWN = 5
CLOSE = 0.75
FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a an and as at by for from how in into is it of on or pathway pupils that the "
        "their to what why with",
    )
)


@dataclass(frozen=True)
class SimilarTitle:
    """A pathway (with its address) or a proposal (without one) of a close title."""

    title: str
    url: str
    is_pathway: bool
    is_accepted: bool
    closeness: float


def similar_titles(title: str) -> list[SimilarTitle]:
    """At most five, the closest first."""
    wanted = words_of(title)
    pages = public(PathwayPage.objects.all()).defer_streamfields()
    found = [
        SimilarTitle(page.title, page.url or "", True, True, rate)  # noqa: FBT003
        for page in pages
        if (rate := closeness(wanted, words_of(page.title))) >= CLOSE
    ]
    seen = {one.title.casefold() for one in found}
    proposals = PathwayProposal.objects.shown_as_similar().values_list("title", "state")
    found += [
        SimilarTitle(other, "", False, state == ProposalState.ACCEPTED, rate)  # noqa: FBT003
        for other, state in proposals
        if other.casefold() not in seen
        and (rate := closeness(wanted, words_of(other))) >= CLOSE
    ]
    return sorted(found, key=lambda one: (-one.closeness, one.title))[:MAX_SHOWN]


def words_of(title: str) -> tuple[str, ...]:
    """The words that carry a title, folded: no case, accents, fillers, plural s."""
    bare = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = [word for word in re.findall(r"\w+", bare) if word not in FILLERS]
    return tuple(re.sub(r"(?<=\w{3})s$", "", word) for word in words)


def closeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """0 (nothing in common) to 1 (the same words): the better of two views.

    The share of the shorter title's words that the longer one has, if it has two or
    more; and the likeness of the letters, which forgives a slip of the pen.
    """
    if not one or not other:
        return 0.0
    letters = SequenceMatcher(None, " ".join(one), " ".join(other))
    shorter = min(len(set(one)), len(set(other)))
    shared = len(set(one) & set(other)) / shorter if shorter > 1 else 0.0
    # Cheap upper bound first: most titles are far apart.
    likeness = letters.ratio() if letters.quick_ratio() >= CLOSE else 0.0
    return max(shared, likeness)
