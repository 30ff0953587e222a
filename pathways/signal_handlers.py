"""News of pages for the search, and what must happen after each migrate."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from evidence.citing import uses
from evidence.models import Finding, Study
from evidence.search.outbox import touch
from mesh.core.roles import grant
from pathways.models import KnowledgePage, PathwayPage
from pathways.permissions import GROUP_RIGHTS
from pathways.search import SOURCES, uid_of
from pathways.services import forks


def tell_search_of_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page went live, changed, went off line, or is gone."""
    if type(instance) in SOURCES:
        touch(uid_of(instance))


def tell_search_of_section(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A page moved or has a new address: all beneath it have another one too."""
    touch(*_uids_beneath(instance))


def tell_search_of_restriction(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A section became private, or public again."""
    touch(*_uids_beneath(instance.page))


def tell_search_of_terms(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A subject, topic, phase or association has another name or slug."""
    if not kwargs.get("created"):
        touch(
            *(
                f"{source.name}:{key}"
                for source in SOURCES.values()
                for key in source.keys()  # noqa: SIM118 - a Source is not a dict
            )
        )


def tell_search_of_finding(sender: Any, instance: Finding, **kwargs: Any) -> None:
    """A finding changed: the pages that cite it have its facets."""
    _tell_search_of_citing([instance])


def tell_search_of_study(sender: Any, instance: Study, **kwargs: Any) -> None:
    """A study changed: its findings have its design."""
    _tell_search_of_citing(instance.findings.all())


def _tell_search_of_citing(findings: Iterable[Finding]) -> None:
    keys = {int(key) for key in uses(findings).values_list("object_id", flat=True)}
    touch(*(f"{SOURCES[KnowledgePage].name}:{key}" for key in sorted(keys)))


def _uids_beneath(page: Page) -> list[str]:
    beneath = page.get_descendants(inclusive=True)
    return [
        f"{source.name}:{key}"
        for model, source in SOURCES.items()
        for key in beneath.type(model).values_list("pk", flat=True)
    ]


def tell_forks_of_publication(
    sender: Any, instance: PathwayPage, **kwargs: Any
) -> None:
    """A pathway went live: the editors of its forks learn what changed in its map.

    Where it is a fork itself, readers are told of the version it was compared with.
    """
    forks.tell_of_parent(parent=instance, now=timezone.now())
    forks.note_publication(page=instance)


def grant_rights(sender: Any, **kwargs: Any) -> None:
    """Give the roles' groups their rights over proposals.

    Wagtail's own turn comes after ours, when our permissions and the admin's exist.
    """
    if sender.label != "wagtailcore":
        return
    for role, permissions in GROUP_RIGHTS.items():
        grant(role, *permissions, "wagtailadmin.access_admin")
