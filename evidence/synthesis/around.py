"""The syntheses around a publication: its own studies drawn among the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.constants import OutcomeKind
from evidence.models import Finding
from evidence.synthesis.estimates import sift
from evidence.synthesis.grouping import Subject, findings_of
from evidence.synthesis.links import Link
from evidence.synthesis.presentation import PartShown
from evidence.synthesis.service import Part, parts_of

MOST_DRAWN = 3


@dataclass(frozen=True)
class Around:
    """The pooled studies of one kind of test, some of which are the publication's."""

    link: Link
    part: Part
    own: frozenset[int]

    @property
    def found(self) -> PartShown:
        """The same in words."""
        return PartShown(self.part)

    @property
    def key(self) -> str:
        """Makes ids unique on a page with several."""
        return f"{self.link.subject[0]}-{self.link.outcome_kind}-{self.part.measure}"


def drawn_around(links: Iterable[Link], studies: Iterable[int]) -> list[Around]:
    """What to draw on the page of a publication with these studies; one query.

    The syntheses of `links` that pool one of its studies with others, attainment first,
    three at most: the links lead to all of them.
    """
    own = frozenset(studies)
    first = sorted(links, key=lambda link: link.outcome_kind != OutcomeKind.ATTAINMENT)
    wanted = {link.subject: link for link in first[:MOST_DRAWN]}
    found: dict[Subject, list[Finding]] = {subject: [] for subject in wanted}
    for finding in findings_of(wanted) if wanted else ():
        subject = (finding.intervention_record_id, finding.outcome_kind)
        found[subject].append(finding)
    return [
        Around(link, part, own)
        for subject, link in wanted.items()
        for part in parts_of(sift(found[subject], with_developers=True)[0])
        if part.pooled and own & {each.study.pk for each in part.studies}
    ][:MOST_DRAWN]
