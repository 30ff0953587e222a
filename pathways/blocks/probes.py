"""Probes: a question for pupils whose wrong answers each name a barrier."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from pathways.blocks.media import TEXT_FEATURES

MIN_OPTIONS = 2


class ProbeOption(blocks.StructBlock):
    """One answer, and what choosing it tells."""

    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    correct = blocks.BooleanBlock(label=_("This is the right answer"), required=False)
    barrier = blocks.PageChooserBlock(
        label=_("Points to the barrier"),
        page_type="pathways.KnowledgePage",
        required=False,
        help_text=_("Leave empty when it is the barrier of this page."),
    )
    meaning = blocks.CharBlock(
        label=_("What it tells you"),
        max_length=300,
        required=False,
        help_text=_("“Adds tops and bottoms: sees a fraction as two whole numbers”."),
    )


class Probe(blocks.StructBlock):
    """A question with answers to choose from."""

    stem = blocks.RichTextBlock(label=_("Question"), features=TEXT_FEATURES)
    image = ImageBlock(label=_("Picture"), required=False)
    options = blocks.ListBlock(ProbeOption(label=_("Answer")), label=_("Answers"))
    source = blocks.CharBlock(
        label=_("Where it comes from"), max_length=300, required=False
    )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation and (problem := self.problem(value)):
            raise StructBlockValidationError({"options": problem})
        return value

    def problem(self, value: Any) -> ValidationError | None:
        """What keeps the answers from telling the teacher anything."""
        options = list(value["options"])
        if len(options) < MIN_OPTIONS:
            return ValidationError(_("Give at least two answers to choose from."))
        right = sum(bool(option["correct"]) for option in options)
        if right != 1:
            return ValidationError(_("Mark one answer, and only one, as right."))
        silent = [
            option["text"]
            for option in options
            if not (option["correct"] or option["barrier"] or option["meaning"])
        ]
        if silent:
            return ValidationError(
                _(
                    "Say what it tells you when a pupil chooses “%(answer)s”, or "
                    "choose the barrier that it points to."
                ),
                params={"answer": silent[0]},
            )
        return None

    class Meta:
        icon = "help"
        label = _("Probe")
        template = "blocks/probe.html"


class HowToCheck(blocks.StructBlock):
    """How to find out whether this is the barrier, with at least one probe."""

    introduction = blocks.RichTextBlock(
        label=_("What to do"), features=TEXT_FEATURES, required=False
    )
    probes = blocks.ListBlock(Probe(), label=_("Probes"))

    class Meta:
        icon = "help"
        template = "blocks/how_to_check.html"
