"""Hands the map to the writing outline of the editor (site/frontend/ts/editor)."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks.stream_block import StreamBlockAdapter

from evidence.constants import EdgeKind
from pathways.blocks.nodes import PathwayStreamBlock
from pathways.blocks.writing_words import words
from pathways.constants import LABEL_LENGTH, MAX_LEVEL, NodeKind


class WritingOutlineAdapter(StreamBlockAdapter):
    """The outline as a block of Wagtail's editor: `mesh.WritingOutline`."""

    js_constructor = "mesh.WritingOutline"

    def js_args(self, block: Any) -> list[Any]:
        node = block.child_blocks["node"]
        return [
            block.name,
            node.child_blocks["media"],
            {
                "kinds": NodeKind.choices,
                "edges": EdgeKind.choices,
                "maxLevel": MAX_LEVEL,
                "labelLength": LABEL_LENGTH,
                "words": words(),
            },
        ]

    @cached_property
    def media(self) -> forms.Media:
        own = forms.Media(
            js=[versioned_static("dist/editor.js")],
            css={"all": [versioned_static("dist/editor.css")]},
        )
        chooser = AdminPageChooser(target_models=[]).media
        return super().media + chooser + own


register(WritingOutlineAdapter(), PathwayStreamBlock)
