"""Joining what a person wrote with a later version that somebody else saved meanwhile.

Field by field, and in a map node by node. What only one side changed is joined; where
both changed the same thing the person chooses, and until then nothing is saved.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import localize
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from pathways.concurrency import CHOICE, FIELD
from pathways.differences import (
    Change,
    Incoming,
    apply,
    differences,
    incoming,
    stored_nodes,
)

MINE, THEIRS = "mine", "theirs"
SHOWN_CHARACTERS = 120


@dataclass(frozen=True)
class Clash:
    """Something that both changed. `node` is the node's id, empty for other fields."""

    key: str
    field: str
    subject: str
    theirs: str
    mine: tuple[str, ...]
    node: str = ""

    @property
    def name(self) -> str:
        """What the choice is called in the form."""
        return f"{CHOICE}{self.key}"


@dataclass
class Joined:
    """What came of it: of theirs `taken` and `overwritten`, and what clashes still."""

    who: str
    when: Any
    taken: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


class Joiner:
    """Joins one form's cleaned data, in place, with the page as it was saved last.

    Args:
        form: bound, its instance being the latest version of the page.
        base: the page in the version from which the form was made; None when it can't
            be found, so that everything that differs is a clash.
        joined: is filled.
    """

    def __init__(self, form: Any, base: Any, joined: Joined) -> None:
        self.form = form
        self.base = base
        self.theirs = form.instance
        self.joined = joined

    def join(self) -> None:
        """Every field of the page that the form shows."""
        for name in list(self.form.cleaned_data):
            if name == FIELD or name not in self.form.fields:
                continue
            try:
                self.theirs._meta.get_field(name)
            except FieldDoesNotExist:
                continue
            self._join_field(name)

    def _join_field(self, name: str) -> None:
        mine = plain(self.form.cleaned_data[name])
        theirs = _of_page(self.theirs, name)
        base = None if self.base is None else _of_page(self.base, name)
        if theirs in (base, mine):
            return
        if name == "nodes" and base is not None:
            self._join_nodes(base, mine, theirs)
        elif mine == base:
            self._take_field(name, theirs)
        else:
            self._choose_field(name, mine, theirs)

    def _choose_field(self, name: str, mine: Any, theirs: Any) -> None:
        clash = Clash(
            key=f"{name}-{self.theirs.latest_revision_id}",
            field=name,
            subject=str(capfirst(self._label(name))),
            theirs=self._words(name, theirs),
            mine=self._mine(name, mine, theirs),
        )
        choice = self.form.data.get(clash.name)
        if choice == THEIRS:
            self._take_field(name, theirs)
        elif choice == MINE:
            self.joined.overwritten.append(clash.theirs)
        else:
            self.joined.clashes.append(clash)

    def _take_field(self, name: str, theirs: Any) -> None:
        form_field = self.form.fields[name]
        if hasattr(form_field, "block"):
            self.form.cleaned_data[name] = form_field.block.to_python(theirs)
        else:
            self.form.cleaned_data[name] = form_field.clean(theirs)
        self.joined.taken.append(self._words(name, theirs))

    def _join_nodes(self, base: Any, mine: Any, theirs: Any) -> None:
        changes = [
            item.change for item in incoming(base, mine, theirs) if self._takes(item)
        ]
        if changes:
            self.joined.taken += [change.sentence() for change in changes]
            merged = apply(mine, *changes)
            block = self.form.fields["nodes"].block
            self.form.cleaned_data["nodes"] = block.to_python(merged)

    def _takes(self, item: Incoming) -> bool:
        """Whether a change of theirs comes into mine; notes what does not."""
        if not item.is_conflict:
            return True
        change = item.change
        clash = Clash(
            key=change.key,
            field="nodes",
            subject=change.named,
            theirs=change.sentence(),
            mine=tuple(other.sentence() for other in item.against),
            node=change.node,
        )
        choice = self.form.data.get(clash.name)
        if choice == MINE:
            self.joined.overwritten.append(clash.theirs)
        elif choice != THEIRS:
            self.joined.clashes.append(clash)
        return bool(choice == THEIRS)

    def _mine(self, name: str, mine: Any, theirs: Any) -> tuple[str, ...]:
        if name != "nodes":
            return (self._words(name, mine),)
        return _sentences(differences(theirs, mine))

    def _words(self, name: str, value: Any) -> str:
        """A field's value in a sentence."""
        label = self.theirs._meta.get_field(name).verbose_name
        if isinstance(value, list):
            return _("“%(field)s” changed") % {"field": label}
        text = Truncator(localize(value)).chars(SHOWN_CHARACTERS)
        return _("“%(field)s”: %(value)s") % {"field": label, "value": text or "–"}

    def _label(self, name: str) -> Any:
        return self.theirs._meta.get_field(name).verbose_name


def plain(value: Any) -> Any:
    """A value that can be compared: keys instead of rows, stored blocks, no None."""
    if isinstance(value, StreamValue):
        return stored_nodes(value)
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(row.pk if isinstance(row, Model) else row for row in value)
    return "" if value is None else value


def _of_page(page: Any, name: str) -> Any:
    return plain(page._meta.get_field(name).value_from_object(page))


def _sentences(changes: list[Change]) -> tuple[str, ...]:
    return tuple(change.sentence() for change in changes)
