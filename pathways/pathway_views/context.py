"""What the template of a pathway is given for the view that was chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate

from pathways import outline
from pathways.pathway_views import facts, flow, gaps, gone, table
from pathways.pathway_views.badges import put_badges
from pathways.pathway_views.choices import Choice, PathwayView
from pathways.pathway_views.excerpts import put_summaries
from pathways.pathway_views.record_edges import put_record_edges
from pathways.pathway_views.sharing import sharing


@dataclass(frozen=True)
class ViewLink:
    """A view in the switch; `is_current` where it is the one that is shown."""

    view: str
    label: str | Promise
    query: str
    is_current: bool


def links(choice: Choice) -> Iterator[ViewLink]:
    """The switch. In the automatic view none is current until a script knows which."""
    for view in PathwayView:
        query = Choice(view=str(view)).query
        yield ViewLink(view, view.label, query, is_current=choice.view == view)


def view_context(
    page: Any, roots: list[outline.Node], choice: Choice, address: str
) -> Mapping[str, Any]:
    """What the chosen view shows, beside the switch.

    Args:
        page: the pathway.
        roots: its map.
        choice: what the reader asked for.
        address: the page's own, without a query.
    """
    nodes = list(outline.walk(roots))
    known = _known(page, nodes)
    context: dict[str, Any] = {
        "choice": choice,
        "page_address": address,
        "view_links": list(links(choice)),
        "sharing": sharing(page, address),
        "knowledge_pages": _readable_pages(nodes, known),
        **node_context(page, roots, choice),
    }
    if choice.is_drawn:
        drawn = _drawn(page, nodes, known)
        return {**context, **drawn, "view_template": "pathways/views/drawn.html"}
    match choice.view:
        case PathwayView.TABLE:
            context["table"] = table.build(roots, known, choice)
        case PathwayView.FLOW:
            context["flow"] = flow.build(roots, known)
        case PathwayView.GAPS:
            context["gaps"] = gaps.build(roots, known)
    return {**context, "view_template": f"pathways/views/{choice.view}.html"}


def drawn_context(page: Any, nodes: list[outline.Node]) -> Mapping[str, Any]:
    """What map and outline need; puts badges and summaries on the nodes."""
    return _drawn(page, nodes, _known(page, nodes))


def _known(page: Any, nodes: list[outline.Node]) -> dict[str, facts.Facts]:
    """The facts of each node; puts summaries on the nodes, for all views quote them."""
    known = facts.gather(page, nodes, today=localdate())
    put_summaries(nodes, known)
    return known


def _drawn(
    page: Any, nodes: list[outline.Node], known: Mapping[str, facts.Facts]
) -> Mapping[str, Any]:
    put_badges(nodes, known, today=localdate())
    put_record_edges(nodes[:1], known)
    return {"gone_nodes": gone.data_of(gone.gone_nodes(page, nodes))}


def _readable_pages(
    nodes: list[outline.Node], known: Mapping[str, facts.Facts]
) -> list[Any]:
    """The pages that the map leads to and anybody may read, each once, in its order."""
    pages = {node.page.pk: node.page for node in nodes if known[node.id].is_public}
    return list(pages.values())


def node_context(
    page: Any, roots: list[outline.Node], choice: Choice
) -> Mapping[str, Any]:
    """What to tell a reader who followed a link to a node that is not on the map."""
    if not choice.node:
        return {}
    found = gone.gone_nodes(page, outline.walk(roots)).get(choice.node)
    return {"gone_node": found, "node_is_unknown": found is None}
