"""The admin of the evidence: lists and choosers."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail_modeladmin.options import modeladmin_register

from evidence.choosers import finding_chooser, reference_chooser, study_chooser
from evidence.search import admin as search_admin
from evidence.viewsets import EvidenceGroup

modeladmin_register(EvidenceGroup)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ChooserViewSet]:
    """The windows in which an editor picks a reference, a study or a finding."""
    return [reference_chooser, study_chooser, finding_chooser]


@hooks.register("register_admin_urls")
def register_search_index_urls() -> list[URLPattern]:
    """The report on the search index."""
    return search_admin.urls()


@hooks.register("register_reports_menu_item")
def register_search_index_report() -> MenuItem:
    """The report's place in the menu "Reports"."""
    return search_admin.SearchIndexMenuItem()
