"""The rows behind the search: what waits to be indexed, and the database's own index.

All of it is derived data: `manage.py search_index rebuild` makes it anew.
"""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchOutboxQuerySet(models.QuerySet["SearchOutbox"]):
    """Rows by where they stand: waiting (due or not yet), or parked with an error."""

    def waiting(self) -> Self:
        return self.filter(parked=False)

    def due(self, now: dt.datetime) -> Self:
        return self.waiting().filter(next_try__lte=now)

    def parked(self) -> Self:
        return self.filter(parked=True)


class SearchOutbox(models.Model):
    """A page or record whose documents may be out of date; written with the change.

    A row says *that* something changed, never what: whoever drains it reads the page or
    record as it is then. It goes when every engine has the document.
    """

    uid = models.CharField(_("document"), max_length=100, db_index=True)
    created_at = models.DateTimeField(_("waiting since"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), db_index=True)
    error = models.CharField(_("error"), max_length=1000, blank=True)
    applied = models.BooleanField(
        _("in the database's index"),
        default=False,
        help_text=_("What still waits is Elasticsearch."),
    )
    parked = models.BooleanField(
        _("needs a person"),
        default=False,
        help_text=_("Refused for good; retried only on request."),
    )

    objects = SearchOutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("change waiting for the search index")
        verbose_name_plural = _("changes waiting for the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.uid


class SearchState(models.Model):
    """One row: which index is read, which is being built, and the lock on both.

    Whoever writes to an index holds this row (`select_for_update`) while reading the
    documents, so that a later version always holds a later reading.
    """

    generation = models.PositiveIntegerField(default=1)
    building_generation = models.PositiveIntegerField(null=True, blank=True)
    building_index = models.CharField(max_length=200, blank=True)
    building_claim = models.CharField(max_length=32, blank=True)
    building_beat = models.DateTimeField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=0)
    analysis = models.CharField(max_length=12, blank=True)
    next_wake = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="evidence_searchstate_single_row"
            ),
        ]

    def __str__(self) -> str:
        return f"generation {self.generation}"


class SearchEntry(models.Model):
    """A document of the database's index, in one generation of it.

    A rebuild writes the next generation beside the one that is read.
    """

    generation = models.PositiveIntegerField()
    uid = models.CharField(max_length=100)
    document = models.JSONField()
    digest = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField(null=True)
    updated = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "uid"], name="evidence_searchentry_one_per_uid"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class SearchFacetValue(models.Model):
    """A value of a facet that an entry has."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="facet_values")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "entry"],
                name="evidence_searchfacetvalue_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class SearchWord(models.Model):
    """A word as written in titles, keywords and summaries; for other spellings."""

    word = models.CharField(max_length=40, unique=True)
    documents = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.word
