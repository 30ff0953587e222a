"""A small map in each format, for people who want to see how a file should look."""

import uuid

from evidence.constants import EdgeKind
from pathways.constants import NodeKind
from pathways.interchange.documents import MapDocument, MapFormat, MapNode
from pathways.interchange.exporting import WRITINGS, Export
from pathways.interchange.shape import NAMESPACE

# Label, level, kind, edge and note, as an editor would write them.
EXAMPLE = (
    ("Adding fractions goes wrong", 1, NodeKind.SYMPTOM, "", ""),
    (
        "Adds tops and bottoms",
        2,
        NodeKind.BARRIER,
        EdgeKind.EXPLAINS,
        "3/4 + 1/2 becomes 4/6.",
    ),
    ("Ask for 1/2 + 1/2", 3, NodeKind.PROBE, EdgeKind.DETECTED_BY, ""),
    ("Fractions on a number line", 3, NodeKind.INTERVENTION, EdgeKind.ADDRESSED_BY, ""),
    ("Does not see equal parts", 2, NodeKind.BARRIER, EdgeKind.EXPLAINS, ""),
)


def example_document() -> MapDocument:
    """The example as a document."""
    return MapDocument(
        title=EXAMPLE[0][0],
        nodes=[
            MapNode(
                label=label,
                level=level,
                kind=str(kind),
                edge=str(edge),
                note=note,
                id=str(uuid.uuid5(NAMESPACE, label)),
            )
            for label, level, kind, edge, note in EXAMPLE
        ],
    )


def example_file(form: MapFormat) -> Export:
    """The example as a file."""
    writing = WRITINGS[form]
    return Export(
        text=writing.write(example_document()),
        filename=f"example.{form.value}",
        content_type=f"{writing.content_type}; charset=utf-8",
        losses=[],
    )
