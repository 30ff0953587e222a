"""The list of possible duplicates in the admin, and both publications side by side."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from evidence.choosers import reference_chooser
from evidence.constants import DuplicateAnswer
from evidence.duplicates.answering import (
    UnableToAnswer,
    ask_about,
    say_different,
    say_same,
)
from evidence.duplicates.comparison import compare
from evidence.duplicates.merging import Merged
from evidence.models import PossibleDuplicate, Reference
from evidence.permissions import may_settle_duplicates

PAGE_SIZE = 50


class TwoReferencesForm(forms.Form):
    """Two publications that a person takes for one."""

    one = forms.ModelChoiceField(
        Reference.objects.all(),
        label=gettext_lazy("One reference"),
        widget=reference_chooser.widget_class,
    )
    other = forms.ModelChoiceField(
        Reference.objects.all(),
        label=gettext_lazy("The other reference"),
        widget=reference_chooser.widget_class,
    )


class DuplicatesView(WagtailAdminTemplateMixin, View):
    """A page of the section, for curators."""

    header_icon = "copy"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_settle_duplicates(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Possible duplicates")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Possible duplicates > this page."""
        section = {
            "url": reverse("evidence_duplicates:list"),
            "label": _("Possible duplicates"),
        }
        here = {"url": "", "label": self.get_page_title()}
        crumbs = (
            [section] if self.get_page_title() == section["label"] else [section, here]
        )
        return [*self.breadcrumbs_items, *crumbs]

    def page(self, **context: Any) -> HttpResponse:
        """The page with this context."""
        return self.render_to_response(self.get_context_data(**context))


class ListView(DuplicatesView):
    """Pairs that nobody has answered, the most alike first; or those answered."""

    template_name = "evidence/duplicates/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        answered = "answered" in request.GET
        pairs = PossibleDuplicate.objects.with_references()
        if answered:
            pairs = pairs.exclude(answer=DuplicateAnswer.OPEN).order_by("-answered_at")
            pairs = pairs.select_related("first", "second", "answered_by")
        else:
            pairs = pairs.open()
        page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("p"))
        return self.page(pairs=page, answered=answered)


class PairView(DuplicatesView):
    """Both side by side, and the two answers."""

    template_name = "evidence/duplicates/pair.html"

    def get_page_title(self) -> str:
        return _("Are these the same publication?")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pair = get_object_or_404(PossibleDuplicate.objects.with_references(), pk=pk)
        return self.page(pair=pair, comparison=compare(pair))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pair = get_object_or_404(PossibleDuplicate, pk=pk)
        try:
            self._answer(request, pair)
        except UnableToAnswer as error:
            messages.error(request, str(error))
            return redirect("evidence_duplicates:pair", pair.pk)
        following = PossibleDuplicate.objects.open().exclude(pk=pair.pk).first()
        if following is None:
            return redirect("evidence_duplicates:list")
        return redirect("evidence_duplicates:pair", following.pk)

    def _answer(self, request: HttpRequest, pair: PossibleDuplicate) -> None:
        now = timezone.now()
        answer = request.POST.get("answer")
        if answer == DuplicateAnswer.DIFFERENT:
            say_different(pair=pair, by=request.user, now=now)
            messages.success(
                request, _("Kept apart. Nobody is asked about them again.")
            )
        elif answer == DuplicateAnswer.SAME:
            keep = request.POST.get("keep", "")
            merged = say_same(
                pair=pair,
                keep=int(keep) if keep.isdecimal() else 0,
                by=request.user,
                now=now,
            )
            _tell(request, merged)
        else:
            raise UnableToAnswer(_("Choose one of the two answers."))


def _tell(request: HttpRequest, merged: Merged) -> None:
    messages.success(request, _("Merged into “%s”.") % merged.kept)
    if twice := len(merged.moved.findings_twice):
        text = ngettext(
            "%(count)s finding is there twice now: compare, and delete one.",
            "%(count)s findings are there twice now: compare, and delete one of each.",
            twice,
        )
        address = reverse(
            "evidence_reference_modeladmin_inspect", args=[merged.kept.pk]
        )
        messages.warning(
            request,
            text % {"count": twice},
            buttons=[messages.button(address, _("See the findings"))],
        )


class AskView(DuplicatesView):
    """A curator puts two references of their own choice side by side."""

    template_name = "evidence/duplicates/ask.html"

    def get_page_title(self) -> str:
        return _("Compare two references")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=TwoReferencesForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TwoReferencesForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data
            try:
                pair = ask_about(
                    one=chosen["one"], other=chosen["other"], now=timezone.now()
                )
            except UnableToAnswer as error:
                form.add_error("other", str(error))
            else:
                return redirect("evidence_duplicates:pair", pair.pk)
        return self.page(form=form)
