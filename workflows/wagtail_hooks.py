"""Where review and judgement meet Wagtail's admin.

The section "Reviews"; and the editor, which is told of the guard before it would lose
a text or answer with an error.
"""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from workflows import urls
from workflows.guards import is_kept, is_reviewed
from workflows.models import ReviewRound
from workflows.panels import WaitingPanel
from workflows.viewsets import ReviewRecordsGroup

modeladmin_register(ReviewRecordsGroup)


@hooks.register("before_create_page")
def save_as_draft_on_create(
    request: HttpRequest, parent_page: Page, page_class: Any
) -> None:
    """Wagtail would publish a new page before it asks the page: make it a draft.

    Refusing later, in the guard, would lose what the author has typed.
    """
    if is_reviewed(page_class):
        _drop_from_post(request, "action-publish")


@hooks.register("before_edit_page")
def save_as_new_version(request: HttpRequest, page: Page) -> None:
    """Autosave overwrites its last version; one that was reviewed must stay."""
    if not is_reviewed(type(page.specific)):
        return
    _drop_from_post(request, "action-publish")
    overwritten = request.POST.get("overwrite_revision_id", "")
    if overwritten.isdigit() and is_kept(int(overwritten)):
        _drop_from_post(request, "overwrite_revision_id")


def _drop_from_post(request: HttpRequest, name: str) -> None:
    if request.method == "POST" and name in request.POST:
        values = request.POST.copy()
        del values[name]
        request.POST = values  # type: ignore[assignment] # Wagtail reads it from here


@hooks.register("construct_page_action_menu")
def take_publish_off_the_menu(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A button that would not do what it says is worse than none."""
    page = context.get("page")
    if is_reviewed(type(page) if page is not None else _type_being_made(request)):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


def _type_being_made(request: HttpRequest) -> Any:
    names = request.resolver_match.kwargs if request.resolver_match else {}
    return apps.get_model(
        names["content_type_app_name"], names["content_type_model_name"]
    )


@hooks.register("before_delete_page")
def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The record of a review is kept: say so, instead of a server error."""
    reviewed = first_reviewed_within([page])
    if reviewed is None:
        return None
    _say_why(request, reviewed)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def refuse_bulk_delete(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """The same for a selection of pages."""
    if action_type != "delete" or action.models != [Page]:
        return None
    reviewed = first_reviewed_within(objects)
    if reviewed is None:
        return None
    _say_why(request, reviewed)
    return redirect(reverse("wagtailadmin_explore_root"))


def first_reviewed_within(pages: Any) -> Page | None:
    """The first page, of these and all below them, that was ever in review."""
    for page in pages:
        below = Page.objects.descendant_of(page, inclusive=True)
        found = below.filter(
            pk__in=ReviewRound.objects.values_list("page_id", flat=True)
        ).first()
        if found is not None:
            return found
    return None


def _say_why(request: HttpRequest, page: Page) -> None:
    messages.error(
        request,
        _(
            "“%(page)s” has been in review, and the record of a review is kept. It "
            "cannot be deleted. You can unpublish it."
        )
        % {"page": page.get_admin_display_title()},
    )


@hooks.register("register_admin_urls")
def register_review_urls() -> list[URLPattern | URLResolver]:
    """The section "Reviews" under /admin/reviews/."""
    section = include((urls.admin_urlpatterns, "workflows"), namespace="workflows")
    return [path("reviews/", section)]


@hooks.register("register_admin_menu_item")
def register_review_menu_item() -> MenuItem:
    """For everybody: each person sees what waits for them."""
    return MenuItem(
        gettext_lazy("Reviews"),
        reverse("workflows:overview"),
        icon_name="clipboard-list",
        order=310,
    )


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The panel "Waiting for you" stands above Wagtail's own."""
    panels.append(WaitingPanel())
