"""Setting a password, as a new author meets it: under MESH's name, with a way on."""

import re

import pytest
from django.urls import reverse

from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("wagtailadmin_login")


def text_of(response):
    return response.content.decode()


def ask_for_a_link(client, mailoutbox):
    UserFactory(email="ada@example.org")
    answer = client.post(
        reverse("wagtailadmin_password_reset"),
        {"email": "ada@example.org"},
        follow=True,
    )
    link = re.search(r"/admin/password_reset/confirm/\S+", mailoutbox[0].body)
    return answer, link[0]


def test_every_step_says_whose_account_it_is_and_leads_on(client, mailoutbox):
    form = text_of(client.get(reverse("wagtailadmin_password_reset")))
    answer, link = ask_for_a_link(client, mailoutbox)
    choosing = client.get(link, follow=True)
    done = client.post(
        choosing.redirect_chain[-1][0],
        {"new_password1": "a-long-sentence", "new_password2": "a-long-sentence"},
        follow=True,
    )

    for page in (form, text_of(answer), text_of(choosing), text_of(done)):
        assert "mesh-login-name" in page
        assert "- MESH</title>" in page
    for page in (form, text_of(answer), text_of(done)):
        assert f'href="{SIGN_IN}"' in page
    assert "Your password is set" in text_of(done)


def test_the_mail_names_mesh_and_what_to_do_if_it_was_not_oneself(client, mailoutbox):
    ask_for_a_link(client, mailoutbox)

    (mail,) = mailoutbox
    assert mail.subject == "Set a new password for MESH"
    assert "your MESH account" in mail.body
    assert "If it was not you, ignore this mail" in mail.body


def test_a_link_that_was_used_says_so_and_offers_a_new_one(client):
    page = text_of(client.get("/admin/password_reset/confirm/MQ/used-up/"))

    assert "This link no longer works" in page
    assert reverse("wagtailadmin_password_reset") in page
    assert SIGN_IN in page
