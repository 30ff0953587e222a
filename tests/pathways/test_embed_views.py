"""A pathway in a frame on another site."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(subject_page):
    return PathwayPageFactory(parent=subject_page, nodes=4, live=True)


def address(page, query=""):
    return reverse("embed_pathway", args=[page.pk]) + query


def test_it_holds_the_map_its_source_and_its_licence(client, page, settings):
    html = client.get(address(page)).content.decode()

    assert "Node 3" in html
    assert '<base target="_top">' in html
    assert f'href="{settings.SITE_URL}{page.get_url()}"' in html
    assert "Read this pathway on MESH" in html
    assert f"© {page.organisation.name}" in html
    assert 'href="/licence/"' in html
    assert "site-header" not in html


@pytest.mark.parametrize(
    ("query", "mode"),
    [
        ("", "auto"),
        ("?view=map", "map"),
        ("?view=outline", "outline"),
        ("?view=table", "auto"),
        ("?view=junk", "auto"),
    ],
)
def test_it_shows_the_map_or_the_outline(client, page, query, mode):
    html = client.get(address(page, query)).content.decode()

    assert f'data-mode="{mode}"' in html


def test_every_site_may_frame_it_and_nothing_else_is_loosened(client, page):
    response = client.get(address(page))

    strict = client.get(page.url)["Content-Security-Policy"]
    policy = response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in policy
    assert sorted(policy.replace(" *", " 'self'").split("; ")) == sorted(
        strict.split("; ")
    )


def test_the_page_itself_is_framed_by_nobody_else(client, page):
    response = client.get(page.url)

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def withdraw(page):
    page.unpublish()


@pytest.mark.parametrize("take_away", [hide, withdraw])
def test_what_is_not_public_cannot_be_framed(client, page, take_away):
    take_away(page)

    response = client.get(address(page))

    assert response.status_code == 404
    html = response.content.decode()
    assert "This pathway is not available" in html
    assert page.title not in html
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


def test_only_pathways_can_be_framed(client, subject_page):
    knowledge = KnowledgePageFactory(parent=subject_page, live=True)

    assert client.get(address(knowledge)).status_code == 404
    assert client.get("/embed/pathways/999999/").status_code == 404


def test_it_is_read_only(client, page):
    assert client.post(address(page)).status_code == 405


def test_it_costs_few_queries(client, page, django_assert_max_num_queries):
    client.get(address(page))

    with django_assert_max_num_queries(20):
        client.get(address(page))


def test_a_kept_frame_may_still_be_framed_and_junk_is_not_kept(client, page, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    caches["pages"].clear()
    first = client.get(address(page, "?view=map"))

    kept = client.get(address(page, "?view=map"))

    assert kept["ETag"] == first["ETag"]
    assert "frame-ancestors *" in kept["Content-Security-Policy"]
    assert "X-Frame-Options" not in kept
    assert "ETag" in client.get(address(page))
    assert "ETag" not in client.get(address(page, "?junk=1"))
