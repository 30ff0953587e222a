"""Telling the editors of forks that their parent has changed."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F
from django.urls import reverse

from mesh.core.mail import queue_mail
from mesh.core.models import Membership, User
from pathways.differences import Change, stored_nodes
from pathways.fork_comparison import compare, digest, titles_of
from pathways.models import Fork, PathwayPage

SENTENCES_IN_MAIL = 12


def tell_of_parent(*, parent: PathwayPage, now: dt.datetime) -> int:
    """Mail the editors of every fork, once for each version of the parent's map.

    Args:
        parent: a pathway that was just published.
        now: memberships count as they stand on this day.

    Returns:
        How many forks were told. A publication that changes no node tells nobody.
    """
    version = digest(stored_nodes(parent.nodes))
    told = 0
    rows = Fork.objects.with_pages().filter(parent=parent).exclude(told_of=version)
    for fork in rows.order_by("pk"):
        fork.told_of = version
        fork.save(update_fields=["told_of"])
        changes = [item.change for item in compare(fork).waiting]
        if changes:
            _mail(fork, changes, now.date())
            told += 1
    return told


def note_publication(*, page: PathwayPage) -> None:
    """A fork went live: readers are told the version of the parent as it is now noted."""
    Fork.objects.filter(page=page).update(published_version=F("parent_published_at"))


def editors_of(fork: Fork, on: dt.date) -> list[User]:
    """The current editors of the fork's association, and who made the fork."""
    editors = (
        Membership.objects.current(on)
        .editors()
        .filter(organisation=fork.page.organisation_id)
        .values("user")
    )
    people = get_user_model().objects.filter(is_active=True)
    return list(
        (people.filter(pk__in=editors) | people.filter(pk=fork.forked_by_id)).order_by(
            "pk"
        )
    )


def _mail(fork: Fork, changes: list[Change], on: dt.date) -> None:
    titles = titles_of(changes)
    sentences = [change.sentence(titles) for change in changes]
    link = reverse("pathways_forks:compare", args=[fork.page_id])
    for person in editors_of(fork, on):
        queue_mail(
            event="pathways/emails/parent_changed",
            to=person.email,
            about=fork,
            context={
                "person": person,
                "fork": fork,
                "title": fork.page.get_admin_display_title(),
                "number": len(sentences),
                "sentences": sentences[:SENTENCES_IN_MAIL],
                "more": max(0, len(sentences) - SENTENCES_IN_MAIL),
                "link": f"{settings.SITE_URL}{link}",
            },
        )
