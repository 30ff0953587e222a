"""The two steps of the workflow, as Wagtail's tasks.

Reviewers and judges act on pages of their own; the actions here serve Wagtail's own
buttons and addresses, which check neither that the state is current nor that it belongs
to the page in the address (review-mechanics 12-14): each goes through the same services.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from workflows.constants import Anonymity, Decision, RoundOutcome
from workflows.exceptions import ReviewRefused
from workflows.models.rounds import ReviewRound
from workflows.services import notices, rounds, warrants


class UnableToTakeStep(ReviewRefused):
    """A step of the workflow was to be taken without what it stands on."""


def review_workflow() -> Workflow | None:
    """The workflow of reviewed pages: the active one that ends in a judgement."""
    return (
        Workflow.objects.filter(
            active=True, workflow_tasks__task__judgementtask__isnull=False
        )
        .order_by("pk")
        .first()
    )


class LockedTask(Task):
    """A task during which nobody edits the page, superusers included."""

    class Meta:
        abstract = True

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Always: what is being judged must not move."""
        return True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Never: the editor shows history and names."""
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """None in Wagtail's own menus: reviewers and judges have pages of their own."""
        return []

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> None:
        """Refused whatever the name: Wagtail's view would pass any form, unchecked.

        Raises:
            UnableToTakeStep: always.
        """
        raise UnableToTakeStep(
            _("Use “Waiting for you” on the admin's home page to review or judge.")
        )


class PeerReviewTaskState(TaskState):
    """Peer review of one version; `review_round` is its round."""

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Go on to the judgement, once the round is complete."""
        is_complete = ReviewRound.objects.filter(
            task_state_id=self.pk, outcome=RoundOutcome.COMPLETED
        ).exists()
        if not is_complete:
            raise UnableToTakeStep(_("The peer review is not complete."))
        return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Refused: reviewers advise, a judge decides."""
        raise UnableToTakeStep(_("Only a judge sends a page back to its author."))

    def cancel(self, user: Any = None, resume: bool = False, comment: str = "") -> Any:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Cancel the round with the step; its reviewers are told."""
        for review_round in ReviewRound.objects.filter(task_state_id=self.pk):
            rounds.cancel_round(review_round=review_round, now=timezone.now())
        return super().cancel(user=user, resume=resume, comment=comment)

    def get_comment(self) -> str:
        """Shown in Wagtail's history, which authors read: numbers, never names."""
        review_round = ReviewRound.objects.filter(task_state_id=self.pk).first()
        if review_round is None:
            return str(self.comment)
        return _("Round %(number)d: %(reports)d of %(quorum)d reports.") % {
            "number": review_round.number,
            "reports": review_round.assignments.submitted().count(),
            "quorum": review_round.quorum,
        }


class PeerReviewTask(LockedTask):
    """Named reviewers report on the page; enough independent reports end the step."""

    quorum = models.PositiveSmallIntegerField(
        gettext_lazy("reports needed"),
        default=2,
        help_text=gettext_lazy("At least one comes from outside the association."),
    )
    respond_days = models.PositiveSmallIntegerField(
        gettext_lazy("days to answer an invitation"), default=7
    )
    review_days = models.PositiveSmallIntegerField(
        gettext_lazy("days to write the report"), default=21
    )
    anonymity = models.CharField(
        gettext_lazy("anonymity"),
        max_length=10,
        choices=Anonymity,
        default=Anonymity.ANONYMOUS,
    )
    form = models.ForeignKey(
        "workflows.ReviewForm",
        models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("review form"),
    )

    admin_form_fields = [
        *Task.admin_form_fields,
        "quorum",
        "respond_days",
        "review_days",
        "anonymity",
        "form",
    ]
    task_state_class = PeerReviewTaskState

    class Meta:
        verbose_name = gettext_lazy("peer review")
        verbose_name_plural = gettext_lazy("peer reviews")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1),
                name="workflows_task_quorum",
                violation_error_message=gettext_lazy("At least one report is needed."),
            ),
        ]

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return _("Named reviewers report on the page with a structured form.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Open a round on the latest version.

        Raises:
            rounds.UnableToOpenRound: a required part of the page is empty.
        """
        page = workflow_state.content_object.specific
        rounds.assert_ready(page.get_latest_revision_as_object())
        task_state = super().start(workflow_state, user=user)
        rounds.open_round(task=self, task_state=task_state, now=timezone.now())
        return task_state


class JudgementTaskState(TaskState):
    """Judgement of one version; `verdict` is the verdict, once there is one."""

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Finish the workflow, on an accepting verdict at this step."""
        self._assert_decided(Decision.ACCEPT)
        return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Send back, on a verdict at this step that says so."""
        self._assert_decided(Decision.MINOR, Decision.MAJOR, Decision.REJECT)
        return super().reject(user=user, update=update, comment=comment)

    def get_comment(self) -> str:
        """Shown in Wagtail's history: the letter."""
        verdict = getattr(self, "verdict", None)
        return verdict.letter if verdict else str(self.comment)

    def _assert_decided(self, *decisions: Decision) -> None:
        verdict = getattr(self, "verdict", None)
        if verdict is None or verdict.decision not in decisions:
            raise UnableToTakeStep(_("There is no such verdict at this step."))


class JudgementTask(LockedTask):
    """One judge, independent of authors, reviewers and association, decides."""

    task_state_class = JudgementTaskState

    class Meta:
        verbose_name = gettext_lazy("independent judgement")
        verbose_name_plural = gettext_lazy("independent judgements")

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return _("An independent judge decides: accept, change or reject.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Wait for a judge; after major changes open a new round of review instead.

        Wagtail takes a returned page up at the step that sent it back, which is this
        one: unless the reviewers' work covers the version, the review comes first.

        Raises:
            UnableToTakeStep: the review is not complete, or there is no review step.
        """
        review_round = warrants.latest_round(workflow_state)
        revision = workflow_state.content_object.get_latest_revision()
        if review_round and warrants.round_covers(review_round, revision):
            task_state = super().start(workflow_state, user=user)
            notices.judgement_due(review_round, now=timezone.now())
            return task_state
        if review_round and review_round.is_open:
            raise UnableToTakeStep(_("The peer review is not complete."))
        review = PeerReviewTask.objects.filter(
            workflow_tasks__workflow=workflow_state.workflow, active=True
        ).first()
        if review is None:
            raise UnableToTakeStep(_("The workflow has no active step of peer review."))
        return review.start(workflow_state, user=user)
