"""Wagtail's admin under MESH's name."""

from django.urls import reverse


def test_the_sign_in_page_is_mesh_s(client, db):
    html = client.get(reverse("wagtailadmin_login")).content.decode()

    assert "Sign in to MESH" in html
    assert "css/admin.css" in html
    assert "icons/favicon.ico" in html


def test_the_admin_shows_our_logo(client, administrator, home):
    client.force_login(administrator)

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "icons/favicon.svg" in html
