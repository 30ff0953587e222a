"""Pathways as large as a test wants them, and how one finds one's way in a map."""

from pathways.constants import KnowledgeKind
from tests.factories.evidence import FindingFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.functional.content import BARRIER, INTERVENTION, plant_tree

TITLE = "A map of its own"
TREE_ITEM = "[role='treeitem']"


def plant_map(nodes):
    """A live pathway of so many nodes, or of raw ones, leading to two pages."""
    _home, subject_page, association = plant_tree()
    shared = {"parent": subject_page, "organisation": association, "live": True}
    finding = FindingFactory()
    barrier = KnowledgePageFactory(
        title=BARRIER, slug="bias", findings=[finding], **shared
    )
    intervention = KnowledgePageFactory(
        title=INTERVENTION,
        slug="line",
        kind=KnowledgeKind.INTERVENTION,
        findings=[finding],
        **shared,
    )
    return PathwayPageFactory(
        title=TITLE, slug="map", nodes=nodes, pages=[barrier, intervention], **shared
    )


def open_map(window, page, *, fragment="", view="map"):
    """Open a pathway as a map and wait until it is drawn."""
    window.goto(f"{page.url}?view={view}{fragment}")
    window.locator("mesh-map[data-ms]").wait_for(state="attached")


def focused(window):
    """The label of the node that has the focus; empty when none has."""
    return window.evaluate(
        f"document.activeElement.matches(`{TREE_ITEM}`)"
        " ? document.activeElement.textContent.trim() : ''"
    )


def seen_nodes(window):
    """The labels of the nodes that are drawn, in order."""
    return window.evaluate(
        "[...document.querySelectorAll('.mm-node')]"
        ".filter((node) => node.offsetParent).map((node) => node.textContent.trim())"
    )


def in_view(window, label):
    """Whether all of a node's card stands within the map's window."""
    return window.evaluate(
        """(label) => {
          const node = [...document.querySelectorAll(".mm-node")]
            .find((node) => node.textContent.trim() === label);
          const card = node.closest(".mm-card").getBoundingClientRect();
          const port = document.querySelector(".mm-viewport").getBoundingClientRect();
          return card.left >= port.left && card.right <= port.right
            && card.top >= port.top && card.bottom <= port.bottom;
        }""",
        label,
    )


def scale(window):
    """How large the map is drawn: 1 is life size."""
    return window.evaluate(
        "new DOMMatrix(document.querySelector('.mm-canvas').style.transform).a"
    )


def place(window):
    """Where the map's root stands in its window, in pixels from the corner."""
    return window.evaluate(
        "(({ e, f }) => [e, f])"
        "(new DOMMatrix(document.querySelector('.mm-canvas').style.transform))"
    )
