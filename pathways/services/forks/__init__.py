"""Forks: a pathway adapted from another one, and the later changes of its parent.

forking     make the draft of a fork
taking      take over changes of the parent, or leave them
telling     tell editors that the parent has changed

Every function is keyword-only; `now` is passed in. Refusals are `UnableTo...`.
"""

from pathways.services.forks.forking import (
    ForkPlan,
    UnableToFork,
    fork_pathway,
)
from pathways.services.forks.taking import (
    UnableToDecide,
    leave,
    reconsider,
    take_all,
    take_over,
)
from pathways.services.forks.telling import note_publication, tell_of_parent

__all__ = [
    "ForkPlan",
    "UnableToDecide",
    "UnableToFork",
    "fork_pathway",
    "leave",
    "note_publication",
    "reconsider",
    "take_all",
    "take_over",
    "tell_of_parent",
]
