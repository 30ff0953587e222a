"""Does everything that is live rest on a verdict? The check of all five layers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from workflows import triggers
from workflows.guards import ALIAS_OWN_FIELDS
from workflows.hashing import differences
from workflows.models import ReviewedPageMixin, ReviewedPageType
from workflows.services import warrants


@dataclass(frozen=True)
class Problem:
    """One thing that is live, or would go live, without a verdict; or a missing guard."""

    what: str
    why: str


def publication_problems() -> Iterator[Problem]:
    """Everything that is wrong, page by page; nothing when all is well."""
    yield from _guard_problems()
    types = _reviewed_types()
    for page in Page.objects.live().filter(content_type__in=types).order_by("path"):
        why = page_problem(page.specific)
        if why:
            yield Problem(f"{page.title} ({page.url_path})", why)
    yield from _schedule_problems(types)


def _reviewed_types() -> list[ContentType]:
    return [
        ContentType.objects.get_for_model(model)
        for model in apps.get_models()
        if issubclass(model, ReviewedPageMixin)
    ]


def _guard_problems() -> Iterator[Problem]:
    if triggers.missing(connection):
        yield Problem(_("Database"), _("Its trigger is missing. Run migrate."))
    known = set(ReviewedPageType.objects.values_list("content_type_id", flat=True))
    if known != {content_type.pk for content_type in _reviewed_types()}:
        yield Problem(
            _("Database"), _("It does not know all reviewed page types. Run migrate.")
        )


def page_problem(page: Page) -> str:
    """Why a live page should not be; empty when a verdict covers it word for word."""
    source = Page.objects.get(pk=page.alias_of_id) if page.alias_of_id else page
    verdict = source.live and warrants.find_warrant(
        page_id=source.pk, revision_id=source.live_revision_id
    )
    if not verdict:
        return _("It is live without an accepting verdict on its live version.")
    changed = set(differences(page, verdict.revision.content))
    if page.alias_of_id:
        changed -= ALIAS_OWN_FIELDS
    if changed:
        return _("It differs from the judged version in: %(names)s.") % {
            "names": ", ".join(sorted(changed))
        }
    return ""


def _schedule_problems(types: list[ContentType]) -> Iterator[Problem]:
    scheduled = Revision.objects.filter(
        approved_go_live_at__isnull=False, content_type__in=types
    )
    for revision in scheduled.order_by("pk"):
        if not warrants.find_warrant(
            page_id=int(revision.object_id), revision_id=revision.pk
        ):
            yield Problem(
                revision.object_str, _("It is scheduled without an accepting verdict.")
            )
