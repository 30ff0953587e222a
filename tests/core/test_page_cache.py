"""A kept page is served to anonymous readers and is never older than the content."""

import contextlib

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from mesh.core.models import Organisation, OutgoingMail
from mesh.core.page_cache import content_version
from pathways.models import InformationPage
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.evidence import ReferenceFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    """The tests' own settings keep no page."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    caches["pages"].clear()


@pytest.fixture
def page(home):
    return home.add_child(
        instance=InformationPage(title="About", slug="about", body="<p>First text</p>")
    )


def test_a_second_reader_gets_the_kept_page_for_one_query(
    client, page, django_assert_num_queries
):
    first = client.get("/about/")

    with django_assert_num_queries(1):
        second = client.get("/about/")

    assert second.status_code == 200
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_publication_shows_at_once(client, page):
    client.get("/about/")

    page.body = "<p>Second text</p>"
    page.save_revision().publish()

    assert b"Second text" in client.get("/about/").content


def test_an_unpublished_page_is_gone_at_once(client, page):
    client.get("/about/")

    page.unpublish()

    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize(
    "write",
    [
        lambda: InformationPage.objects.update(body="<p>Second text</p>"),
        lambda: Organisation.objects.bulk_create([Organisation(name="A", slug="a")]),
        lambda: connection.cursor().execute("DELETE FROM core_organisation"),
        UserFactory,
    ],
    ids=["queryset update", "bulk_create", "raw SQL", "a new row"],
)
def test_a_write_that_sends_no_signal_raises_the_version_too(home, write):
    before = content_version()

    write()

    assert content_version() > before


def test_a_rolled_back_write_raises_nothing(home):
    before = content_version()

    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        OrganisationFactory()
        1 / 0  # noqa: B018 - rolls back

    assert content_version() == before


def test_many_writes_in_a_transaction_raise_it_once(home):
    before = content_version()

    with transaction.atomic():
        OrganisationFactory.create_batch(5)

    assert content_version() == before + 1


def test_a_write_counts_although_an_earlier_savepoint_was_rolled_back(home):
    before = content_version()

    with transaction.atomic():
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            OrganisationFactory()
            1 / 0  # noqa: B018 - rolls back to the savepoint
        OrganisationFactory()

    assert content_version() == before + 1


def test_a_transaction_kept_by_hand_raises_it_too(home):
    before = content_version()

    transaction.set_autocommit(False)
    OrganisationFactory()
    transaction.commit()
    transaction.set_autocommit(True)

    assert content_version() == before + 1


def test_mail_and_sign_in_raise_nothing(home, now, client):
    user = UserFactory()
    before = content_version()

    OutgoingMail.objects.create(
        event="x", to="a@example.org", subject="s", text="t", next_attempt_at=now
    )
    client.force_login(user)

    assert content_version() == before


def test_a_reader_with_a_session_is_not_served_from_the_cache(client, page):
    client.get("/about/")
    client.force_login(UserFactory(is_superuser=True))

    response = client.get("/about/")

    assert "ETag" not in response


def test_an_unchanged_page_answers_304(client, page):
    etag = client.get("/about/")["ETag"]

    response = client.get("/about/", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response.content == b""


def test_a_page_with_a_query_string_is_rendered_anew(client, page):
    assert "ETag" not in client.get("/about/?utm=1")


def test_compressed_and_plain_are_kept_apart(client, page):
    plain = client.get("/about/")
    packed = client.get("/about/", headers={"Accept-Encoding": "gzip"})

    assert plain["ETag"] != packed["ETag"]


def test_a_missing_page_is_not_kept(client, page):
    assert "ETag" not in client.get("/nowhere/")


def test_a_search_is_kept_until_what_it_finds_changes(client, home):
    reference = ReferenceFactory(title="Fractions on a number line")
    first = client.get("/search/?q=fractions")
    kept = client.get("/search/?q=fractions")

    reference.csl = {**reference.csl, "title": "Decimals on a number line"}
    reference.save()

    assert first["ETag"] == kept["ETag"]
    assert b"on a number line" not in client.get("/search/?q=fractions").content


def test_searches_for_other_words_are_kept_apart(client, home):
    one = client.get("/search/?q=fractions")
    other = client.get("/search/?q=decimals")

    assert one["ETag"] != other["ETag"]
