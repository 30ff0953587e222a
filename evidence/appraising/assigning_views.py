"""The curator's pages: ask two people, see how far they are, ask somebody else."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from evidence.appraising import rounds
from evidence.appraising.assigning_forms import AssignForm, ReplaceForm
from evidence.appraising.refusals import AppraisalRefused
from evidence.appraising.views import AppraisingView, refuse
from evidence.constants import AppraisalState, RoundState
from evidence.models import Appraisal, AppraisalRound
from evidence.permissions import may_assign, may_see_rounds

PAGE_SIZE = 50


class AssignView(AppraisingView):
    """Ask two people to appraise a study or finding."""

    template_name = "evidence/appraising/assign.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        answer = may_assign(request.user)
        if not answer:
            return refuse(request, answer.reason)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Ask for an appraisal")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=AssignForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AssignForm(request.POST)
        if not form.is_valid():
            return self.page(form=form)
        data = form.cleaned_data
        try:
            review_round = rounds.assign_appraisers(
                subject=rounds.Subject(data["study"], data["finding"]),
                appraisers=[data["first"], data["second"]],
                by=request.user,
                now=timezone.now(),
            )
        except AppraisalRefused as refusal:
            form.add_error(None, str(refusal))
            return self.page(form=form)
        messages.success(request, _("Both have been asked by mail."))
        return redirect("evidence_appraising:round", review_round.pk)


class RoundsView(AppraisingView):
    """Every round, the newest first."""

    template_name = "evidence/appraising/rounds.html"

    def get_page_title(self) -> str:
        return _("Rounds of appraisal")

    def get(self, request: HttpRequest) -> HttpResponse:
        answer = may_see_rounds(request.user)
        if not answer:
            return refuse(request, answer.reason)
        rows = AppraisalRound.objects.with_record().prefetch_related("appraisals")
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
        return self.page(rounds=page)


class RoundView(AppraisingView):
    """How far a round has come; no fact is shown here, so that both stay blind."""

    template_name = "evidence/appraising/round.html"
    round: AppraisalRound

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        answer = may_see_rounds(request.user)
        if not answer:
            return refuse(request, answer.reason)
        rows = AppraisalRound.objects.with_record()
        self.round = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Round: %(title)s") % {"title": self.round}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def show(self, bound: ReplaceForm | None = None) -> HttpResponse:
        """The people, and what a curator may do."""
        people = self.round.appraisals.select_related("appraiser")
        submitted = people.filter(state=AppraisalState.SUBMITTED)
        awaiting = self.round.state == RoundState.AWAITING
        assigns = may_assign(self.request.user)
        given_up = self.round.state == RoundState.CANCELLED
        return self.page(
            round=self.round,
            people=people,
            may_replace=awaiting and assigns,
            may_cancel=assigns and not self.round.settled_at and not given_up,
            is_compared=not awaiting and submitted.exists(),
            form=bound or ReplaceForm(),
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "cancel" in request.POST:
            return self._cancel(request)
        form = ReplaceForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        appraisal = get_object_or_404(
            Appraisal, pk=request.POST.get("appraisal", "0"), round=self.round
        )
        try:
            rounds.replace_appraiser(
                appraisal=appraisal,
                person=form.cleaned_data["person"],
                by=request.user,
                now=timezone.now(),
            )
        except AppraisalRefused as refusal:
            form.add_error("person", str(refusal))
            return self.show(form)
        messages.success(request, _("Somebody else has been asked by mail."))
        return redirect("evidence_appraising:round", pk)

    def _cancel(self, request: HttpRequest) -> HttpResponse:
        try:
            rounds.cancel_round(review_round=self.round, by=request.user)
        except AppraisalRefused as refusal:
            return refuse(request, refusal)
        messages.success(request, _("The round is cancelled."))
        return redirect("evidence_appraising:rounds")
