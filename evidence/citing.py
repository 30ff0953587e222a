"""Which pages cite a reference or a finding, through Wagtail's reference index."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from evidence.models import Finding, Reference, Study


def uses(rows: Iterable[models.Model]) -> QuerySet[ReferenceIndex]:
    """Entries of the index for pages and whatever else points at these rows."""
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(
            to_content_type=ContentType.objects.get_for_model(row),
            to_object_id=str(row.pk),
        )
    return ReferenceIndex.objects.filter(wanted)


def citing_objects(row: models.Model) -> Iterator[models.Model]:
    """Pages and whatever else points at a row, as their own models."""
    keys = uses([row]).values_list("content_type", "object_id").distinct()
    for content_type, key in keys:
        kind = ContentType.objects.get_for_id(content_type)
        yield from kind.get_all_objects_for_this_type(pk=key)


def citing_pages(
    *, reference: Reference, findings: Iterable[Finding] = ()
) -> PageQuerySet:
    """Pages, live or not, that cite the reference or one of its findings."""
    pages = ContentType.objects.get_for_model(Page)
    keys = uses([reference, *findings]).filter(base_content_type=pages)
    numbers = {int(key) for key in keys.values_list("object_id", flat=True)}
    return Page.objects.filter(pk__in=numbers).order_by("title")


def public_citing_pages(
    *, reference: Reference, findings: Iterable[Finding] = ()
) -> PageQuerySet:
    """Those of the citing pages that every reader may see now."""
    return citing_pages(reference=reference, findings=findings).live().public()


def keys_of_pages_using(rows: Iterable[models.Model]) -> QuerySet[Any, Any]:
    """Keys of the pages, live or not, that point at one of these rows; a subquery."""
    pages = ContentType.objects.get_for_model(Page)
    found = uses(rows).filter(base_content_type=pages)
    keys = found.annotate(key=Cast("object_id", models.BigIntegerField()))
    return keys.values_list("key", flat=True)


def pages_using(rows: Iterable[models.Model]) -> PageQuerySet:
    """Pages, live or not, that point at one of these rows, by title."""
    return Page.objects.filter(pk__in=keys_of_pages_using(rows)).order_by("title")


def holders(row: Reference | Study | Finding) -> list[models.Model]:
    """What would lose something if the row went: pages that cite it, and studies."""
    ours = {ContentType.objects.get_for_model(m) for m in (Reference, Study, Finding)}
    entries = uses([row]).exclude(base_content_type__in=ours)
    found: list[models.Model] = []
    for entry in entries.order_by("pk"):
        holder = entry.base_content_type.get_all_objects_for_this_type(
            pk=entry.object_id
        ).first()
        if holder is not None and holder not in found:
            found.append(holder)
    if isinstance(row, Reference):
        found.extend(row.further_studies.with_reference())
    return found
