"""The registration page in the tree and in the editor."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils import WagtailPageTestCase

from pathways.models import HomePage, RegisterPathwayPage, RegisterPathwayRecipient
from pathways.services.proposals import ensure_register_page
from tests.factories.core import OrganisationFactory
from tests.factories.registration import RegisterPathwayPageFactory

pytestmark = pytest.mark.django_db


def test_it_stands_under_home_alone():
    WagtailPageTestCase().assertAllowedParentPageTypes(RegisterPathwayPage, {HomePage})
    WagtailPageTestCase().assertAllowedSubpageTypes(RegisterPathwayPage, {})


def test_it_is_made_once_live_and_at_register(home, client):
    page = ensure_register_page(home)

    assert ensure_register_page(home) == page
    assert page.live
    assert client.get("/register/").status_code == 200


def test_its_pages_answer(client, register_page):
    for path in ("", "sent/", "list/"):
        assert client.get(f"/register/{path}").status_code == 200
    assert client.get("/register/nonsense/").status_code == 404


def test_an_administrator_can_edit_it(client, administrator, register_page):
    client.force_login(administrator)

    answer = client.get(f"/admin/pages/{register_page.pk}/edit/")

    assert answer.status_code == 200
    assert b"Further questions" in answer.content


@pytest.mark.parametrize("addresses", ["nonsense", "a@example.org, b"])
def test_a_wrong_fallback_address_is_refused(home, addresses):
    page = RegisterPathwayPageFactory.build(fallback_addresses=addresses)

    with pytest.raises(ValidationError, match="is not an email address"):
        page.clean()


def test_a_recipient_reads_as_its_address():
    recipient = RegisterPathwayRecipient(
        organisation=OrganisationFactory(), address="office@example.org"
    )

    assert str(recipient) == "office@example.org"
