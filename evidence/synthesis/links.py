"""Ways from a record or a search result to the synthesis of what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.names import name_key
from evidence.synthesis.grouping import Subject, subjects_of_synthesis
from evidence.synthesis.presentation import address, kind_label


@dataclass(frozen=True)
class Link:
    """A synthesis that exists, by name."""

    intervention: str
    outcome_kind: str
    studies: int
    subject: Subject  # what it is found by

    @property
    def title(self) -> str:
        """Intervention and outcome kind."""
        return f"{self.intervention}: {self.kind_label.lower()}"

    @property
    def url(self) -> str:
        """Its address."""
        return address(self.intervention, self.outcome_kind)

    @property
    def kind_label(self) -> str:
        """The outcome kind in words."""
        return kind_label(self.outcome_kind)


def every_link() -> list[Link]:
    """All syntheses that there are, by name; one query."""
    return [_link(row) for row in subjects_of_synthesis()]


def links_of(interventions: Iterable[str]) -> list[Link]:
    """The syntheses of the interventions of these names; one query, or none for none."""
    keys = {name_key(name) for name in interventions}
    if not keys:
        return []
    rows = subjects_of_synthesis().filter(intervention_record__names__key__in=keys)
    return [_link(row) for row in rows]


def _link(row: dict[str, object]) -> Link:
    kind = str(row["outcome_kind"])
    return Link(
        str(row["name"]),
        kind,
        int(str(row["studies"])),
        (int(str(row["intervention_record"])), kind),
    )
