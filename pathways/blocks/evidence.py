"""Findings and references, chosen from the records: figures are never typed twice."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from evidence.choosers import FindingChooserBlock, ReferenceChooserBlock
from pathways.blocks.media import TEXT_FEATURES


class CitedFinding(blocks.StructBlock):
    """One result, with what the author has to say of it."""

    finding = FindingChooserBlock(label=_("Finding"))
    note = blocks.TextBlock(
        label=_("What it means here"), required=False, max_length=600
    )


class Evidence(blocks.StructBlock):
    """What the page rests on, result by result."""

    introduction = blocks.RichTextBlock(
        label=_("The evidence as a whole"), features=TEXT_FEATURES, required=False
    )
    findings = blocks.ListBlock(CitedFinding(label=_("Finding")), label=_("Findings"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["cited"] = [
            item for item in value.get("findings") or () if item.get("finding")
        ]
        return context

    class Meta:
        icon = "clipboard-list"
        template = "blocks/evidence.html"


class References(blocks.ListBlock):
    """The publications that the page cites, in the order of the list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ReferenceChooserBlock(label=_("Reference")), **kwargs)

    class Meta:
        icon = "openquote"
        template = "blocks/references.html"
