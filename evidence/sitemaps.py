"""Evidence records in the list of pages for search engines."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from evidence.models import Reference

if TYPE_CHECKING:
    RecordSitemapBase = Sitemap[Reference]
else:
    RecordSitemapBase = Sitemap


class RecordSitemap(RecordSitemapBase):
    """The public record page of each reference."""

    def items(self) -> QuerySet[Reference]:
        return Reference.objects.only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Reference) -> dt.datetime:
        return item.updated_at
