"""Where a pathway was adapted from, and what was decided about its parent's changes."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pathways.constants import FOR_WHOM_LENGTH, ForkChoice
from pathways.models.pathway import PathwayPage
from pathways.querysets import ForkDecisionQuerySet, ForkQuerySet


class Fork(models.Model):
    """A pathway that was made from another one, its parent.

    A row of its own and no field of the page: a copy of the page is no fork, and what
    was judged does not change when its parent does. `parent_title` and
    `parent_organisation` are kept as they were, for when the parent is gone.
    """

    page = models.OneToOneField(
        PathwayPage, models.CASCADE, related_name="fork", verbose_name=_("fork")
    )
    parent = models.ForeignKey(
        PathwayPage,
        models.SET_NULL,
        null=True,
        related_name="forks",
        verbose_name=_("parent"),
    )
    parent_title = models.CharField(_("title of the parent"), max_length=255)
    parent_organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("association of the parent"),
    )
    parent_published_at = models.DateTimeField(
        _("version of the parent"),
        help_text=_(
            "When the version with which the fork was last compared went live."
        ),
    )
    published_version = models.DateTimeField(
        _("version of the parent that readers are told"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The same as it was when the fork itself last went live."),
    )
    nodes = models.JSONField(
        _("nodes at the fork"),
        editable=False,
        help_text=_("The parent's nodes at the fork, the base of every comparison."),
    )
    for_whom = models.CharField(
        _("for whom"),
        max_length=FOR_WHOM_LENGTH,
        help_text=_("A country, a phase, a kind of school: “Teachers in Wales”."),
    )
    forked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("forked by"),
    )
    forked_at = models.DateTimeField(_("forked"))
    told_of = models.CharField(
        _("told of"),
        max_length=64,
        editable=False,
        help_text=_(
            "Digest of the parent's nodes of which its editors were told last."
        ),
    )

    objects = ForkQuerySet.as_manager()

    class Meta:
        verbose_name = _("fork")
        verbose_name_plural = _("forks")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(page=models.F("parent")),
                name="pathways_fork_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.for_whom})"

    @property
    def has_live_parent(self) -> bool:
        """Whether the parent is there to be compared with."""
        return self.parent is not None and self.parent.live

    def ancestors(self) -> list["Fork"]:
        """The forks above it, the nearest first: one query each."""
        found: list[Fork] = []
        seen = {self.page_id}
        above = self.parent_id
        while above is not None and above not in seen:
            seen.add(above)
            fork = Fork.objects.filter(page_id=above).first()
            if fork is None:
                break
            found.append(fork)
            above = fork.parent_id
        return found


class ForkDecision(models.Model):
    """One change of the parent, taken over into the fork or left.

    `change` is the change itself (`pathways.differences`), so that the base moves on
    with each decision and only what is new is asked again. A decision is withdrawn, not
    deleted.
    """

    fork = models.ForeignKey(Fork, models.CASCADE, related_name="decisions")
    key = models.CharField(_("key"), max_length=32)
    change = models.JSONField(_("change"))
    choice = models.CharField(_("choice"), max_length=5, choices=ForkChoice)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"))
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The draft of the fork that first held the change."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ForkDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision about a change of the parent")
        verbose_name_plural = _("decisions about changes of the parent")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}: {self.change.get('label', '')}"

    def is_undone_by(self, reverts: list[tuple[dt.datetime, Any]]) -> bool:
        """Whether the fork went back since to a version from before the change.

        Args:
            reverts: when the fork went back, and to which revision's key.
        """
        if self.choice != ForkChoice.TAKEN or self.revision_id is None:
            return False
        return any(
            moment > self.decided_at and key < self.revision_id
            for moment, key in reverts
        )
