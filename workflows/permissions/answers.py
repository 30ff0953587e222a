"""An answer to "may this person ...": yes, or no with the reason."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Answer:
    """True or false; a refusal says why, in words for the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def unless(cls, problem: str) -> Self:
        """Yes when there is no problem, else no because of it."""
        return cls(allowed=not problem, reason=problem)
