"""A proposal of a new pathway, and the questions asked about it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pathways.constants import (
    PROPOSAL_NAME_LENGTH,
    PROPOSAL_TEXT_LENGTH,
    PROPOSAL_TITLE_LENGTH,
    PROPOSAL_TRANSITIONS,
    HeldReason,
    ProposalAction,
    ProposalState,
)
from pathways.querysets import PathwayProposalQuerySet


class PathwayProposal(models.Model):
    """What somebody sent by the registration form, and what became of it.

    Two facts are kept apart: `state` is the association's decision, and
    `address_confirmed_at` says whether the proposer proved the email address.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=PROPOSAL_TITLE_LENGTH)
    subject = models.ForeignKey(
        "core.Subject", models.PROTECT, related_name="+", verbose_name=_("subject")
    )
    organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        related_name="proposals",
        verbose_name=_("association"),
    )
    phases = models.ManyToManyField(
        "core.Phase", related_name="+", verbose_name=_("phases")
    )
    barrier = models.TextField(_("barrier"), max_length=PROPOSAL_TEXT_LENGTH)
    known = models.TextField(
        _("what is known already"), max_length=PROPOSAL_TEXT_LENGTH, blank=True
    )
    answers = models.JSONField(
        _("further answers"),
        default=list,
        blank=True,
        help_text=_("A list of {label, answer}, as the form put the question then."),
    )
    proposer_name = models.CharField(_("proposer"), max_length=PROPOSAL_NAME_LENGTH)
    proposer_email = models.EmailField(_("email"))
    proposer_organisation = models.CharField(
        _("proposer’s organisation"), max_length=PROPOSAL_NAME_LENGTH, blank=True
    )
    name_is_public = models.BooleanField(_("name may be shown"), default=False)
    consented_at = models.DateTimeField(_("consent given"))
    erased_at = models.DateTimeField(_("personal data erased"), null=True, blank=True)

    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.NEW
    )
    held_reasons = models.JSONField(_("reasons for holding"), default=list, blank=True)
    received_at = models.DateTimeField(_("received"), db_index=True)
    address_confirmed_at = models.DateTimeField(
        _("address confirmed"), null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision_reason = models.TextField(
        _("reason"), max_length=PROPOSAL_TEXT_LENGTH, blank=True
    )
    pathway = models.ForeignKey(
        "pathways.PathwayPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pathway"),
    )

    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    content_digest = models.CharField(max_length=64, db_index=True, editable=False)
    client_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = PathwayProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True)
                ^ models.Q(state__in=["accepted", "declined", "discarded"]),
                name="pathways_proposal_decision_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(
                    proposer_email="",
                    proposer_name="",
                    proposer_organisation="",
                    name_is_public=False,
                ),
                name="pathways_proposal_erased_holds_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def after(self, action: ProposalAction) -> ProposalState | None:
        """The state that an action leads to from here; None when it is not allowed.

        Nothing is allowed once it is unknown who proposed it.
        """
        if self.erased_at is not None:
            return None
        return PROPOSAL_TRANSITIONS.get((ProposalState(self.state), action))

    @property
    def held_because(self) -> list[str]:
        """The reasons for holding it, in words."""
        return [str(HeldReason(reason).label) for reason in self.held_reasons]


class ProposalQuestion(models.Model):
    """A question that an editor asked the proposer, and the answer."""

    proposal = models.ForeignKey(
        PathwayProposal, models.CASCADE, related_name="questions"
    )
    text = models.TextField(_("question"), max_length=PROPOSAL_TEXT_LENGTH)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answer = models.TextField(_("answer"), max_length=PROPOSAL_TEXT_LENGTH, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.text
