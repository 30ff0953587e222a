"""Signed links in mail: they lead to a page that asks, and only a POST acts.

A token is bound to the assignment, its reviewer and its status (by a nonce that changes
with each status), so a used, forwarded or outdated one no longer acts. It proves that
its bearer has the mail, not who they are: reading a page or a report needs a login.
"""

import uuid

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workflows.exceptions import ReviewRefused
from workflows.models.rounds import ReviewAssignment

SALT = "workflows.review-invitation"
MAX_AGE_SECONDS = 60 * 24 * 60 * 60


class UnableToUseToken(ReviewRefused):
    """The link is forged, too old, or was used already."""


def make_token(assignment: ReviewAssignment) -> str:
    """A link's token for the assignment as it stands now."""
    return signing.dumps(
        [assignment.pk, assignment.reviewer_id, assignment.nonce.hex], salt=SALT
    )


def read_token(token: str) -> ReviewAssignment:
    """The assignment behind a token. Changes nothing, so a mail scanner does no harm.

    Raises:
        UnableToUseToken: with a sentence for the person who followed the link.
    """
    try:
        key, reviewer_id, nonce = signing.loads(
            token, salt=SALT, max_age=MAX_AGE_SECONDS
        )
        return ReviewAssignment.objects.select_related("round", "reviewer").get(
            pk=key, reviewer_id=reviewer_id, nonce=uuid.UUID(str(nonce))
        )
    except signing.SignatureExpired as error:
        raise UnableToUseToken(
            _("This link is too old. Sign in to see what waits for you.")
        ) from error
    except (
        signing.BadSignature,
        ReviewAssignment.DoesNotExist,
        ValidationError,
        ValueError,
        TypeError,
    ) as error:
        raise UnableToUseToken(
            _("This link was used already, or is not complete. Sign in instead.")
        ) from error
