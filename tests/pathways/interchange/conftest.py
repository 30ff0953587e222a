"""What imports need: an author with a draft, and a way to read and plan a file."""

import pytest

from mesh.core.constants import Role
from pathways.interchange.planning import plan_import
from pathways.interchange.reading import read_map
from tests.factories.core import UserFactory
from tests.factories.pathways import PathwayPageFactory
from tests.factories.streams import block, node


@pytest.fixture
def author(db):
    return UserFactory(roles=[Role.AUTHOR])


@pytest.fixture
def draft(subject_page, author):
    """A draft of the author's with three nodes, the second with a text beneath it."""
    nodes = [
        node("The start", level=1, kind="symptom"),
        node("Adds tops", media=[block("text", "<p>3/4 + 1/2 becomes 4/6.</p>")]),
        node("Number line", level=3, kind="intervention", edge="addressed_by"),
    ]
    page = PathwayPageFactory(
        parent=subject_page, nodes=nodes, owner=author, title="Fractions"
    )
    page.save_revision(user=author)
    return page


@pytest.fixture
def plan():
    """Plans the import of a text: `plan(text, name, page=…, by=…)`."""

    def make(text, name="map.md", *, page=None, by=None):
        data = text if isinstance(text, bytes) else text.encode()
        document = read_map(data=data, name=name)
        return plan_import(document=document, page=page, by=by)

    return make
