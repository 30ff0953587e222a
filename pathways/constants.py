"""Named sets of values in pathways and knowledge pages."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_LEVEL = 9
LABEL_LENGTH = 160  # characters of a node's label


class NodeKind(models.TextChoices):
    """What a node of the mindmap stands for."""

    SYMPTOM = "symptom", _("What you see")
    BARRIER = "barrier", _("Barrier")
    PROBE = "probe", _("Probe")
    INTERVENTION = "intervention", _("Intervention")
    EVIDENCE = "evidence", _("Evidence")
    GAP = "gap", _("Gap in what is known")
    NOTE = "note", _("Note")


class KnowledgeKind(models.TextChoices):
    """What a knowledge page is about; it decides which parts are required."""

    BARRIER = "barrier", _("Barrier to learning")
    INTERVENTION = "intervention", _("Intervention")


class PartGroup(models.TextChoices):
    """Where the editor's chooser lists a part of a knowledge page."""

    BARRIER = "barrier", _("For a barrier")
    INTERVENTION = "intervention", _("For an intervention")
    BOTH = "both", _("For both")
    MEDIA = "media", _("Pictures, sound and film")


@dataclass(frozen=True)
class Part:
    """A part of a knowledge page: the block's name, its heading, and who needs it."""

    name: str
    heading: str | Promise
    required_on: frozenset[KnowledgeKind]
    only_on: KnowledgeKind | None = None

    @property
    def group(self) -> PartGroup:
        """Where the chooser lists it."""
        return PartGroup(self.only_on) if self.only_on else PartGroup.BOTH

    def belongs_on(self, kind: str) -> bool:
        """Whether a page of this kind may have it."""
        return self.only_on in {None, kind}


_BARRIER = KnowledgeKind.BARRIER
_INTERVENTION = KnowledgeKind.INTERVENTION
_NEITHER: frozenset[KnowledgeKind] = frozenset()
_BOTH = frozenset({_BARRIER, _INTERVENTION})


def _of_a_barrier(name: str, heading: str | Promise) -> Part:
    return Part(name, heading, frozenset({_BARRIER}), _BARRIER)


def _of_an_intervention(name: str, heading: str | Promise) -> Part:
    return Part(name, heading, frozenset({_INTERVENTION}), _INTERVENTION)


# The parts in the order in which readers meet them, whatever order the editor used.
# Each stands at most once; media blocks may stand anywhere and follow the part that
# they were put behind.
PARTS: tuple[Part, ...] = (
    _of_a_barrier("barrier_card", _("30-second card")),
    _of_an_intervention("intervention_card", _("30-second card")),
    _of_a_barrier("what_you_see", _("What you see")),
    _of_a_barrier("why_it_happens", _("Why it happens")),
    _of_a_barrier("how_common", _("How common it is")),
    _of_a_barrier("how_to_check", _("How to check")),
    _of_a_barrier("what_to_do", _("What to do")),
    _of_a_barrier("what_it_is_not", _("What it is not")),
    _of_an_intervention("what_it_is", _("What it is")),
    _of_an_intervention("for_whom", _("For whom")),
    _of_an_intervention("active_ingredients", _("Active ingredients")),
    _of_an_intervention("steps", _("Steps")),
    _of_an_intervention("dose", _("Dose")),
    _of_an_intervention("cost", _("Cost and effort")),
    Part("case_against", _("The case against"), _BOTH),
    _of_an_intervention("harms_and_nulls", _("Harms and null results")),
    _of_an_intervention("transfer", _("Will it work in my class?")),
    _of_an_intervention("gaps", _("What is not known yet")),
    Part("for_parents", _("For parents and learners"), _BOTH),
    Part("evidence", _("Evidence"), _BOTH),
    Part("references", _("References"), _BOTH),
    Part("further", _("Further reading and materials"), _NEITHER),
)
PART_BY_NAME = {part.name: part for part in PARTS}


class ProposalState(models.TextChoices):
    """Where the proposal of a new pathway stands."""

    HELD = "held", _("Held as possible spam")
    NEW = "new", _("Waiting for a decision")
    ASKED = "asked", _("Question asked")
    ANSWERED = "answered", _("Question answered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DISCARDED = "discarded", _("Discarded")


class ProposalAction(models.TextChoices):
    """What may be done with a proposal."""

    RELEASE = "release", _("Release")
    DISCARD = "discard", _("Discard")
    ASK = "ask", _("Ask a question")
    ANSWER = "answer", _("Answer")
    ACCEPT = "accept", _("Accept")
    DECLINE = "decline", _("Decline")
    ERASE = "erase", _("Erase personal data")


WAITING_PROPOSAL_STATES = frozenset(
    {ProposalState.NEW, ProposalState.ASKED, ProposalState.ANSWERED}
)
DECIDED_PROPOSAL_STATES = frozenset(
    {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.DISCARDED}
)
# Every legal change of state; what is not here is refused.
PROPOSAL_TRANSITIONS: dict[tuple[ProposalState, ProposalAction], ProposalState] = {
    (ProposalState.HELD, ProposalAction.RELEASE): ProposalState.NEW,
    (ProposalState.HELD, ProposalAction.DISCARD): ProposalState.DISCARDED,
    (ProposalState.DISCARDED, ProposalAction.RELEASE): ProposalState.NEW,
    (ProposalState.ASKED, ProposalAction.ANSWER): ProposalState.ANSWERED,
    # Nobody could be answered any more, so a held one is thereby discarded.
    (ProposalState.HELD, ProposalAction.ERASE): ProposalState.DISCARDED,
    **{(state, ProposalAction.ERASE): state for state in DECIDED_PROPOSAL_STATES},
    **{
        (state, action): result
        for state in WAITING_PROPOSAL_STATES
        for action, result in (
            (ProposalAction.ASK, ProposalState.ASKED),
            (ProposalAction.ACCEPT, ProposalState.ACCEPTED),
            (ProposalAction.DECLINE, ProposalState.DECLINED),
            (ProposalAction.DISCARD, ProposalState.DISCARDED),
        )
    },
}


class HeldReason(models.TextChoices):
    """Why a proposal is held until a person has looked at it."""

    HONEYPOT = "honeypot", _("A field that people cannot see was filled in")
    TOO_FAST = "too_fast", _("It was sent within three seconds of opening the form")
    TOO_MANY_LINKS = "too_many_links", _("It holds more links than references need")
    ADDRESS_RATE = "address_rate", _("The same email address sent many today")
    CLIENT_RATE = "client_rate", _("The same computer or network sent many this hour")


class PathwayStage(models.TextChoices):
    """How far the pathway of an accepted proposal has come, as the public sees it."""

    BEING_WRITTEN = "being_written", _("Being written")
    IN_PEER_REVIEW = "in_peer_review", _("In peer review")
    WITH_JUDGE = "with_judge", _("With the independent judge")
    PUBLISHED = "published", _("Published")
    NOT_CONTINUED = "not_continued", _("Not continued")


# Limits of the registration form, in characters.
PROPOSAL_TITLE_LENGTH = 120
PROPOSAL_TEXT_LENGTH = 4000
PROPOSAL_NAME_LENGTH = 150

FOR_WHOM_LENGTH = 120


class ForkChoice(models.TextChoices):
    """What was done with a change of a fork's parent."""

    TAKEN = "taken", _("Taken over")
    LEFT = "left", _("Left")
