"""Accepting a proposal: a draft pathway under its subject, and an author for it."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from mesh.core.constants import Role
from mesh.core.models import User
from pathways.constants import ProposalAction
from pathways.models import PathwayPage, PathwayProposal, SubjectPage
from pathways.services.proposals import mails, state

SUMMARY_LENGTH = 400


class UnableToAccept(state.UnableToChangeProposal):
    """Something has to be put right first; the message says what."""


@transaction.atomic
def accept(
    *,
    proposal: PathwayProposal,
    editor: User,
    now: dt.datetime,
    title: str = "",
) -> PathwayPage:
    """Make the draft pathway, its author's account if there is none, and invite.

    Args:
        proposal: an open one whose proposer has proved the address.
        editor: who accepts.
        now: the time of the decision.
        title: the pathway's title where it shall differ from the proposal's.

    Raises:
        UnableToAccept: it is decided or held already, the address is not confirmed,
            the subject has no page, the title is taken there, or the proposer's
            account is closed.
    """
    proposal = state.lock(proposal)
    after = state.check(proposal, ProposalAction.ACCEPT, UnableToAccept)
    _check_address(proposal)
    parent = _subject_page(proposal)
    title = " ".join(title.split()) or proposal.title
    _check_title(parent, title)
    author = _author(proposal)
    page = _make_draft(proposal, parent, title, author)
    proposal.state, proposal.pathway = after, page
    proposal.decided_at, proposal.decided_by = now, editor
    proposal.save(update_fields=["state", "pathway", "decided_at", "decided_by"])
    log(instance=page, action="wagtail.create", user=editor, content_changed=True)
    state.record(proposal, ProposalAction.ACCEPT, editor, page=page.pk)
    mails.invite(proposal, page, author, reply_to=editor.email)
    return page


def _check_address(proposal: PathwayProposal) -> None:
    if proposal.address_confirmed_at is None:
        message = _(
            "%(name)s has not confirmed the address %(email)s yet, so the proposal "
            "could be anybody’s. Send the confirmation again, or ask a question: an "
            "answer confirms the address too."
        )
        raise UnableToAccept(
            message % {"name": proposal.proposer_name, "email": proposal.proposer_email}
        )


def _subject_page(proposal: PathwayProposal) -> SubjectPage:
    page = SubjectPage.objects.filter(subject=proposal.subject).first()
    if page is None:
        message = _(
            "The subject “%(subject)s” has no page yet, so the pathway would have no "
            "place. Make a subject page for it first, then accept."
        )
        raise UnableToAccept(message % {"subject": proposal.subject})
    return page


def _check_title(parent: SubjectPage, title: str) -> None:
    if parent.get_children().filter(title__iexact=title).exists():
        message = _(
            "“%(subject)s” has a page called “%(title)s” already. Give the new "
            "pathway another title."
        )
        raise UnableToAccept(message % {"subject": parent.title, "title": title})


def _author(proposal: PathwayProposal) -> User:
    """The proposer's account, made without a password if there is none."""
    accounts = get_user_model().objects
    author = accounts.filter(email__iexact=proposal.proposer_email).first()
    if author is None:
        first, _space, last = proposal.proposer_name.rpartition(" ")
        author = accounts.create_user(
            proposal.proposer_email, first_name=first[:150], last_name=last[:150]
        )
    if not author.is_active:
        message = _(
            "The account of %(email)s is closed. An administrator can open it again."
        )
        raise UnableToAccept(message % {"email": proposal.proposer_email})
    author.groups.add(Group.objects.get_or_create(name=Role.AUTHOR.value)[0])
    return author


def _make_draft(
    proposal: PathwayProposal, parent: SubjectPage, title: str, author: User
) -> PathwayPage:
    """The draft; Wagtail makes the slug from the title and keeps it unique."""
    page = PathwayPage(
        title=title,
        summary=Truncator(" ".join(proposal.barrier.split())).chars(SUMMARY_LENGTH),
        organisation=proposal.organisation,
        owner=author,
        live=False,
    )
    page.phases = proposal.phases.all()
    page.contributors = [author]
    parent.add_child(instance=page)
    page.save_revision(user=author, log_action=False)
    return page
