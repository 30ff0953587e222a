"""A site with one pathway that holds what a map may hold, good and bad."""

from dataclasses import dataclass

from pathways.models import PathwayPage
from tests.factories.evidence import FindingFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from tests.functional.content import BARRIER, PATHWAY, plant_tree

LONG = "A label of an older time " + "that goes on and on " * 45
ARABIC = "كسر أكبر"
MARKUP = "<img src=x onerror=alert(1)>"


@dataclass(frozen=True)
class PathwaySite:
    """The pathway, and the ids of nodes that tests follow."""

    page: PathwayPage
    barrier: str
    unpublished: str

    @property
    def path(self) -> str:
        return self.page.get_url()

    @property
    def frame(self) -> str:
        return f"/embed/pathways/{self.page.pk}/"


def _node(label, level, kind, edge="", *, page=None, words=""):
    media = [block("text", f"<p>{words}</p>")] if words else []
    return node(label, level, kind, page=page, edge=edge, media=media)


def build_pathway_site() -> PathwaySite:
    """Make and publish it; one node leads to a page that is no longer published."""
    _home, subject_page, association = plant_tree()
    shared = {"parent": subject_page, "organisation": association}
    barrier = KnowledgePageFactory(
        title=BARRIER, slug="bias", findings=[FindingFactory()], live=True, **shared
    )
    draft = KnowledgePageFactory(title="Draft", slug="draft", **shared)
    nodes = [
        _node("Pupils do not know the size", 1, "symptom", words="Quick answers."),
        _node(BARRIER, 2, "barrier", page=barrier),
        _node("Adds tops and bottoms", 3, "symptom", "explains", words="3/4 + 1/2"),
        _node("Two questions", 3, "probe", "detected_by", page=barrier),
        _node("Number line", 3, "intervention", "addressed_by", page=draft),
        _node("A mean of 0.68", 4, "evidence", "supported_by", words="Wide."),
        _node("No gain in Year 9", 4, "evidence", "contradicted_by"),
        _node("A whole class?", 4, "gap", words="Nobody has tried."),
        _node("To be long", 2, "barrier", "often_confused_with"),
        _node(ARABIC, 3, "probe", "detected_by"),
        _node(MARKUP, 3, "intervention", "addressed_by"),
        _node("🧮" * 30, 2, "note"),
    ]
    page = PathwayPageFactory(
        title=PATHWAY, slug="fractions", nodes=nodes, live=True, **shared
    )
    _lengthen(page, nodes)
    return PathwaySite(page, barrier=nodes[1]["id"], unpublished=nodes[4]["id"])


def _lengthen(page, nodes):
    """Give a node a label that no editor accepts today, as older data may have."""
    long = next(each for each in nodes if each["value"]["label"] == "To be long")
    long["value"]["label"] = LONG
    stream = page._meta.get_field("nodes").to_python(nodes)
    PathwayPage.objects.filter(pk=page.pk).update(nodes=stream)
