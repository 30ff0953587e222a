"""Error pages with a way on, robots.txt, the sitemap, icons and the style guide."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.pathways import PathwayPageFactory


def test_a_missing_page_answers_404_with_a_way_on(client, home):
    response = client.get("/no/such/page/")

    html = response.content.decode()
    assert response.status_code == 404
    assert "Page not found" in html
    assert 'action="/search/"' in html
    assert 'href="/subjects/"' in html


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html"])
def test_an_error_page_offers_the_subjects(rf, db, template):
    html = render_to_string(template, request=rf.get("/x/"))

    assert 'href="/subjects/"' in html
    assert 'name="robots" content="noindex"' in html


def test_a_forged_form_is_refused_with_advice(home):
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("wagtailadmin_login"), {"username": "a"})

    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()


def test_the_500_page_needs_neither_request_nor_database():
    html = render_to_string("500.html")  # no `db` mark: a query would fail the test

    assert "Something went wrong" in html
    assert 'action="/search/"' in html


def test_robots_leave_search_results_and_the_admin_alone(client, db, settings):
    settings.SITE_URL = "https://mesh.example.org"

    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in lines
    assert "Disallow: /search/" in lines
    assert "Sitemap: https://mesh.example.org/sitemap.xml" in lines


def test_the_sitemap_lists_only_live_public_pages(client, subject_page):
    public = PathwayPageFactory(parent=subject_page, live=True)
    draft = PathwayPageFactory(parent=subject_page)
    restricted = PathwayPageFactory(parent=subject_page, live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    xml = client.get("/sitemap.xml").content.decode()

    assert f"/{public.slug}/</loc>" in xml
    assert f"/{draft.slug}/</loc>" not in xml
    assert f"/{restricted.slug}/</loc>" not in xml


def test_the_icon_is_found_where_browsers_look_for_it(client, db):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"].endswith("icons/favicon.ico")


def test_the_style_guide_shows_each_component(client, db):
    html = client.get("/styleguide/").content.decode()

    for name in ("card", "notice", "tag", "field", "error-summary", "effect", "table"):
        assert f'class="{name}' in html


def test_the_style_guide_is_hidden_unless_enabled(client, db, settings):
    settings.STYLEGUIDE_ENABLED = False

    assert client.get("/styleguide/").status_code == 404


def test_a_field_with_an_error_is_tied_to_its_text(client, db):
    html = client.get("/styleguide/").content.decode()

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'href="#id_title"' in html
