"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from pathways import (
    editing_hooks,  # noqa: F401 - registers its own hooks
    fork_views,
)
from pathways.constants import ProposalAction
from pathways.fork_log import FORMATTERS
from pathways.interchange import admin_hooks  # noqa: F401 - registers its own hooks
from pathways.models import Fork, PathwayPage
from pathways.panels import ForkChangesPanel, ProposalsWaitingPanel
from pathways.permissions import may_fork, may_see_fork, may_see_proposals
from pathways.viewsets import ProposalAdmin

modeladmin_register(ProposalAdmin)

LOG_MESSAGES = {
    ProposalAction.RELEASE: (_("Release proposal"), _("Released")),
    ProposalAction.DISCARD: (_("Discard proposal"), _("Discarded")),
    ProposalAction.ASK: (_("Ask the proposer"), _("Question asked")),
    ProposalAction.ANSWER: (_("Answer an editor"), _("Question answered")),
    ProposalAction.ACCEPT: (_("Accept proposal"), _("Accepted")),
    ProposalAction.DECLINE: (_("Decline proposal"), _("Declined")),
    ProposalAction.ERASE: (_("Erase personal data"), _("Personal data erased")),
}


@hooks.register("register_log_actions")
def register_proposal_log_actions(actions: Any) -> None:
    """Name the changes of a proposal's state in Wagtail's log."""
    for action, (label, message) in LOG_MESSAGES.items():
        actions.register_action(f"pathways.proposal.{action.value}", label, message)


@hooks.register("construct_homepage_panels")
def add_proposals_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """Put the proposals that wait on the admin's first page."""
    if may_see_proposals(request.user):
        panels.append(ProposalsWaitingPanel(request.user, timezone.now()))


@hooks.register("register_log_actions")
def register_fork_log_actions(actions: Any) -> None:
    """Name the acts on forks in Wagtail's log."""
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)


@hooks.register("construct_homepage_panels")
def add_fork_changes(request: HttpRequest, panels: list[Component]) -> None:
    """Put the forks whose parents have changed on the admin's first page."""
    panel = ForkChangesPanel(request.user, timezone.now())
    if panel.notices:
        panels.append(panel)


@hooks.register("register_admin_urls")
def register_fork_urls() -> list[URLPattern | URLResolver]:
    """Forking and comparing, under /admin/pathways/."""
    section = include((fork_views.urlpatterns, "pathways_forks"))
    return [path("pathways/", section)]


@hooks.register("register_page_header_buttons")
def add_fork_header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Fork a pathway, or compare a fork with its parent, from the page's own menu."""
    yield from _fork_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def add_fork_listing_buttons(
    page: Any, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """The same in the lists of pages."""
    yield from _fork_buttons(page, user)


def _fork_buttons(page: Any, user: Any) -> Iterator[Button]:
    if page.specific_class is not PathwayPage or page.pk is None:
        return
    if may_fork(user, page):
        yield Button(
            _("Fork"),
            reverse("pathways_forks:fork", args=[page.pk]),
            icon_name="copy",
            priority=35,
        )
    fork = Fork.objects.with_pages().filter(page_id=page.pk).first()
    if fork is not None and may_see_fork(user, fork):
        yield Button(
            _("Differences to its parent"),
            reverse("pathways_forks:compare", args=[page.pk]),
            icon_name="history",
            priority=36,
        )


@hooks.register("register_admin_urls")
def register_writing_urls() -> list[URLResolver]:
    """What the writing outline asks for while an author writes."""
    return [path("writing/", include("pathways.writing_urls"))]
