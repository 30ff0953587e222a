"""Making a fork: a draft with the parent's nodes, credit to the parent, a way to review."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from mesh.core.models import Organisation, User
from pathways import permissions
from pathways.constants import FOR_WHOM_LENGTH
from pathways.differences import stored_nodes
from pathways.fork_comparison import digest
from pathways.models import Fork, PathwayPage, SubjectPage
from workflows.constants import AuthorshipSource
from workflows.permissions import authors_of
from workflows.services import authorship


class UnableToFork(Exception):
    """Something stands against the fork; the message says what to do."""


@dataclass(frozen=True)
class ForkPlan:
    """What the fork shall be.

    `under` is the subject page that it shall stand under, `organisation` the
    association that will own it, `for_whom` a country, a phase, a kind of school.
    """

    under: SubjectPage
    title: str
    organisation: Organisation
    for_whom: str


@transaction.atomic
def fork_pathway(
    *, parent: PathwayPage, plan: ForkPlan, by: User, now: dt.datetime
) -> Fork:
    """Make the draft of a fork. It goes live by review and judgement, as every page.

    Args:
        parent: a live pathway; an alias stands for its source.
        plan: where, by whose name and for whom.
        by: who makes it, and becomes its first author.
        now: the time of the fork.

    Raises:
        UnableToFork: the parent is not live, the person may not fork for that
            association or add pages there, the title is missing or taken, or nobody
            is named for whom it is.
    """
    parent = PathwayPage.objects.get(pk=parent.alias_of_id or parent.pk)
    plan = ForkPlan(
        under=plan.under,
        title=" ".join(plan.title.split()),
        organisation=plan.organisation,
        for_whom=" ".join(plan.for_whom.split()),
    )
    _check_rights(parent, plan, by, now)
    _check_words(plan)
    page = _make_draft(parent, plan, by)
    nodes = stored_nodes(parent.nodes)
    fork = Fork.objects.create(
        page=page,
        parent=parent,
        parent_title=parent.title,
        parent_organisation=parent.organisation,
        parent_published_at=parent.last_published_at,
        nodes=nodes,
        for_whom=plan.for_whom,
        forked_by=by,
        forked_at=now,
        told_of=digest(nodes),
    )
    credit_parent(fork=fork, parent=parent)
    _log(fork, by)
    return fork


def credit_parent(*, fork: Fork, parent: PathwayPage) -> None:
    """Those who wrote the parent have written the fork too: none of them judges it."""
    authorship.record_all(
        lineage=fork.page.lineage,
        user_ids=sorted(authors_of(parent)),
        source=AuthorshipSource.PARENT,
    )


def _check_rights(
    parent: PathwayPage, plan: ForkPlan, by: User, now: dt.datetime
) -> None:
    if not permissions.may_fork(by, parent):
        raise UnableToFork(
            _(
                "Only a published pathway can be forked, and only by an author or "
                "editor who is a member of an association."
            )
        )
    owners = permissions.fork_owners(by, now.date())
    if not owners.filter(pk=plan.organisation.pk).exists():
        message = _(
            "You are not a member of %(association)s, so you can’t fork for it."
        )
        raise UnableToFork(message % {"association": plan.organisation})
    if not plan.under.permissions_for_user(by).can_add_subpage():
        message = _("You may not add pages under “%(subject)s”.")
        raise UnableToFork(message % {"subject": plan.under.title})


def _check_words(plan: ForkPlan) -> None:
    if not plan.title:
        raise UnableToFork(_("Give the fork a title of its own."))
    if plan.under.get_children().filter(title__iexact=plan.title).exists():
        message = _(
            "“%(subject)s” has a page called “%(title)s” already. Give the fork "
            "another title: say for whom it is."
        )
        values = {"subject": plan.under.title, "title": plan.title}
        raise UnableToFork(message % values)
    if not plan.for_whom:
        raise UnableToFork(_("Say for whom the fork is: a country, a phase, a school."))
    if len(plan.for_whom) > FOR_WHOM_LENGTH:
        message = _("Say in at most %(number)d characters for whom the fork is.")
        raise UnableToFork(message % {"number": FOR_WHOM_LENGTH})


def _make_draft(parent: PathwayPage, plan: ForkPlan, by: User) -> PathwayPage:
    """The draft; Wagtail makes the slug from the title and keeps it unique."""
    page = PathwayPage(
        title=plan.title,
        summary=parent.summary,
        nodes=stored_nodes(parent.nodes),
        organisation=plan.organisation,
        owner=by,
        live=False,
    )
    page.phases = parent.phases.all()
    page.topics = parent.topics.all()
    page.contributors = [by]
    plan.under.add_child(instance=page)
    page.save_revision(user=by, log_action=False)
    return page


def _log(fork: Fork, by: User) -> None:
    data: dict[str, Any] = {
        "parent": {"id": fork.parent_id, "title": fork.parent_title},
        "for_whom": fork.for_whom,
    }
    log(instance=fork.page, action="wagtail.create", user=by, content_changed=True)
    log(instance=fork.page, action="pathways.fork", user=by, data=data)
