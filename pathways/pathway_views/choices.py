"""What the address of a pathway asks for, and the addresses that ask for something."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pathways.constants import NodeKind


class PathwayView(models.TextChoices):
    """One way to read a map. Without a choice: the map, on a phone the outline."""

    MAP = "map", _("Map")
    OUTLINE = "outline", _("Outline")
    TABLE = "table", _("Table")
    FLOW = "flow", _("Flow")
    GAPS = "gaps", _("Gaps")


class TableSort(models.TextChoices):
    """A column by which the table can be sorted."""

    LABEL = "label", _("Node")
    KIND = "kind", _("Kind")
    PLACE = "place", _("Place on the map")
    EDGE = "edge", _("How it relates")
    PAGE = "page", _("Knowledge page")
    EVIDENCE = "evidence", _("Evidence")
    REVIEW = "review", _("Review")


DRAWN = frozenset({PathwayView.MAP, PathwayView.OUTLINE})
DESCENDING = "-"


@dataclass(frozen=True)
class Choice:
    """What a reader chose; what an address asked for in vain is told in `notices`.

    `view` is "" where nothing was chosen; `sort` is "" for the order of the map, and
    begins with "-" when it runs backwards; `kind` is "" for every kind; `node` is the
    id of a node that the reader followed a link to.
    """

    view: str = ""
    sort: str = ""
    kind: str = ""
    node: str = ""
    notices: tuple[str | Promise, ...] = ()

    @property
    def mode(self) -> str:
        """How the map is drawn: "auto", "map" or "outline"."""
        return self.view if self.view in DRAWN else "auto"

    @property
    def is_drawn(self) -> bool:
        """Whether the map itself is shown, as map or outline."""
        return not self.view or self.view in DRAWN

    @property
    def query(self) -> str:
        """The address of this choice, from the question mark on; "" without one."""
        asked = {"view": self.view, "sort": self.sort, "kind": self.kind}
        chosen = urlencode({name: value for name, value in asked.items() if value})
        return f"?{chosen}" if chosen else ""

    @property
    def label(self) -> str | Promise:
        """What the chosen view is called; "" where none was chosen."""
        return PathwayView(self.view).label if self.view else ""

    @property
    def with_every_node(self) -> "Choice":
        """The nearest choice in which every node has its place."""
        view = "" if self.view == PathwayView.GAPS else self.view
        return self.but(view=view, kind="")

    def but(self, **changes: str) -> "Choice":
        """The same with something else chosen."""
        return replace(self, node="", notices=(), **changes)


def read(asked: Mapping[str, str]) -> Choice:
    """The choice that the parameters of an address make; what is unknown is said."""
    notices: list[str | Promise] = []
    view = asked.get("view", "")
    if view and view not in PathwayView:
        notices.append(_("There is no such view of a pathway. This is the usual one."))
        view = ""
    if view != PathwayView.TABLE:
        return Choice(view=view, node=asked.get("node", ""), notices=tuple(notices))
    sort, kind = asked.get("sort", ""), asked.get("kind", "")
    if sort and sort.removeprefix(DESCENDING) not in TableSort:
        notices.append(_("The table has no such column: it is in the map’s order."))
        sort = ""
    if kind and kind not in NodeKind:
        notices.append(_("There is no such kind of node: all are shown."))
        kind = ""
    return Choice(view, sort, kind, asked.get("node", ""), tuple(notices))


def is_kept(query_string: str) -> bool:
    """Whether a page asked for so may be kept for others: a view and nothing else.

    Orders, kinds and nodes have too many addresses, junk has any number.
    """
    return query_string in {f"view={view}" for view in PathwayView.values}
