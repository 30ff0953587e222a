"""Where the mails lead."""

from django.conf import settings

from workflows import tokens
from workflows.models.rounds import ReviewAssignment, ReviewRound


def invitation(assignment: ReviewAssignment) -> str:
    """A page that asks to accept or decline; nothing happens before a POST."""
    return f"{settings.SITE_URL}/review/respond/{tokens.make_token(assignment)}/"


def coordination(review_round: ReviewRound) -> str:
    """The coordinator's page of a round."""
    return f"{settings.SITE_URL}/admin/reviews/rounds/{review_round.pk}/"


def judgements() -> str:
    """What waits for a judge."""
    return f"{settings.SITE_URL}/admin/reviews/judgements/"


def editor(review_round: ReviewRound) -> str:
    """The page in Wagtail's editor, for its authors."""
    return f"{settings.SITE_URL}/admin/pages/{review_round.page_id}/edit/"
