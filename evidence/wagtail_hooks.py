"""The admin of the evidence: lists and choosers."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail_modeladmin.options import modeladmin_register

from evidence.appraising import urls as appraising_urls
from evidence.appraising.panels import WaitingPanel
from evidence.bodies import admin_urls as bodies_urls
from evidence.bodies.admin_views import BodiesMenuItem
from evidence.choosers import (
    barrier_chooser,
    finding_chooser,
    intervention_chooser,
    reference_chooser,
    study_chooser,
)
from evidence.duplicates import urls as duplicates_urls
from evidence.duplicates.merging import LOG_ACTION as MERGE
from evidence.graph import admin_urls as graph_admin_urls
from evidence.importing import run_urls
from evidence.search import admin as search_admin
from evidence.viewsets import EvidenceGroup

modeladmin_register(EvidenceGroup)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ChooserViewSet]:
    """The windows in which an editor picks a record."""
    return [
        reference_chooser,
        study_chooser,
        finding_chooser,
        barrier_chooser,
        intervention_chooser,
    ]


@hooks.register("register_admin_urls")
def register_search_index_urls() -> list[URLPattern]:
    """The report on the search index."""
    return search_admin.urls()


@hooks.register("register_reports_menu_item")
def register_search_index_report() -> MenuItem:
    """The report's place in the menu "Reports"."""
    return search_admin.SearchIndexMenuItem()


@hooks.register("register_admin_urls")
def register_appraisal_urls() -> list[URLPattern | URLResolver]:
    """The section "Appraisals" under /admin/appraisals/."""
    section = include(
        (appraising_urls.urlpatterns, "evidence_appraising"),
        namespace="evidence_appraising",
    )
    return [path("appraisals/", section)]


@hooks.register("register_admin_urls")
def register_duplicates_urls() -> list[URLPattern | URLResolver]:
    """The section "Possible duplicates" under /admin/duplicates/."""
    section = include(
        (duplicates_urls.urlpatterns, "evidence_duplicates"),
        namespace="evidence_duplicates",
    )
    return [path("duplicates/", section)]


@hooks.register("register_admin_urls")
def register_merging_urls() -> list[URLPattern | URLResolver]:
    """Merging two barriers or two interventions, under /admin/merging/."""
    section = include((graph_admin_urls.urlpatterns, "evidence_graph"))
    return [path("merging/", section)]


@hooks.register("register_admin_urls")
def register_bodies_urls() -> list[URLPattern | URLResolver]:
    """The section "Bodies of evidence" under /admin/bodies/."""
    section = include((bodies_urls.urlpatterns, "evidence_bodies"))
    return [path("bodies/", section)]


@hooks.register("register_admin_menu_item")
def register_bodies_menu_item() -> MenuItem:
    """Who may see the evidence sees what is recorded of it as a whole."""
    return BodiesMenuItem(
        gettext_lazy("Bodies of evidence"),
        reverse("evidence_bodies:list"),
        icon_name="list-ul",
        order=312,
    )


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLPattern | URLResolver]:
    """The section "Imports" under /admin/imports/."""
    section = include(
        (run_urls.urlpatterns, "evidence_imports"), namespace="evidence_imports"
    )
    return [path("imports/", section)]


@hooks.register("register_log_actions")
def register_merge_log_action(actions: Any) -> None:
    """What the history of a reference says of a merger."""
    actions.register_action(MERGE, gettext_lazy("Merge"), gettext_lazy("Merged"))


@hooks.register("register_admin_menu_item")
def register_appraisal_menu_item() -> MenuItem:
    """For everybody: each person sees what waits for them."""
    return MenuItem(
        gettext_lazy("Appraisals"),
        reverse("evidence_appraising:overview"),
        icon_name="glasses",
        order=311,
    )


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The panel "Appraisals waiting for you"."""
    panels.append(WaitingPanel())
