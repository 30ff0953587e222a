"""What every test may ask for: the clock, people by role, and the page tree."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from mesh.core.constants import Role
from tests.factories.core import UserFactory
from tests.factories.pathways import (
    HomePageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def person(db):
    """Makes a person with the given roles: `person(Role.JUDGE, first_name="Ada")`."""

    def make(*roles: Role, **fields):
        return UserFactory(roles=roles, **fields)

    return make


@pytest.fixture
def administrator(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def home(db):
    """The home page, root of the default site."""
    page = HomePageFactory(parent=Page.get_first_root_node(), slug="mesh")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page},
    )
    return page


@pytest.fixture
def subject_page(home):
    """A subject under /subjects/, ready for pathways and knowledge pages."""
    index = SubjectIndexPageFactory(parent=home)
    return SubjectPageFactory(parent=index)
