"""A file that somebody brought in: who, when, which file, what became of it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.constants import RunState
from evidence.querysets import ImportRunQuerySet

STALE = dt.timedelta(minutes=2)  # without a sign of life: its worker was stopped


def private() -> Storage:
    """Where uploaded files wait: no address leads there."""
    return storages["imports"]


class ImportRun(models.Model):
    """The way of one uploaded file: checked, confirmed, imported.

    The file goes when it is settled; its name, size, hash and report stay.
    """

    wagtail_reference_index_ignore = True

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    started_at = models.DateTimeField(_("uploaded"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    file = models.FileField(_("file"), storage=private, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=255)
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    form = models.CharField(_("format"), max_length=10, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RunState, default=RunState.CHECKING
    )
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_total = models.PositiveIntegerField(_("rows in all"), default=0)
    beat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    report = models.JSONField(_("report"), default=dict)
    full_report = models.FileField(_("full report"), storage=private, blank=True)
    refusal = models.TextField(_("why it was refused or broke off"), blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("evidence_imports:run", args=[self.pk])

    @property
    def is_working(self) -> bool:
        """Whether a worker has it, or is about to."""
        return self.state in (RunState.CHECKING, RunState.IMPORTING)

    @property
    def percent_done(self) -> int:
        """Rows done of all, from 0 to 100."""
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0

    def is_stale(self, now: dt.datetime) -> bool:
        """Whether its worker has given no sign of life for long."""
        last = self.beat_at or self.started_at
        return self.is_working and now - last > STALE

    def counted(self, name: str) -> int:
        """A number of the report: created, updated, unchanged, refused, warned ..."""
        counts: dict[str, Any] = self.report.get("counts", {})
        return int(counts.get(name, 0))
