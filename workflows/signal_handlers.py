"""What must happen after each migrate, and what Wagtail's news means here.

Rows from a fixture (`raw`) are left alone: what they refer to may not be there yet.
"""

import uuid
from typing import Any

from django.apps import apps
from django.db import connections
from wagtail.models import Page, Revision

from workflows import triggers
from workflows.constants import AuthorshipSource
from workflows.models import ReviewedPageMixin
from workflows.services import authorship, notices, setup, warrants


def set_up(sender: Any, **kwargs: Any) -> None:
    """Make workflow, form and rights at the last app: all permissions exist then."""
    told = [config for config in apps.get_app_configs() if config.models_module]
    if sender is told[-1]:
        triggers.install(connections[kwargs["using"]])
        setup.ensure_all()


def take_triggers_away(sender: Any, **kwargs: Any) -> None:
    """Before SQLite's tables are rebuilt; `set_up` puts the triggers back."""
    if sender.label == "workflows":
        triggers.drop_on_sqlite(connections[kwargs["using"]])


def give_rights_on_new_root(
    sender: Any,
    instance: Any,
    created: bool,  # noqa: FBT001 - Django's own signature
    **kwargs: Any,
) -> None:
    """A root made after the migrate, as after a flush, gets its rights too."""
    is_from_fixture = kwargs["raw"]
    if is_from_fixture or not created or not isinstance(instance, Page):
        return
    if instance.depth == 1:
        setup.ensure_page_rights()


def note_author_of_revision(sender: Any, instance: Revision, **kwargs: Any) -> None:
    """Who saves a version, or is named in it as contributor, is an author for good."""
    model = instance.content_type.model_class()
    if kwargs["raw"] or model is None or not issubclass(model, ReviewedPageMixin):
        return
    lineage = uuid.UUID(str(instance.content["lineage"]))
    authorship.record(
        lineage=lineage, user_id=instance.user_id, source=AuthorshipSource.REVISION
    )
    authorship.record_all(
        lineage=lineage,
        user_ids=instance.content.get("contributors", []),
        source=AuthorshipSource.CONTRIBUTOR,
    )


def note_owner(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Who makes a page is an author for good, even if the page is given away later."""
    if isinstance(instance, ReviewedPageMixin) and not kwargs["raw"]:
        authorship.record(
            lineage=instance.lineage,
            user_id=instance.owner_id,  # type: ignore[attr-defined] # Page's
            source=AuthorshipSource.OWNER,
        )


def tell_of_publication(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Authors and reviewers learn that the page is live, now or by a schedule."""
    if not isinstance(instance, ReviewedPageMixin):
        return
    page: Any = instance
    verdict = warrants.find_warrant(page_id=page.pk, revision_id=page.live_revision_id)
    if verdict is not None:
        notices.page_published(verdict, page.full_url or "")
