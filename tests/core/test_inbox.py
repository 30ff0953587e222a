"""`/dev/mail/`: there only where the settings say that mail is public."""

import pytest
from django.urls import reverse

from mesh.core.inbox import MAILS_PER_PAGE
from tests.factories.core import OutgoingMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail():
    return OutgoingMailFactory(
        to="ada@example.org",
        subject="Confirm <your> address",
        text="Open http://testserver/confirm/ now.\n",
        html="<html><head></head><body><a href='/confirm/'>Confirm</a></body></html>",
    )


def test_the_list_shows_each_mail(client, home, mail):
    text = client.get("/dev/mail/").content.decode()

    assert "Confirm &lt;your&gt; address" in text
    assert reverse("mail_detail", args=[mail.pk]) in text


def test_the_list_can_be_kept_to_one_reader(client, home, mail):
    other = OutgoingMailFactory()

    text = client.get("/dev/mail/", {"to": "ADA@example.org"}).content.decode()

    assert mail.subject.split(" <")[0] in text
    assert other.to not in text


def test_an_empty_list_shows_a_way_on(client, home):
    assert "No mail yet." in client.get("/dev/mail/").content.decode()


def test_long_lists_are_paged_and_a_wrong_page_is_harmless(client, home):
    OutgoingMailFactory.create_batch(MAILS_PER_PAGE + 1)

    assert b'rel="next"' in client.get("/dev/mail/").content
    assert b'rel="prev"' in client.get("/dev/mail/?page=2").content
    assert client.get("/dev/mail/?page=nonsense").status_code == 200


def test_a_mail_is_shown_with_its_links_to_follow(client, home, mail):
    text = client.get(reverse("mail_detail", args=[mail.pk])).content.decode()

    assert 'href="http://testserver/confirm/"' in text
    assert reverse("mail_html", args=[mail.pk]) in text


def test_the_html_part_runs_nothing_and_opens_its_links_above_the_frame(client, mail):
    answer = client.get(reverse("mail_html", args=[mail.pk]))

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert '<head><base target="_top">' in answer.content.decode()


def test_html_without_a_head_opens_its_links_above_the_frame_too(client):
    mail = OutgoingMailFactory(html="<p>Hello</p>")

    answer = client.get(reverse("mail_html", args=[mail.pk]))

    assert answer.content.decode() == '<base target="_top"><p>Hello</p>'


def test_a_mail_without_html_has_no_such_part(client, home):
    mail = OutgoingMailFactory(html="")

    assert client.get(reverse("mail_html", args=[mail.pk])).status_code == 404


def test_mail_is_hidden_where_it_is_not_meant_to_be_seen(client, home, mail, settings):
    settings.MAIL_INBOX_IS_PUBLIC = False

    for view, args in [
        ("mail_list", []),
        ("mail_detail", [mail.pk]),
        ("mail_html", [mail.pk]),
    ]:
        assert client.get(reverse(view, args=args)).status_code == 404
