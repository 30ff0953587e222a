"""The section "Appraisals" of the admin: HTTP in, one service call, HTTP out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from evidence.appraising import appraisals
from evidence.appraising.forms import AppraisalForm, ConflictForm, ReasonForm
from evidence.appraising.refusals import AppraisalRefused
from evidence.appraising.settling import asked_in
from evidence.appraising.waiting import waiting_for
from evidence.constants import AppraisalState
from evidence.models import Appraisal
from evidence.permissions import may_assign, may_correct, may_see_rounds
from evidence.ratings.vocabulary import ASKED


class AppraisingView(WagtailAdminTemplateMixin, View):
    """A page of the section."""

    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Appraisals > this page."""
        overview = {
            "url": reverse("evidence_appraising:overview"),
            "label": _("Appraisals"),
        }
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, overview, here]

    def page(self, **context: Any) -> HttpResponse:
        """The page with this context."""
        return self.render_to_response(self.get_context_data(**context))


def refuse(request: HttpRequest, reason: object) -> HttpResponse:
    """Say why not, and lead back to what the person can do."""
    messages.error(request, str(reason))
    return redirect("evidence_appraising:overview")


class OverviewView(AppraisingView):
    """The entry: what waits for the person, and what they have done."""

    template_name = "evidence/appraising/overview.html"

    def get_page_title(self) -> str:
        return _("Appraisals")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Appraisals."""
        return [*self.breadcrumbs_items, {"url": "", "label": _("Appraisals")}]

    def get(self, request: HttpRequest) -> HttpResponse:
        done = Appraisal.objects.submitted().filter(appraiser_id=request.user.pk)
        return self.page(
            waiting=waiting_for(request.user),
            done=done.select_related("round__study__reference", "round__finding"),
            may_see_rounds=may_see_rounds(request.user),
            may_assign=may_assign(request.user),
        )


class AppraisalView(AppraisingView):
    """One's own appraisal: the question of conflicts, the form, or what was submitted."""

    appraisal: Appraisal

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = Appraisal.objects.select_related(
            "round__study__reference", "round__finding"
        )
        self.appraisal = get_object_or_404(
            rows, pk=kwargs["pk"], appraiser_id=request.user.pk
        )
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Appraise: %(title)s") % {"title": self.appraisal.round}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            appraisal=self.appraisal,
            round=self.appraisal.round,
            reference=self.appraisal.round.study.reference,
            **kwargs,
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def show(self, **forms: Any) -> HttpResponse:
        """The page of the appraisal's present state."""
        if not self.appraisal.is_open:
            self.template_name = "evidence/appraising/closed.html"
            forms.setdefault("correction", ReasonForm())
            forms["rows"] = recorded_rows(self.appraisal)
            forms["may_correct"] = may_correct(self.appraisal, self.request.user)
        elif not self.appraisal.conflict:
            self.template_name = "evidence/appraising/conflict.html"
            forms.setdefault("form", ConflictForm())
        else:
            self.template_name = "evidence/appraising/form.html"
            forms.setdefault("form", self.facts_form())
        return self.page(**forms)

    def facts_form(self, data: Any = None) -> AppraisalForm:
        """The form of the round's facts, with the draft in it."""
        return AppraisalForm(
            data,
            keys=asked_in(self.appraisal.round),
            facts=self.appraisal.facts,
            named=self.appraisal.consent_to_be_named,
        )


def recorded_rows(appraisal: Appraisal) -> list[dict[str, Any]]:
    """What a person recorded, in words, fact by fact as they were asked.

    Nothing of one that was declined: its draft may hold anything.
    """
    if appraisal.state != AppraisalState.SUBMITTED:
        return []
    rows = []
    for key in asked_in(appraisal.round):
        entry = appraisal.facts.get(key)
        words = ASKED[key].words(entry["value"]) if entry else _("Not in the paper")
        rows.append({"label": ASKED[key].label, "words": words, "entry": entry})
    return rows


class ConflictView(AppraisalView):
    """The answer about conflicts of interest."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ConflictForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            appraisal = appraisals.answer_conflict(
                appraisal=self.appraisal,
                by=request.user,
                reply=form.reply,
                now=timezone.now(),
            )
        except AppraisalRefused as refusal:
            form.add_error(None, str(refusal))
            return self.show(form=form)
        if appraisal.state == AppraisalState.DECLINED:
            messages.success(
                request, _("Thank you for saying so. Somebody else will be asked.")
            )
            return redirect("evidence_appraising:overview")
        return redirect("evidence_appraising:appraisal", pk)


class FactsView(AppraisalView):
    """Save or submit the facts; what is not complete is kept as a draft."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.facts_form(request.POST)
        is_draft = "draft" in request.POST
        try:
            if is_draft or not form.is_valid():
                self.keep(form)
            else:
                return self.submit(form)
        except AppraisalRefused as refusal:
            return refuse(request, refusal)
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"saved": True})
        if is_draft:
            messages.success(request, _("Your draft is saved. Only you can see it."))
            return redirect("evidence_appraising:appraisal", pk)
        messages.error(
            request,
            _("It is not complete yet. What you recorded is kept as a draft."),
        )
        return self.show(form=form)

    def keep(self, form: AppraisalForm) -> None:
        """Save what was typed."""
        appraisals.save_draft(
            appraisal=self.appraisal,
            by=self.request.user,
            facts=form.unfinished,
            now=timezone.now(),
        )

    def submit(self, form: AppraisalForm) -> HttpResponse:
        """Hand it in."""
        appraisals.submit_appraisal(
            appraisal=self.appraisal,
            by=self.request.user,
            facts=form.entries,
            named=form.cleaned_data["consent_to_be_named"],
            now=timezone.now(),
        )
        messages.success(
            self.request,
            _("Thank you: your appraisal is in. Ratings stand on work like yours."),
        )
        return redirect("evidence_appraising:appraisal", self.appraisal.pk)


class CorrectView(AppraisalView):
    """Open a new version of a submitted appraisal."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(correction=form)
        try:
            fresh = appraisals.correct_appraisal(
                appraisal=self.appraisal,
                by=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except AppraisalRefused as refusal:
            return refuse(request, refusal)
        return redirect("evidence_appraising:appraisal", fresh.pk)
