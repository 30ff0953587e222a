"""What every test may ask for: the clock, people by role, and the page tree."""

import datetime as dt
import os
import shutil

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Site

from mesh.core.constants import Role
from tests.factories.core import UserFactory
from tests.factories.pathways import (
    HomePageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """Where Chromium is: named by CHROMIUM, or on the path; empty when it is not."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return os.environ.get("CHROMIUM") or next(filter(None, found), "")


def missing_for(mark: str) -> str:
    """Why tests with this mark cannot run here; empty when they can."""
    if mark == "elasticsearch" and not os.environ.get("ELASTICSEARCH_URL"):
        return "needs Elasticsearch: set ELASTICSEARCH_URL"
    if mark == "browser" and not find_chromium():
        return "needs Chromium: install it, or name it in CHROMIUM"
    if mark in {"postgresql", "sqlite"} and connection.vendor != mark:
        return f"needs {mark} as the database: see DATABASE_URL"
    return ""


def empties_the_database(item) -> bool:
    """Whether a test commits, so that all tables are emptied after it.

    Each such test must begin by putting back the rows that migrations made; if only
    some did, the rows would meet those that the emptying makes anew.
    """
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(item.fixturenames)
    )


def pytest_collection_modifyitems(items):
    """Skip, with the reason, what cannot run here; give back what a test empties."""
    for item in filter(empties_the_database, items):
        item.fixturenames.append("django_db_serialized_rollback")
    reasons = {
        mark: missing_for(mark)
        for mark in ("elasticsearch", "postgresql", "sqlite", "browser")
    }
    for item in items:
        for mark, reason in reasons.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _own_search(request, settings):
    """A given Elasticsearch is for the tests that ask for it: all others would share
    its index, and find what another test's database held.
    """
    if not request.node.get_closest_marker("elasticsearch"):
        settings.ELASTICSEARCH_URL = ""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for tests marked `browser`."""
    return find_chromium()


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
