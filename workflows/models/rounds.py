"""Rounds of peer review, and who reviews in them."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.constants import (
    ACTIVE_STATUSES,
    ASSIGNMENT_TRANSITIONS,
    Anonymity,
    AssignmentStatus,
    RoundOutcome,
)
from workflows.querysets import ReviewAssignmentQuerySet, ReviewRoundQuerySet


class ReviewRound(models.Model):
    """One version of a page before its reviewers, until enough reports are in.

    `content_hash` fixes what was reviewed: revisions can be overwritten in place.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, related_name="review_rounds"
    )
    lineage = models.UUIDField(_("lineage"), db_index=True, editable=False)
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", models.PROTECT, related_name="review_rounds"
    )
    task_state = models.OneToOneField(
        "wagtailcore.TaskState", models.PROTECT, related_name="review_round"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, related_name="review_rounds"
    )
    form = models.ForeignKey(
        "workflows.ReviewForm", models.PROTECT, related_name="rounds"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    quorum = models.PositiveSmallIntegerField(
        _("reports needed"), help_text=_("By reviewers independent of the authors.")
    )
    anonymity = models.CharField(
        _("anonymity"), max_length=10, choices=Anonymity, default=Anonymity.ANONYMOUS
    )
    respond_days = models.PositiveSmallIntegerField(_("days to answer"), default=7)
    review_days = models.PositiveSmallIntegerField(_("days to review"), default=21)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=RoundOutcome, blank=True
    )

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "number"], name="workflows_round_one_number"
            ),
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(closed_at__isnull=True),
                name="workflows_round_one_open_per_page",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
                name="workflows_round_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1), name="workflows_round_quorum"
            ),
        ]

    def __str__(self) -> str:
        return _("%(page)s, round %(number)d") % {
            "page": self.page,
            "number": self.number,
        }

    @property
    def is_open(self) -> bool:
        """Whether reports are still awaited."""
        return self.closed_at is None

    @property
    def is_anonymous(self) -> bool:
        """Whether the authors must not learn the reviewers' names."""
        return self.anonymity == Anonymity.ANONYMOUS

    @property
    def reviewers_missing(self) -> int:
        """How many more must be invited; wants `assignments` prefetched."""
        statuses = {*ACTIVE_STATUSES, AssignmentStatus.SUBMITTED}
        engaged = sum(row.status in statuses for row in self.assignments.all())
        return max(0, self.quorum - engaged)


class ReviewAssignment(models.Model):
    """One reviewer in one round."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_assignments"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_invitations"
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AssignmentStatus,
        default=AssignmentStatus.INVITED,
    )
    nonce = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text=_("Changes with each status, so that an old link no longer acts."),
    )
    invited_at = models.DateTimeField(_("invited"))
    respond_by = models.DateTimeField(_("answer by"))
    due_at = models.DateTimeField(_("report due"))
    responded_at = models.DateTimeField(_("answered"), null=True, blank=True)
    accepted_at = models.DateTimeField(
        _("accepted"),
        null=True,
        blank=True,
        help_text=_("Never cleared: who accepted once has read the page."),
    )
    completed_at = models.DateTimeField(_("finished"), null=True, blank=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("For declining or for being withdrawn.")
    )

    objects = ReviewAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("review assignment")
        verbose_name_plural = _("review assignments")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "reviewer"], name="workflows_assignment_once_a_round"
            ),
            models.CheckConstraint(
                condition=~models.Q(reviewer=models.F("invited_by")),
                name="workflows_assignment_not_by_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(respond_by__lte=models.F("due_at")),
                name="workflows_assignment_answer_before_report",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=AssignmentStatus.SUBMITTED)
                | models.Q(responded_at__isnull=False, completed_at__isnull=False),
                name="workflows_assignment_submitted_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.round}"

    @property
    def is_active(self) -> bool:
        """Whether something is still awaited of the reviewer."""
        return self.status in ACTIVE_STATUSES

    @property
    def next_due(self) -> dt.datetime:
        """By when the reviewer's next step is awaited: the answer, or the report."""
        is_invited = self.status == AssignmentStatus.INVITED
        return self.respond_by if is_invited else self.due_at

    def can_become(self, status: AssignmentStatus) -> bool:
        """Whether the table of transitions allows this step."""
        return status in ASSIGNMENT_TRANSITIONS[AssignmentStatus(self.status)]
