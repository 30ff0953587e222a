"""What happens to a proposal of a new pathway.

receipt      stored first, then mailed; the address confirmed; a question answered
decisions    release, discard, ask, decline
acceptance   the draft pathway and its author
erasure      the personal data of the proposer
similarity   titles that are close to a given one
mails        who is told what
state        the one place where a proposal's state changes
page         the page with the form

Every function is keyword-only; `now` is passed in. Refusals are `UnableTo...`.
"""

from pathways.services.proposals.acceptance import UnableToAccept, accept
from pathways.services.proposals.decisions import (
    UnableToAsk,
    UnableToDecline,
    ask,
    decline,
    discard,
    release,
)
from pathways.services.proposals.erasure import UnableToErase, erase
from pathways.services.proposals.mails import UnableToSendAgain, send_confirmation
from pathways.services.proposals.page import ensure_register_page
from pathways.services.proposals.receipt import (
    ProposalData,
    Receipt,
    UnableToAnswer,
    UnableToConfirm,
    answer_question,
    confirm_address,
    receive_proposal,
)
from pathways.services.proposals.similarity import SimilarTitle, similar_titles
from pathways.services.proposals.state import UnableToChangeProposal

__all__ = [
    "ProposalData",
    "Receipt",
    "SimilarTitle",
    "UnableToAccept",
    "UnableToAnswer",
    "UnableToAsk",
    "UnableToChangeProposal",
    "UnableToConfirm",
    "UnableToDecline",
    "UnableToErase",
    "UnableToSendAgain",
    "accept",
    "answer_question",
    "ask",
    "confirm_address",
    "decline",
    "discard",
    "ensure_register_page",
    "erase",
    "receive_proposal",
    "release",
    "send_confirmation",
    "similar_titles",
]
