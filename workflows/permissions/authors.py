"""Who had a hand in a page, and which associations own it: for one page or for many.

A list asks for many at once; it takes no more queries than one page does.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    WorkflowState,
    get_default_page_content_type,
)

from workflows.constants import AUTHORING_ACTIONS
from workflows.models.authorship import Authorship
from workflows.protocols import Reviewable


def authors_of(page: Reviewable) -> set[int]:
    """Keys of all who ever had a hand in the page or in a page it was copied from."""
    return authors_by_page([page])[page.pk]


def authors_by_page(pages: Sequence[Reviewable]) -> dict[int, set[int]]:
    """The same for each of the pages, by its key.

    The ledger by lineage, and, should a row have come into being behind its back, the
    revisions, the log, the owner, those who submitted it, and the named contributors.
    """
    found: dict[int, set[int]] = defaultdict(set)
    keys = [page.pk for page in pages]
    written = {"object_id__in": [str(key) for key in keys]}
    ledger = Authorship.objects.filter(lineage__in={page.lineage for page in pages})
    of_lineage: dict[uuid.UUID, set[int]] = defaultdict(set)
    for lineage, author in ledger.values_list("lineage", "user_id"):
        of_lineage[lineage].add(author)
    rows: list[tuple[Any, int | None]] = [
        *Revision.objects.page_revisions()
        .filter(**written)
        .values_list("object_id", "user_id"),
        *PageLogEntry.objects.filter(
            page_id__in=keys, action__in=AUTHORING_ACTIONS
        ).values_list("page_id", "user_id"),
        *WorkflowState.objects.filter(
            base_content_type=get_default_page_content_type(), **written
        ).values_list("object_id", "requested_by_id"),
        *_named_contributors(pages),
        *((page.pk, page.owner_id) for page in pages),
    ]
    for key, person in rows:
        if person is not None:
            found[int(key)].add(person)
    return {page.pk: found[page.pk] | of_lineage[page.lineage] for page in pages}


def _named_contributors(pages: Iterable[Any]) -> Iterable[tuple[int, int]]:
    """Contributors of the rows themselves: the ledger has those of every revision."""
    by_type: dict[Any, list[int]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page.pk)
    for model, keys in by_type.items():
        column = f"{model._meta.model_name}_id"
        through = model.contributors.through.objects
        yield from through.filter(**{f"{column}__in": keys}).values_list(
            column, "user_id"
        )


def owners_of(page: Reviewable) -> set[int]:
    """Keys of the associations that own the page, or will when its draft goes live.

    The two differ while a draft of a live page gives it to another association.
    """
    return owners_by_page([page])[page.pk]


def owners_by_page(pages: Sequence[Any]) -> dict[int, set[int]]:
    """The same for each of the pages, by its key."""
    latest = Revision.objects.filter(pk__in={page.latest_revision_id for page in pages})
    drafted = dict(latest.values_list("pk", "content__organisation"))
    return {
        page.pk: {page.organisation_id}
        | ({owner} if (owner := drafted.get(page.latest_revision_id)) else set())
        for page in pages
    }


def specific_pages(keys: Iterable[Any]) -> dict[int, Any]:
    """Pages of the types under review, each as its own type, without their content."""
    pages = Page.objects.filter(pk__in=list(keys)).defer_streamfields().specific()
    return {page.pk: page for page in pages}
