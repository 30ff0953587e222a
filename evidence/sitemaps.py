"""Evidence records in the list of pages for search engines."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from evidence.models import Barrier, Intervention, Reference

if TYPE_CHECKING:
    RecordSitemapBase = Sitemap[Reference]
    BarrierSitemapBase = Sitemap[Barrier]
    InterventionSitemapBase = Sitemap[Intervention]
else:
    RecordSitemapBase = BarrierSitemapBase = InterventionSitemapBase = Sitemap


class RecordSitemap(RecordSitemapBase):
    """The public record page of each reference."""

    def items(self) -> QuerySet[Reference]:
        return Reference.objects.only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Reference) -> dt.datetime:
        return item.updated_at


class BarrierSitemap(BarrierSitemapBase):
    """The public page of each barrier."""

    def items(self) -> "QuerySet[Barrier]":
        found: QuerySet[Barrier] = Barrier.objects.only("slug", "updated_at")
        return found.order_by("pk")

    def lastmod(self, item: Barrier) -> dt.datetime:
        return item.updated_at


class InterventionSitemap(InterventionSitemapBase):
    """The public page of each intervention."""

    def items(self) -> "QuerySet[Intervention]":
        found: QuerySet[Intervention] = Intervention.objects.only("slug", "updated_at")
        return found.order_by("pk")

    def lastmod(self, item: Intervention) -> dt.datetime:
        return item.updated_at
