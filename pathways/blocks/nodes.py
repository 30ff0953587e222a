"""The node of a mindmap, and the rules that make a list of nodes a tree."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from evidence.constants import EdgeKind
from pathways.blocks.media import MediaStreamBlock
from pathways.blocks.validation import OneCheckAtATimeMixin
from pathways.constants import LABEL_LENGTH, MAX_LEVEL, NodeKind

# The ends of the names of a node's hidden fields: what lies beneath it, sealed; and for
# a copy, whose seal that is.
SEALED = "__raw"
COPIED = "__from"


class NodeValue(blocks.StructValue):
    """The value of a node.

    `refused` says why what the form sent was not believed. `stored` is the node as it
    was sealed, and `changed` names the fields that the form has changed since: all
    others are saved again exactly as they are stored, even where they could not be
    read, as the key of a page that was deleted.
    """

    refused: str = ""
    stored: Mapping[str, Any] | None = None
    changed: frozenset[str] = frozenset()

    def carry(self, other: "NodeValue") -> "NodeValue":
        """Take over from another value what is not a field."""
        self.refused = other.refused
        self.stored, self.changed = other.stored, other.changed
        return self


def shown(name: str, stored: Mapping[str, Any]) -> str:
    """What the form shows of a stored field, and gets back when nobody touches it."""
    value = stored.get(name)
    text = "" if value is None else str(value)
    return text.replace("\r", "").replace("\n", "")  # as an input has it


class NodeBlock(blocks.StructBlock):
    """One node: its words, its place in the outline, and what opens beneath it."""

    label = blocks.CharBlock(
        label=_("Label"),
        max_length=LABEL_LENGTH,
        help_text=_("A few words: “Whole-number bias”, “Adds the denominators”."),
    )
    level = blocks.IntegerBlock(
        label=_("Level"),
        min_value=1,
        max_value=MAX_LEVEL,
        help_text=_(
            "1 is the start of the map, and only the first node has it. A node hangs "
            "on the nearest node above it with a smaller level."
        ),
    )
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=NodeKind.choices)
    edge = blocks.ChoiceBlock(
        label=_("How it relates to the node it hangs on"),
        choices=EdgeKind.choices,
        required=False,
        help_text=_(
            "Read it from the node it hangs on to this one: “Whole-number bias explains "
            "that pupils add the denominators”, “… is detected by two questions”."
        ),
    )
    page = blocks.PageChooserBlock(
        label=_("Knowledge page"),
        page_type="pathways.KnowledgePage",
        required=False,
        help_text=_("What the node leads to."),
    )
    media = MediaStreamBlock(label=_("Beneath the node"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Node")
        value_class = NodeValue
        label_format = "{label}"

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> NodeValue:
        """The stored node, if its seal came back, with what the form has changed.

        A field that was not sent keeps its value: the parts beneath a node are sent
        only once the node has been opened.
        """
        sealed = data.get(f"{prefix}-{SEALED}")
        value: NodeValue = (
            sealed if isinstance(sealed, NodeValue) else self.get_default()
        )
        changed = set()
        for name, child in self.child_blocks.items():
            field = f"{prefix}-{name}"
            if child.value_omitted_from_data(data, files, field):
                continue
            if value.stored is not None and data.get(field) == shown(
                name, value.stored
            ):
                continue
            changed.add(name)
            value[name] = child.value_from_datadict(data, files, field)
        value.changed = frozenset(changed)
        return value

    def clean(self, value: Any) -> Any:
        refused = getattr(value, "refused", "")
        errors: dict[str, ValidationError] = {}
        try:
            cleaned = super().clean(value)
        except StructBlockValidationError as error:
            errors = error.block_errors
        if errors or refused:
            raise StructBlockValidationError(
                errors, non_block_errors=[ValidationError(refused)] if refused else None
            )
        return cleaned.carry(value) if isinstance(value, NodeValue) else cleaned

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        prepared: dict[str, Any] = super().get_prep_value(value)
        stored = getattr(value, "stored", None)
        if stored is None:
            return prepared
        return {**stored, **{name: prepared[name] for name in sorted(value.changed)}}


def level_errors(levels: Iterable[int | None]) -> dict[int, ValidationError]:
    """What is wrong with each place of an outline, by index.

    The first node has level 1, no other has, and none is more than one level deeper
    than the node before it.
    """
    errors: dict[int, ValidationError] = {}
    previous = 0
    for index, level in enumerate(levels):
        if level is None:
            continue
        if index == 0 and level != 1:
            errors[index] = ValidationError(
                _("The first node is the start of the map: give it level 1.")
            )
        elif index and level == 1:
            errors[index] = ValidationError(
                _("A map has one start. Give this node level 2 or more.")
            )
        elif level > previous + 1:
            errors[index] = ValidationError(
                _(
                    "The node before has level %(previous)d, so this one can have "
                    "level %(most)d at most."
                ),
                params={"previous": previous, "most": previous + 1},
            )
        previous = level
    return errors


def _level_of(node: Any) -> int | None:
    """The level as a number: a form sends text. None where it is not one."""
    try:
        level: int | None = node.block.child_blocks["level"].clean(node.value["level"])
    except ValidationError:
        return None
    return level


def _add_level_error(found: Any, error: ValidationError) -> ValidationError:
    """Join a level's error to what else is wrong with the node's fields."""
    if found is None:
        return StructBlockValidationError({"level": error})
    if isinstance(found, StructBlockValidationError):
        found.block_errors.setdefault("level", error)
    return found


class PathwayStreamBlock(OneCheckAtATimeMixin, blocks.StreamBlock):
    """The nodes of a map, in order from the start. Drafts may have gaps in it."""

    node = NodeBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        with self.one_check:
            return self._checked(value)

    def _checked(self, value: Any) -> Any:
        errors: dict[int, Any] = {}
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            errors = dict(error.block_errors)
            cleaned = value
        if not self.is_deferred_validation:
            for index, wrong in level_errors(map(_level_of, value)).items():
                errors[index] = _add_level_error(errors.get(index), wrong)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
