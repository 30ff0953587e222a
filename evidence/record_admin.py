"""What the lists of records in the admin share."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail_modeladmin.options import ModelAdmin

from evidence.modeladmin_views import (
    DeleteView,
    HistoryView,
    IndexView,
    InspectView,
)


class RecordAdmin(ModelAdmin):
    """What the three lists share."""

    list_per_page = 50
    inspect_view_enabled = True
    index_view_class = IndexView
    inspect_view_class = InspectView
    delete_view_class = DeleteView
    history_view_class = HistoryView

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().inspect_view(request, _number(instance_pk))

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().edit_view(request, _number(instance_pk))

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().delete_view(request, _number(instance_pk))

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().history_view(request, _number(instance_pk))


def _number(key: str) -> str:
    """A key that is no number belongs to no record."""
    if not key.isdecimal():
        raise Http404
    return key
