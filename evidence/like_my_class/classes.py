"""A class, and what is known of a study that could be compared with it."""

from dataclasses import dataclass, fields

from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    """In what a class and a study can be alike."""

    PHASE = "phase", _("Phase")
    SUBJECT = "subject", _("Subject")
    COUNTRY = "country", _("Country")
    DISADVANTAGE = "disadvantage", _("Disadvantaged pupils")
    CLASS_SIZE = "class_size", _("Class size")
    DELIVERER = "deliverer", _("Given by")


@dataclass(frozen=True)
class Ages:
    """A phase of schooling: its key, and its first and last age in years."""

    phase: int
    first: int
    last: int


@dataclass(frozen=True)
class Topic:
    """The key of a subject, and of a topic within it (None: the subject as a whole)."""

    subject: int
    topic: int | None = None


@dataclass(frozen=True)
class SchoolClass:
    """What a reader tells of a class; what is None or "" was not told.

    Args:
        disadvantage: disadvantaged pupils, per cent (0-100).
        class_size: pupils.
        deliverer: a value of `Deliverer`.
    """

    phase: Ages | None = None
    subject: Topic | None = None
    country: str = ""
    disadvantage: float | None = None
    class_size: int | None = None
    deliverer: str = ""

    @property
    def told(self) -> tuple[Criterion, ...]:
        """The criteria of which something was told."""
        told = (each.name for each in fields(self) if self._holds(each.name))
        return tuple(map(Criterion, told))

    def _holds(self, name: str) -> bool:
        value = getattr(self, name)
        return value is not None and value != ""


@dataclass(frozen=True)
class StudyFacts:
    """What is known of a study; empty and None mean that nobody reports it.

    Args:
        deliverers: of each of its findings, "" where it is not reported.
    """

    phases: frozenset[Ages] = frozenset()
    subjects: frozenset[Topic] = frozenset()
    country: str = ""
    disadvantage: float | None = None
    class_size: int | None = None
    deliverers: frozenset[str] = frozenset()
