"""The judge's pages: what appraisers disagree on, and ratings to override."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from evidence.appraising import decisions
from evidence.appraising.forms import DecisionForm, OverrideForm
from evidence.appraising.recording import read_stored
from evidence.appraising.refusals import AppraisalRefused
from evidence.appraising.settling import (
    ComparedFact,
    agreement_of,
    asked_in,
    compare,
    current_appraisals,
)
from evidence.appraising.views import AppraisingView, refuse
from evidence.models import AppraisalRound, RatingRecord, Study
from evidence.permissions import may_judge_round, may_judge_study, may_see_rounds
from evidence.ratings.results import Status
from evidence.ratings.vocabulary import ASKED


class DifferencesView(AppraisingView):
    """Both records of each fact side by side; a judge decides, one fact at a time."""

    template_name = "evidence/appraising/differences.html"
    round: AppraisalRound

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = AppraisalRound.objects.with_record().prefetch_related(
            "appraisals__appraiser", "fact_decisions__judge"
        )
        self.round = get_object_or_404(rows, pk=kwargs["pk"])
        self.may_judge = may_judge_round(self.round, request.user)
        if not self.may_judge and not may_see_rounds(request.user):
            return refuse(request, self.may_judge.reason)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Differences: %(title)s") % {"title": self.round}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = request.POST.get("fact", "")
        if key not in asked_in(self.round):
            return refuse(request, _("This fact is not asked here."))
        form = DecisionForm(request.POST, fact=ASKED[key])
        if not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        try:
            decisions.decide_fact(
                review_round=self.round,
                fact=decisions.DecidedFact(
                    key=key,
                    value=form.value,
                    reason=data["reason"],
                    place=data["place"],
                    quotation=data["quotation"],
                ),
                by=request.user,
                now=timezone.now(),
            )
        except AppraisalRefused as refusal:
            return refuse(request, refusal)
        messages.success(request, _("Your decision is kept, with its reason."))
        return redirect("evidence_appraising:differences", pk)

    def show(self, bound: DecisionForm | None = None) -> HttpResponse:
        """Disputed facts with their forms, then decided and agreed ones."""
        compared = compare(self.round)
        recorded = [each for each in compared if each.is_recorded]
        return self.page(
            round=self.round,
            reference=self.round.study.reference,
            appraisals=current_appraisals(self.round),
            may_judge=self.may_judge,
            disputed=[
                self._row(each, bound) for each in recorded if not each.is_agreed
            ],
            agreed=[self._row(each, None) for each in recorded if each.is_agreed],
            agreement=agreement_of(compared),
        )

    def _row(
        self, compared: ComparedFact, bound: DecisionForm | None
    ) -> dict[str, Any]:
        fact = compared.fact
        form = None
        if not compared.is_agreed and self.may_judge:
            is_bound = bound is not None and bound.fact.key == fact.key
            form = bound if is_bound else DecisionForm(fact=fact)
        return {
            "fact": fact,
            "answers": [
                {
                    "words": fact.words(entry["value"]) if entry else "",
                    "entry": entry,
                }
                for entry in compared.entries
            ],
            "decision": compared.decision,
            "decided": _decided_words(compared),
            "form": form,
        }


def _decided_words(compared: ComparedFact) -> str:
    if compared.decision is None:
        return ""
    if compared.decision.value is None:
        return _("The paper does not say.")
    return compared.fact.words(compared.decision.value)


class StudyRatingsView(AppraisingView):
    """Every stored rating of a study and its findings; a judge may put another."""

    template_name = "evidence/appraising/study_ratings.html"
    study: Study

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = Study.objects.with_reference()
        self.study = get_object_or_404(rows, pk=kwargs["pk"])
        self.may_judge = may_judge_study(self.study, request.user)
        if not self.may_judge and not may_see_rounds(request.user):
            return refuse(request, self.may_judge.reason)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Ratings: %(title)s") % {"title": self.study}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rating = get_object_or_404(
            RatingRecord.objects.select_related("study__reference", "finding"),
            pk=request.POST.get("rating", "0"),
            study=self.study,
        )
        form = self._form(rating, request.POST)
        if not form.is_valid():
            return self.show(form)
        code, reason = form.cleaned_data["code"], form.cleaned_data["reason"]
        now = timezone.now()
        try:
            if code:
                decisions.override_rating(
                    rating=rating, code=code, reason=reason, by=request.user, now=now
                )
            else:
                decisions.withdraw_override(
                    rating=rating, reason=reason, by=request.user, now=now
                )
        except AppraisalRefused as refusal:
            return refuse(request, refusal)
        messages.success(request, _("Your decision is kept, and public."))
        return redirect("evidence_appraising:study_ratings", pk)

    def show(self, bound: OverrideForm | None = None) -> HttpResponse:
        """The newest rating of each rule set, those that wait for a judge first."""
        stored = read_stored(self.study)
        findings = {each.pk: each for each in self.study.findings.all()}
        rows = []
        for about, rating in stored.ratings.items():
            rating.study, rating.finding = self.study, findings.get(about[0] or 0)
            override = stored.overrides.get(about)
            waits = rating.status == Status.OPEN and override is None
            is_bound = bound is not None and bound.prefix == str(rating.pk)
            rows.append(
                {
                    "rating": rating,
                    "override": override,
                    "waits": waits,
                    "form": bound if is_bound else self._form(rating),
                }
            )
        rows.sort(key=lambda row: not row["waits"])
        return self.page(
            study=self.study,
            reference=self.study.reference,
            rows=rows,
            may_judge=self.may_judge,
        )

    @staticmethod
    def _form(rating: RatingRecord, data: Any = None) -> OverrideForm:
        levels = [(level.code, level.label) for level in rating.rules.levels]
        return OverrideForm(data, levels=levels, prefix=str(rating.pk))
