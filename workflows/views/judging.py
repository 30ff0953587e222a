"""A judge's page: what the reviewers said, the verdict, recusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from workflows.constants import Decision
from workflows.exceptions import ReviewRefused
from workflows.forms import RecusalForm, VerdictForm
from workflows.permissions import actions
from workflows.services import judgements
from workflows.summaries import rounds_for_judge
from workflows.views.base import ReviewView, read_page, refuse, signed_in


class JudgementView(ReviewView):
    """The reports without names, and the form of the verdict."""

    template_name = "workflows/admin/judgement.html"
    task_state: TaskState

    def prepare(self, **kwargs: Any) -> HttpResponse | None:
        """The judgement, if it waits and the person is independent enough."""
        self.task_state = _waiting_judgement(kwargs["pk"])
        page = judgements.page_of_task_state(self.task_state)
        answer = actions.may_judge(page, self.user, now=timezone.now())
        if not answer:
            return refuse(self.request, answer)
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            messages.info(self.request, _("This page has been judged already."))
            return redirect("workflows:overview")
        return None

    def get_page_title(self) -> str:
        return _("Judge: %(title)s") % {"title": self.task_state.revision.object_str}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", VerdictForm())
        kwargs.setdefault("recusal", RecusalForm())
        return super().get_context_data(
            task_state=self.task_state,
            rounds=rounds_for_judge(self.task_state.workflow_state),
            **kwargs,
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = VerdictForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The verdict is not complete yet."))
            return self.page(form=form)
        try:
            verdict = judgements.judge(
                task_state=self.task_state,
                judge=self.user,
                judgement=form.judgement,
                conflict=form.conflict,
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            form.add_error(None, str(refusal))
            return self.page(form=form)
        messages.success(request, _consequence(Decision(verdict.decision)))
        return redirect("workflows:overview")


def _consequence(decision: Decision) -> str:
    return {
        Decision.ACCEPT: _("The page is published. Your letter went to the authors."),
        Decision.MINOR: _(
            "Your letter went to the authors. The page comes back to a judge after the "
            "changes."
        ),
        Decision.MAJOR: _(
            "Your letter went to the authors. After the changes the page is reviewed "
            "again."
        ),
        Decision.REJECT: _("The page is rejected. Your letter went to the authors."),
    }[decision]


class RecusalView(JudgementView):
    """Declare a conflict of interest; another judge takes the page."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = RecusalForm(request.POST)
        if not form.is_valid():
            return self.page(recusal=form)
        try:
            judgements.recuse_judge(
                task_state=self.task_state,
                judge=self.user,
                statement=form.cleaned_data["statement"],
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            return refuse(request, refusal)
        messages.success(
            request, _("Thank you for saying so. Another judge takes this page.")
        )
        return redirect("workflows:overview")


def judged_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The version that waits, as readers would see it."""
    task_state = _waiting_judgement(pk)
    page = judgements.page_of_task_state(task_state)
    answer = actions.may_judge(page, signed_in(request), now=timezone.now())
    if not answer:
        return refuse(request, answer)
    return read_page(request, task_state.revision)


def _waiting_judgement(pk: int) -> TaskState:
    rows = TaskState.objects.filter(task__judgementtask__isnull=False)
    return get_object_or_404(rows.select_related("revision", "workflow_state"), pk=pk)
