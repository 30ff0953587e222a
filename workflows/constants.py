"""Statuses, answers and decisions of a review, and the legal ways between them."""

from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

WORKFLOW_NAME = "Peer review and judgement"
PEER_REVIEW_TASK_NAME = "Peer review"
JUDGEMENT_TASK_NAME = "Independent judgement"
REVIEW_FORM_NAME = "MESH review"

AUTHORING_ACTIONS = frozenset(
    {
        "wagtail.create",
        "wagtail.edit",
        "wagtail.revert",
        "wagtail.copy",
        "wagtail.copy_for_translation",
        "wagtail.convert_alias",
    }
)
"""Entries of Wagtail's log that make their user an author.

`wagtail.rename` is not among them: publishing writes it in the judge's name.
"""


class AuthorshipSource(models.TextChoices):
    """How the ledger came to know of an author."""

    OWNER = "owner", _("Made the page")
    REVISION = "revision", _("Saved a version")
    CONTRIBUTOR = "contributor", _("Named as contributor")
    SUBMISSION = "submission", _("Submitted it to review")
    PARENT = "parent", _("Wrote the page that it was adapted from")


class AssignmentStatus(models.TextChoices):
    """Where one reviewer stands in one round."""

    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    SUBMITTED = "submitted", _("Report submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECUSED = "recused", _("Recused: conflict of interest")


ACTIVE_STATUSES = frozenset({AssignmentStatus.INVITED, AssignmentStatus.ACCEPTED})
ASSIGNMENT_TRANSITIONS = MappingProxyType(
    {
        AssignmentStatus.INVITED: frozenset(
            {
                AssignmentStatus.ACCEPTED,
                AssignmentStatus.DECLINED,
                AssignmentStatus.RECUSED,
                AssignmentStatus.WITHDRAWN,
            }
        ),
        AssignmentStatus.ACCEPTED: frozenset(
            {
                AssignmentStatus.SUBMITTED,
                AssignmentStatus.RECUSED,
                AssignmentStatus.WITHDRAWN,
            }
        ),
        AssignmentStatus.DECLINED: frozenset({AssignmentStatus.INVITED}),
        AssignmentStatus.WITHDRAWN: frozenset({AssignmentStatus.INVITED}),
        AssignmentStatus.SUBMITTED: frozenset(),
        AssignmentStatus.RECUSED: frozenset(),
    }
)
"""From each status, those that may follow. A report stays; a conflict stays.

Who accepted cannot decline any more (they may have read the page, and count as a
reviewer): they are withdrawn.
"""


class RoundOutcome(models.TextChoices):
    """How a round ended; empty while it is open."""

    COMPLETED = "completed", _("Enough independent reports")
    CANCELLED = "cancelled", _("Cancelled")


class Anonymity(models.TextChoices):
    """What authors learn of their reviewers."""

    ANONYMOUS = "anonymous", _("Authors do not learn the reviewers' names")
    OPEN = "open", _("Authors learn the reviewers' names")


class ConflictMoment(models.TextChoices):
    """When the question of a conflict of interest was answered."""

    ACCEPTANCE = "acceptance", _("On accepting to review")
    SUBMISSION = "submission", _("On submitting the report")
    JUDGEMENT = "judgement", _("On judging")


class ConflictAnswer(models.TextChoices):
    """The answer itself, always given by the person, never by default."""

    NONE = "none", _("I have no conflict of interest")
    DECLARED = "declared", _("I have a conflict of interest")


class QuestionKind(models.TextChoices):
    """What a question of the review form asks for."""

    RATING = "rating", _("Rating, 1 to 4, each level described in words")
    TEXT = "text", _("Text")


RATING_LEVELS = (1, 2, 3, 4)


class Recommendation(models.TextChoices):
    """What a reviewer advises."""

    ACCEPT = "accept", _("Publish as it is")
    MINOR = "minor", _("Publish after minor changes")
    MAJOR = "major", _("Review again after major changes")
    REJECT = "reject", _("Do not publish")


class Decision(models.TextChoices):
    """What a judge decides."""

    ACCEPT = "accept", _("Accept and publish")
    MINOR = "minor", _("Minor changes: back to the author, then to a judge again")
    MAJOR = "major", _("Major changes: back to the author, then a new review")
    REJECT = "reject", _("Reject")


JUDGEMENT_DAYS = 14
"""Days within which a judge is asked to decide."""
