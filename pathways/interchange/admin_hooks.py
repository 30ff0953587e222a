"""What this package adds to Wagtail's admin: addresses, menu entries, log entries."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogFormatter

from pathways.interchange import admin_views
from pathways.interchange.services import LOG_ACTION
from pathways.models import PathwayPage, SubjectPage
from pathways.permissions import (
    may_download_map,
    may_import_into,
    may_import_under,
)


@hooks.register("register_admin_urls")
def register_map_urls() -> list[URLPattern]:
    """Where maps are imported and downloaded."""
    return [
        path(
            "pathways/maps/<int:pk>/import/",
            admin_views.import_map,
            name="pathways_import_map",
        ),
        path(
            "pathways/maps/<int:pk>/download/",
            admin_views.download_page,
            name="pathways_download_map",
        ),
        path(
            "pathways/maps/<int:pk>/download/<str:form>/",
            admin_views.download,
            name="pathways_download_map_file",
        ),
        path(
            "pathways/maps/example/<str:form>/",
            admin_views.example,
            name="pathways_map_example",
        ),
    ]


class ImportMapButton(PageMenuItem):
    """Leads from a subject page or a pathway to the import."""

    label = _("Import a map")
    icon_name = "upload"
    url_name = "pathways_import_map"

    def is_shown(self, user: Any) -> bool:
        page = self.page.specific_deferred
        if isinstance(page, SubjectPage):
            return bool(may_import_under(user, page))
        return isinstance(page, PathwayPage) and bool(
            may_import_into(user, page.specific)
            or may_import_under(user, page.get_parent())
        )


class DownloadMapButton(PageMenuItem):
    """Leads from a pathway to its downloads."""

    label = _("Download the map")
    icon_name = "download"
    url_name = "pathways_download_map"

    def is_shown(self, user: Any) -> bool:
        page = self.page.specific_deferred
        return isinstance(page, PathwayPage) and bool(
            may_download_map(user, page.specific)
        )


@hooks.register("register_page_listing_more_buttons")
def add_map_buttons_to_lists(
    page: Any, user: Any, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Put import and download into a page's menu in lists."""
    yield ImportMapButton(page=page, priority=24)
    yield DownloadMapButton(page=page, priority=26)


@hooks.register("register_page_header_buttons")
def add_map_buttons_to_headers(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Put import and download into the menu at the head of a page."""
    yield ImportMapButton(page=page, priority=40)
    yield DownloadMapButton(page=page, priority=42)


@hooks.register("register_log_actions")
def register_import_in_the_log(actions: Any) -> None:
    """Tell in a page's history which file its map came from."""

    @actions.register_action(LOG_ACTION)
    class ImportMapFormatter(LogFormatter):
        label = _("Import a map")

        def format_message(self, log_entry: Any) -> str:
            return str(
                _("Map imported from “%(file)s” (%(nodes)s nodes)")
                % {
                    "file": log_entry.data.get("file", ""),
                    "nodes": log_entry.data.get("nodes", ""),
                }
            )
