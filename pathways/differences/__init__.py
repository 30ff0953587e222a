"""What differs between versions of a map, node by node: pure, on the stored values.

tree        the levelled list of nodes as a tree that can be changed
places      where a node hangs, to be found again in another tree
changes     Added, Removed, Moved, Edited: values with a sentence, which can be applied
comparing   two versions (`differences`), three (`incoming`, `merge`), and `apply`
alignment   two versions side by side, a row for each node
storing     changes as JSON, and back

Every list of nodes is what `nodes.get_prep_value()` gives: `{"type": "node", "id": …,
"value": {"label": …, "level": …, …}}`, in order.
"""

from pathways.differences.alignment import Row, side_by_side
from pathways.differences.changes import (
    Added,
    Change,
    Edited,
    Moved,
    PageTitles,
    Removed,
)
from pathways.differences.comparing import (
    Incoming,
    Merge,
    apply,
    differences,
    incoming,
    merge,
)
from pathways.differences.places import Place
from pathways.differences.storing import from_json, stored_nodes
from pathways.differences.tree import StoredNode, StoredNodes

__all__ = [
    "Added",
    "Change",
    "Edited",
    "Incoming",
    "Merge",
    "Moved",
    "PageTitles",
    "Place",
    "Removed",
    "Row",
    "StoredNode",
    "StoredNodes",
    "apply",
    "differences",
    "from_json",
    "incoming",
    "merge",
    "side_by_side",
    "stored_nodes",
]
