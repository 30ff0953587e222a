"""Two versions of a map in Wagtail's comparison: what changed, node by node.

Wagtail's own comparison shows every node of the map with all its fields, and does not
see that a node moved.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    StreamBlockComparison,
    StreamFieldComparison,
    diff_text,
)
from wagtail.admin.panels import FieldPanel

from pathways.differences import Added, Change, Edited, Removed, differences


class MapComparison(StreamFieldComparison):
    """The changes as sentences; of words and parts also what was taken out and put in."""

    def htmldiff(self) -> SafeString:
        changes = differences(self.val_a.get_prep_value(), self.val_b.get_prep_value())
        titles = self._titles()
        if not changes:
            return format_html("<p>{}</p>", _("The map is the same."))
        return format_html_join(
            "\n",
            '<div class="comparison__child-object {}"><p>{}</p>{}</div>',
            (
                (_class_of(change), change.sentence(titles), self._detail(change))
                for change in changes
            ),
        )

    def _titles(self) -> dict[int, str]:
        return {
            page.pk: page.get_admin_display_title()
            for page in map(_page_of, [*self.val_a, *self.val_b])
            if page is not None
        }

    def _detail(self, change: Change) -> str | SafeString:
        if not isinstance(change, Edited):
            return ""
        if change.aspect == "label":
            before, after = str(change.before or ""), str(change.after or "")
            return diff_text(before, after).to_html()
        if change.aspect == "media":
            before, after = (self._media(value, change.node) for value in self._both())
            block = self.field.stream_block.child_blocks["node"].child_blocks["media"]
            both = StreamBlockComparison(block, True, True, before, after)  # noqa: FBT003
            return both.htmldiff()
        return ""

    def _both(self) -> Iterator[Any]:
        yield from (self.val_a, self.val_b)

    @staticmethod
    def _media(nodes: Any, key: str) -> Any:
        return next(child.value["media"] for child in nodes if child.id == key)


def _page_of(child: Any) -> Any:
    return child.value.get("page")


def _class_of(change: Change) -> str:
    if isinstance(change, Added):
        return "addition"
    return "deletion" if isinstance(change, Removed) else "change"


class MapPanel(FieldPanel):
    """The map in the editor, compared node by node in the history."""

    def get_comparison_class(self) -> type[MapComparison]:
        return MapComparison
