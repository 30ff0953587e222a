"""A pathway that two editors of its association have open at the same time."""

import pytest
from django.test import Client

from pathways.models import PathwayPage
from tests.factories.core import OrganisationFactory
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.pathways.editing import edit_url, untouched
from tests.pathways.forks.maps import BASE


class Desk:
    """One person's browser with the editor open."""

    def __init__(self, user, page):
        self.client = Client()
        self.client.force_login(user)
        self.user = user
        self.page = page
        self.data = {}

    def open(self):
        """Load the editor; what it holds would be sent unchanged."""
        response = self.client.get(edit_url(self.page))
        self._read(response)
        return self

    def type(self, **fields):
        """Change fields of the page."""
        self.data |= fields
        return self

    def edit_node(self, place, **value):
        """Change what stands in the line of a node."""
        prefix = f"nodes-{place}-value"
        return self.type(**{f"{prefix}-{name}": new for name, new in value.items()})

    def delete_node(self, place):
        self.data[f"nodes-{place}-deleted"] = "1"
        return self

    def save(self, **more):
        """Press "Save draft", or another button."""
        response = self.client.post(edit_url(self.page), self.data | more, follow=True)
        form = (response.context or {}).get("form")
        if form is not None and form.is_bound:
            self._read(response, bound=True)
        return response

    def save_by_itself(self, **more):
        """What the editor's own saving sends."""
        return self.client.post(
            edit_url(self.page),
            self.data | more,
            headers={"accept": "application/json"},
        )

    def _read(self, response, *, bound=False):
        form = response.context["form"]
        latest = PathwayPage.objects.get(pk=self.page.pk).latest_revision
        if bound:
            self.data["loaded_version"] = form["loaded_version"].value()
        else:
            self.data = untouched(form)
        if latest:
            self.data["loaded_revision_id"] = latest.pk
            self.data["loaded_revision_created_at"] = latest.created_at.isoformat()


@pytest.fixture
def association(db):
    return OrganisationFactory()


@pytest.fixture
def ada(association):
    return editor_of(association, first_name="Ada", last_name="One")


@pytest.fixture
def ben(association):
    return editor_of(association, first_name="Ben", last_name="Two")


@pytest.fixture
def pathway(subject_page, association, ada):
    page = PathwayPageFactory(
        parent=subject_page,
        title="Fractions",
        nodes=BASE,
        organisation=association,
        owner=ada,
    )
    page.save_revision(user=ada)
    return page


@pytest.fixture
def adas(pathway, ada):
    return Desk(ada, pathway).open()


@pytest.fixture
def bens(pathway, ben):
    return Desk(ben, pathway).open()


@pytest.fixture
def draft(pathway):
    """Reads the latest draft."""

    def read():
        page = PathwayPage.objects.get(pk=pathway.pk)
        return page.get_latest_revision_as_object()

    return read
