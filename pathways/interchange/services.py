"""Putting an import into a draft: a new version of one, or a new pathway. Never live."""

import json
from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from mesh.core.models import Organisation
from pathways.interchange.planning import Plan
from pathways.models import PathwayPage
from pathways.permissions import may_import_into, may_import_under

LOG_ACTION = "pathways.import_map"
SUMMARY_LENGTH = 400
TITLE_LENGTH = 255


class UnableToImportMap(Exception):
    """The map can't be taken in as things stand; the message says what to do."""


@transaction.atomic
def replace_map(*, page: PathwayPage, plan: Plan, by: Any, file_name: str) -> Revision:
    """Make a new draft version of a pathway, with the map of a plan.

    What is live stays as it is, and so does everything of the page but its map.

    Args:
        page: the pathway.
        plan: made against the pathway's latest version.
        by: who imports; None for the command line, which no lock lets pass.
        file_name: for the page's history.

    Raises:
        UnableToImportMap: `by` may not edit the page, it is locked, or it has been
            changed since the plan was made.
    """
    page = PathwayPage.objects.select_for_update().get(pk=page.pk)
    _check_page(page, by)
    if page.latest_revision_id != plan.base:
        raise UnableToImportMap(
            _(
                "“%s” has been changed since you looked at the import. Nothing was "
                "imported: look at the changes below and confirm again."
            )
            % page.get_admin_display_title()
        )
    draft = page.get_latest_revision_as_object()
    draft.nodes = json.dumps(plan.nodes)
    revision = draft.save_revision(user=by, clean=False)
    _log(draft, by, revision, plan, file_name)
    return revision


@transaction.atomic
def create_pathway(
    *,
    parent: Page,
    plan: Plan,
    by: Any,
    file_name: str,
    organisation: Organisation,
    title: str = "",
) -> PathwayPage:
    """Make a draft pathway with the map of a plan.

    Args:
        parent: the subject page that it stands under.
        plan: made for a new pathway.
        by: who imports, owner and contributor of the page; None for the command line.
        file_name: for the page's history.
        organisation: the association that owns the page.
        title: where it shall differ from the file's.

    Raises:
        UnableToImportMap: `by` may not add a page there, or the title is taken.
    """
    _check_parent(parent, by)
    title = " ".join((title or plan.document.title).split())[:TITLE_LENGTH]
    _check_title(parent, title)
    page = PathwayPage(
        title=title,
        summary=Truncator(" ".join(plan.document.summary.split())).chars(
            SUMMARY_LENGTH
        ),
        organisation=organisation,
        owner=by,
        live=False,
        nodes=json.dumps(plan.nodes),
    )
    if by is not None:
        page.contributors = [by]
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    revision = page.save_revision(user=by, clean=False)
    _log(page, by, revision, plan, file_name)
    return page


def _check_page(page: PathwayPage, by: Any) -> None:
    if by is not None:
        answer = may_import_into(by, page)
        if not answer:
            raise UnableToImportMap(answer.reason)
    elif page.alias_of_id or page.get_lock():
        raise UnableToImportMap(
            _("The page is locked, in a review, or mirrors another one.")
        )


def _check_parent(parent: Page, by: Any) -> None:
    if by is not None and not (answer := may_import_under(by, parent)):
        raise UnableToImportMap(answer.reason)
    if not PathwayPage.can_create_at(parent):
        raise UnableToImportMap(_("A pathway can only stand under a subject page."))


def _check_title(parent: Page, title: str) -> None:
    if not title:
        raise UnableToImportMap(_("Give the new pathway a title."))
    if parent.get_children().filter(title__iexact=title).exists():
        raise UnableToImportMap(
            _(
                "“%(parent)s” has a page called “%(title)s” already. Give the new "
                "pathway another title."
            )
            % {"parent": parent.title, "title": title}
        )


def _log(
    page: PathwayPage, by: Any, revision: Revision, plan: Plan, file_name: str
) -> None:
    log(
        instance=page,
        action=LOG_ACTION,
        user=by,
        revision=revision,
        content_changed=True,
        data={
            "file": file_name[:200],
            "format": plan.document.form,
            "nodes": len(plan.nodes),
            "known": plan.known,
            "remarks": len(plan.remarks),
        },
    )
