"""Who is told what about a proposal; the signed links that mails carry."""

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mesh.core.mail import UnableToWriteMail, queue_mail
from mesh.core.models import Membership, Organisation, User
from pathways.constants import ProposalState
from pathways.models import (
    PathwayPage,
    PathwayProposal,
    ProposalQuestion,
    RegisterPathwayPage,
    RegisterPathwayRecipient,
)

logger = logging.getLogger(__name__)

CONFIRM_SALT = "pathways.confirm-address"
ANSWER_SALT = "pathways.answer-question"
INVITATION_SALT = "pathways.author-invitation"
LINK_MAX_AGE = dt.timedelta(days=60)


class UnableToSendAgain(Exception):
    """There is no confirmation to send: the address is proved, or it may be spam."""


def absolute(view: str, *args: Any) -> str:
    """The public address of a view."""
    return f"{settings.SITE_URL}{reverse(view, args=args)}"


def recipients(organisation: Organisation, on: dt.date) -> list[str]:
    """Who reads an association's proposals, never nobody while anyone can.

    In turn: the addresses that editors chose on the form's page, the association's
    current editors, the page's fallback addresses, the administrators.
    """
    chosen = RegisterPathwayRecipient.objects.filter(
        organisation=organisation, page__live=True
    ).values_list("address", flat=True)
    editors = (
        Membership.objects.current(on)
        .editors()
        .filter(organisation=organisation, user__is_active=True)
        .values_list("user__email", flat=True)
    )
    administrators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    page = RegisterPathwayPage.objects.live().first()
    found = (
        list(chosen)
        or list(editors)
        or (page.fallback_list if page else [])
        or list(administrators.values_list("email", flat=True))
    )
    return list(dict.fromkeys(address.lower() for address in found))


def tell_of_receipt(proposal: PathwayProposal, now: dt.datetime) -> None:
    """Mail the editors, and the proposer a link that proves the address.

    The proposal is stored already and must not be lost to a broken template, so a
    mail that cannot be written is logged as an error and the person goes on.
    """
    try:
        with transaction.atomic():
            tell_editors("proposal_received", proposal, now)
            _mail(
                "confirm_address",
                to=proposal.proposer_email,
                proposal=proposal,
                link=confirmation_link(proposal),
            )
    except UnableToWriteMail:
        logger.exception("no mail was written for proposal %s", proposal.pk)


def tell_editors(
    event: str, proposal: PathwayProposal, now: dt.datetime, **context: Any
) -> None:
    """Mail everybody who reads the association's proposals."""
    link = absolute("pathways_pathwayproposal_modeladmin_inspect", proposal.pk)
    for address in recipients(proposal.organisation, now.date()):
        _mail(
            event,
            to=address,
            proposal=proposal,
            reply_to=proposal.proposer_email,
            link=link,
            **context,
        )


def tell_proposer(
    event: str, proposal: PathwayProposal, *, reply_to: str = "", **context: Any
) -> None:
    """Mail the proposer; an answer goes to the editor who acted."""
    _mail(
        event,
        to=proposal.proposer_email,
        proposal=proposal,
        reply_to=reply_to,
        **context,
    )


def send_confirmation(*, proposal: PathwayProposal) -> None:
    """Send the link that proves the address once more.

    Raises:
        UnableToSendAgain: it is confirmed already, held, discarded, or its address
            was erased.
    """
    if proposal.erased_at:
        raise UnableToSendAgain(_("The address was erased; nobody can be mailed."))
    if proposal.address_confirmed_at:
        message = _("%(email)s is confirmed already.")
        raise UnableToSendAgain(message % {"email": proposal.proposer_email})
    if proposal.state in {ProposalState.HELD, ProposalState.DISCARDED}:
        raise UnableToSendAgain(_("Release the proposal first; then mail is sent."))
    tell_proposer("confirm_address", proposal, link=confirmation_link(proposal))


def invite(
    proposal: PathwayProposal, page: PathwayPage, author: User, reply_to: str
) -> None:
    """Tell the proposer that the draft is there, and how to get to it."""
    tell_proposer(
        "accepted",
        proposal,
        reply_to=reply_to,
        author=author,
        has_account=author.has_usable_password(),
        invitation_link=invitation_link(author),
        draft_link=absolute("wagtailadmin_pages:edit", page.pk),
        valid_days=LINK_MAX_AGE.days,
    )


def confirmation_link(proposal: PathwayProposal) -> str:
    """The link that proves the address."""
    token = signing.dumps(str(proposal.key), salt=CONFIRM_SALT)
    return absolute("confirm_proposal_address", token)


def register_link() -> str:
    """The page with the form, wherever editors have put it; else the home page."""
    page = RegisterPathwayPage.objects.live().first()
    path = page.get_url() if page else None
    return f"{settings.SITE_URL}{path or '/'}"


def answer_link(question: ProposalQuestion) -> str:
    """The link to the page on which the proposer answers."""
    return absolute(
        "answer_proposal_question", signing.dumps(question.pk, salt=ANSWER_SALT)
    )


def invitation_link(author: User) -> str:
    """The link with which a new author chooses a password."""
    return absolute("author_invitation", signing.dumps(author.pk, salt=INVITATION_SALT))


def read_link(token: str, salt: str) -> Any:
    """What a link carries; None when it is forged or older than `LINK_MAX_AGE`."""
    try:
        return signing.loads(token, salt=salt, max_age=LINK_MAX_AGE)
    except signing.BadSignature:
        return None


def _mail(
    event: str,
    *,
    to: str,
    proposal: PathwayProposal,
    reply_to: str = "",
    **context: Any,
) -> None:
    queue_mail(
        event=f"pathways/emails/{event}",
        to=to,
        about=proposal,
        reply_to=reply_to,
        context={
            "proposal": proposal,
            "valid_days": LINK_MAX_AGE.days,
            **context,
        },
    )
