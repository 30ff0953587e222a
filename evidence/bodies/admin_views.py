"""The section "Bodies of evidence" of the admin: HTTP in, one service call, HTTP out."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from evidence.appraising.forms import OverrideForm
from evidence.bodies.deciding import override_body_rating
from evidence.bodies.facts import asked_of_body
from evidence.bodies.forms import FactsForm, SearchForm
from evidence.bodies.lists import Missing, list_bodies
from evidence.bodies.rating import Body, read_bodies
from evidence.bodies.recording import record_facts, record_search
from evidence.bodies.shown import PartRatings, show_bodies
from evidence.models import BodyOfEvidence, BodyRating, Intervention
from evidence.permissions import Action, may_judge_body, may_record_body, user_can
from evidence.ratings.vocabulary import ASKED

PER_PAGE = 50


class BodiesView(WagtailAdminTemplateMixin, View):
    """A page of the section; who may see records may see it."""

    header_icon = "list-ul"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not user_can(request.user, Action.VIEW, Intervention):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class BodiesMenuItem(MenuItem):
    """For whoever may see the evidence."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_can(request.user, Action.VIEW, Intervention)


class ListView(BodiesView):
    """Every body of evidence, with what is recorded of it."""

    template_name = "evidence/bodies/list.html"

    def get_page_title(self) -> str:
        return _("Bodies of evidence")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Bodies of evidence."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "").replace("\0", "")[:200]
        missing = request.GET.get("missing", "")
        found = Paginator(list_bodies(text=text, missing=missing), PER_PAGE)
        context = self.get_context_data(
            bodies=found.get_page(request.GET.get("p")),
            text=text,
            missing=missing,
            ways=Missing.choices,
        )
        return self.render_to_response(context)


class BodyView(BodiesView):
    """One body: the newest search, GRADE's facts, and a judge's own results."""

    template_name = "evidence/bodies/body.html"
    row: BodyOfEvidence

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = BodyOfEvidence.objects.filter(intervention__isnull=False)
        self.row = get_object_or_404(
            rows.select_related("intervention"), pk=kwargs["pk"]
        )
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def body(self) -> Body:
        """The body with its findings pooled."""
        [body] = read_bodies([self.row])
        return body

    def get_page_title(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Bodies of evidence > this one."""
        every = {
            "url": reverse("evidence_bodies:list"),
            "label": _("Bodies of evidence"),
        }
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, every, here]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "search" in request.POST:
            return self.record_search()
        if "rating" in request.POST:
            return self.decide()
        return self.record_facts(request.POST.get("measure", ""))

    def record_search(self) -> HttpResponse:
        """The newest search."""
        form = SearchForm.about(self.body.recorded.search, self.request.POST)
        if not form.is_valid():
            return self.show(search_form=form)
        return self._done(
            form,
            lambda: record_search(
                body=self.row, said=form.said, by=self.request.user, now=timezone.now()
            ),
            lambda: self.show(search_form=form),
        )

    def record_facts(self, measure: str) -> HttpResponse:
        """GRADE's facts of one kind of test."""
        parts = {part.measure: part for part in self.body.synthesis.parts}
        if measure not in parts:
            messages.error(
                self.request, _("Reload the page: the studies have changed.")
            )
            return self.show()
        part = next(each for each in parts.values() if each.measure == measure)
        form = self._facts_form(part, self.request.POST)
        if not form.is_valid():
            return self.show(facts_form=form)
        return self._done(
            form,
            lambda: record_facts(
                body=self.row, said=form.said, by=self.request.user, now=timezone.now()
            ),
            lambda: self.show(facts_form=form),
        )

    def decide(self) -> HttpResponse:
        """A judge's own result in place of a computed one."""
        key = self.request.POST["rating"]
        ratings = BodyRating.objects.filter(body=self.row)
        rating = get_object_or_404(ratings, pk=key if key.isdecimal() else 0)
        form = _override_form(rating, self.request.POST)
        if not form.is_valid():
            return self.show(override_form=form)
        return self._done(
            form,
            lambda: override_body_rating(
                rating=rating,
                code=form.cleaned_data["code"],
                reason=form.cleaned_data["reason"],
                by=self.request.user,
                now=timezone.now(),
            ),
            lambda: self.show(override_form=form),
        )

    def _done(
        self,
        form: Any,
        serve: Callable[[], object],
        again: Callable[[], HttpResponse],
    ) -> HttpResponse:
        try:
            serve()
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
            return again()
        messages.success(self.request, _("It is kept, and the body is rated again."))
        return redirect("evidence_bodies:body", self.row.pk)

    def show(self, **bound: Any) -> HttpResponse:
        """The page, with the form that has a mistake as it was sent."""
        studies = self.body.synthesis.pooled_studies
        may_record = may_record_body(studies, self.request.user)
        may_judge = may_judge_body(self.row, studies, self.request.user)
        recorded = self.body.recorded
        [shown] = show_bodies([self.body], today=timezone.now().date())
        search_form = bound.get("search_form") or SearchForm.about(recorded.search)
        context = self.get_context_data(
            row=self.row,
            shown=shown,
            may_record=may_record,
            may_judge=may_judge,
            search_form=search_form,
            searches=self.row.searches.select_related("recorded_by").order_by("-pk"),
            parts=[self._part(each, bound) for each in shown.parts],
            media=search_form.media,
        )
        return self.render_to_response(context)

    def _part(self, rated: PartRatings, bound: dict[str, Any]) -> dict[str, Any]:
        form = bound.get("facts_form")
        if form is None or form.measure != rated.part.measure:
            form = self._facts_form(rated.part)
        rows = self.row.appraisals.filter(measure=rated.part.measure)
        stored = BodyRating.objects.filter(body=self.row, measure=rated.part.measure)
        override = bound.get("override_form")
        return {
            "rated": rated,
            "form": form,
            "facts": _recorded(rated),
            "log": rows.select_related("recorded_by").order_by("-pk"),
            "stored": [
                {"rating": each, "form": _form_of(each, override)}
                for each in stored.newest()
            ],
        }

    def _facts_form(self, part: Any, data: Any = None) -> FactsForm:
        appraisal = self.body.recorded.appraisals.get(part.measure)
        return FactsForm(
            data,
            measure=part.measure,
            keys=asked_of_body(part),
            facts=appraisal.facts if appraisal else {},
        )


def _override_form(rating: BodyRating, data: Any = None) -> OverrideForm:
    levels = [(level.code, level.label) for level in rating.rules.levels]
    return OverrideForm(data, levels=levels, prefix=f"rating-{rating.pk}")


def _form_of(rating: BodyRating, bound: OverrideForm | None) -> OverrideForm:
    if bound is not None and bound.prefix == f"rating-{rating.pk}":
        return bound
    return _override_form(rating)


def _recorded(rated: PartRatings) -> list[dict[str, Any]]:
    """GRADE's facts in words, for who may only read."""
    facts = rated.appraisal.facts if rated.appraisal else {}
    return [
        {"label": ASKED[key].label, "words": ASKED[key].words(each["value"]), **each}
        for key, each in facts.items()
    ]
