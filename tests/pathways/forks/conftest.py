"""A live pathway, an association that forks it, and their people."""

import pytest

from mesh.core.constants import Role
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.forks import make_fork
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.pathways.forks.maps import BASE


@pytest.fixture
def parent(subject_page):
    author = UserFactory(roles=[Role.AUTHOR], last_name="Parent author")
    association = OrganisationFactory(name="Association of Science Teaching")
    return PathwayPageFactory(
        parent=subject_page,
        title="Fractions",
        nodes=BASE,
        owner=author,
        organisation=association,
        live=True,
    )


@pytest.fixture
def wales(db):
    return OrganisationFactory(name="Maths Teachers of Wales", slug="maths-wales")


@pytest.fixture
def editor(wales):
    return editor_of(wales, first_name="Eira", last_name="Demo")


@pytest.fixture
def fork(parent, editor, wales):
    return make_fork(parent, editor=editor, association=wales)
