"""The examples in the documentation are answers that were really given.

After a change that is meant: MESH_WRITE_EXAMPLES=1 pytest tests/api/test_examples.py
"""

import json
import os
import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from api import openapi
from evidence.models import Edge, Study
from evidence.search import rebuild
from pathways.models import PathwayPage
from tests.api.content import build_examples

pytestmark = pytest.mark.django_db
ADDRESSES = json.loads((openapi.EXAMPLES / "addresses.json").read_text())
NUMBERED = {"studies": Study, "edges": Edge, "pathways": PathwayPage}
IDS = {"studies": ("id", "study"), "edges": ("id",), "pathways": ("id",)}


@pytest.fixture(scope="module", autouse=True)
def content(django_db_setup, django_db_blocker):
    """The records of the examples, once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_examples()
        with override_settings(ELASTICSEARCH_URL=""):
            rebuild.rebuild(now=timezone.now())
            yield
        transaction.set_rollback(True)


def numbers(kind):
    """The database's keys, which differ from run to run, by the example's."""
    keys = NUMBERED[kind].objects.order_by("pk").values_list("pk", flat=True)
    return dict(enumerate(keys, start=1))


def real(address):
    """The address with the database's keys."""
    for kind in NUMBERED:
        known = numbers(kind)
        address = re.sub(
            rf"/{kind}/(\d+)",
            lambda found, kind=kind, known=known: f"/{kind}/{known[int(found[1])]}",
            address,
        )
    return address


def settled(text):
    """An answer with the example's keys in place of the database's."""
    for kind in NUMBERED:
        for shown, key in numbers(kind).items():
            text = re.sub(rf"/{kind}/{key}\b(?!\d)", f"/{kind}/<{shown}>", text)
    for shown, key in numbers("studies").items():
        text = re.sub(rf"([?&]study=|/study/){key}\b", rf"\g<1><{shown}>", text)
    return re.sub(r"([/=])<(\d+)>", r"\1\2", text)


def with_ids(value, kind, known):
    """The same for ids that stand in fields of their own."""
    if isinstance(value, list):
        return [with_ids(each, kind, known) for each in value]
    if not isinstance(value, dict):
        return value
    shown = {each: with_ids(value[each], kind, known) for each in value}
    for name in IDS[kind]:
        if isinstance(shown.get(name), int):
            shown[name] = known[shown[name]]
    return shown


def kind_of(operation):
    """Whose ids an answer holds."""
    return next((k for k in ("edge", "pathway") if k in operation), "studie") + "s"


def answer(operation):
    client = Client(SERVER_NAME="mesh.example.org")
    response = client.get(real(ADDRESSES[operation]), secure=True)
    assert response.status_code == 200, response.content
    found = json.loads(settled(response.content.decode()))
    kind = kind_of(operation)
    known = {key: shown for shown, key in numbers(kind).items()}
    return with_ids(found, kind, known)


@pytest.mark.parametrize("operation", ADDRESSES)
def test_an_example_is_a_true_answer(operation):
    given = answer(operation)

    if os.environ.get("MESH_WRITE_EXAMPLES"):
        text = json.dumps(given, indent=1, ensure_ascii=False)
        (openapi.EXAMPLES / f"{operation}.json").write_text(f"{text}\n")

    assert given == openapi.example(operation)


@pytest.mark.parametrize("operation", ADDRESSES)
def test_an_example_shows_something(operation):
    example = openapi.example(operation)

    assert example.get("results", True)
