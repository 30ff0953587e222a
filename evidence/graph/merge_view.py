"""Saying in the admin that two records are one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from evidence.duplicates.merging import LOG_ACTION
from evidence.graph.forms import MergeForm
from evidence.graph.merging import UnableToMerge, merge
from evidence.models.concepts import Concept
from evidence.permissions import may_merge


class MergeView(WagtailAdminTemplateMixin, View):
    """Choose the record that stays; for curators."""

    model: Any = None
    chooser: Any = None
    template_name = "evidence/graph/merge.html"
    header_icon = "copy"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_merge(request.user):
            raise PermissionDenied
        self.record: Any = get_object_or_404(self.model.objects, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Merge “%(name)s” into another record") % {"name": self.record}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > the record > this page."""
        here = {"url": "", "label": _("Merge")}
        record = {"url": self._address(self.record), "label": str(self.record)}
        return [*self.breadcrumbs_items, record, here]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        return self._ask(self._form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The answer."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._ask(form)
        try:
            kept = merge(
                kept=form.cleaned_data["kept"], merged=self.record, now=timezone.now()
            )
        except UnableToMerge as error:
            form.add_error("kept", str(error))
            return self._ask(form)
        log(instance=kept, action=LOG_ACTION, data={"merged": str(self.record)})
        messages.success(
            request,
            _("“%(merged)s” is now one of the names of “%(kept)s”.")
            % {"merged": self.record, "kept": kept},
        )
        return redirect(self._address(kept))

    def _form(self, data: Any = None) -> MergeForm:
        return MergeForm(self.record, self.chooser.widget_class, data)

    def _ask(self, form: MergeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    @staticmethod
    def _address(record: Concept) -> str:
        return reverse(f"evidence_{record.kind}_modeladmin_inspect", args=[record.pk])
