"""Starting a knowledge page for a node of a map: a draft that has a title and a kind."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from mesh.core.models import Organisation, User
from pathways.constants import KnowledgeKind
from pathways.models import KnowledgePage, SubjectPage

TITLE_LENGTH = 255  # what a page's title can hold


class UnableToStartPage(Exception):
    """The page cannot be made; the message says what to put right."""


@transaction.atomic
def start_draft(
    *,
    parent: SubjectPage,
    title: str,
    kind: str,
    organisation: Organisation | None,
    author: User,
    now: dt.datetime,
) -> KnowledgePage:
    """Make the draft under a subject, written by its author and open to them.

    Args:
        parent: the subject that the map stands under.
        title: what it is called; spaces at its ends are dropped.
        kind: one of `KnowledgeKind`.
        organisation: the association that answers for the page.
        author: who writes it, and may add pages there.
        now: kept as the time of the first version.

    Raises:
        UnableToStartPage: the author may not write there, a field is missing or too
            long, or the subject has a page of that title.
    """
    title = " ".join(title.split())
    if not parent.permissions_for_user(author).can_add_subpage():
        raise UnableToStartPage(
            _("You may not add pages under “%(subject)s”.") % {"subject": parent.title}
        )
    if problem := _problem(parent, title, kind, organisation):
        raise UnableToStartPage(problem)
    page = KnowledgePage(
        title=title,
        kind=kind,
        organisation=organisation,
        owner=author,
        live=False,
        latest_revision_created_at=now,
    )
    parent.add_child(instance=page)
    page.save_revision(user=author, log_action=False, clean=False)  # no summary yet
    log(instance=page, action="wagtail.create", user=author, content_changed=True)
    return page


def _problem(
    parent: SubjectPage, title: str, kind: str, organisation: Organisation | None
) -> str:
    if not title:
        return _("Give the page a title.")
    if len(title) > TITLE_LENGTH:
        return _("Shorten the title to %(most)d characters at most.") % {
            "most": TITLE_LENGTH
        }
    if kind not in KnowledgeKind:
        return _("Say whether the page is about a barrier or an intervention.")
    if organisation is None:
        return _(
            "Choose the association that answers for the map first, under “Who answers "
            "for it”: it will answer for the new page too."
        )
    if parent.get_children().filter(title__iexact=title).exists():
        message = _(
            "“%(subject)s” has a page called “%(title)s” already. Choose that page, or "
            "give the new one another title."
        )
        return message % {"subject": parent.title, "title": title}
    return ""
