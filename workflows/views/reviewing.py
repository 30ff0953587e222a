"""A reviewer's assignment: answer the invitation, read the page, write the report."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from workflows.constants import AssignmentStatus
from workflows.exceptions import ReviewRefused
from workflows.forms import ConflictForm, ReasonForm, ReportForm
from workflows.models import ReviewAssignment
from workflows.permissions import actions
from workflows.services import invitations, reports
from workflows.views.base import ReviewView, read_page, refuse, signed_in


class AssignmentView(ReviewView):
    """What a reviewer sees depends on the status: invitation, form, or own report."""

    assignment: ReviewAssignment

    def prepare(self, **kwargs: Any) -> None:
        """The person's own assignment, or 404: nobody learns of another's."""
        rows = ReviewAssignment.objects.select_related("round__revision", "round__form")
        self.assignment = get_object_or_404(
            rows, pk=kwargs["pk"], reviewer_id=self.user.pk
        )

    def get_page_title(self) -> str:
        return _("Review: %(title)s") % {
            "title": self.assignment.round.revision.object_str
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            assignment=self.assignment, round=self.assignment.round, **kwargs
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def show(self, **forms: Any) -> HttpResponse:
        """The page of the assignment's present status."""
        if self.assignment.status == AssignmentStatus.INVITED:
            self.template_name = "workflows/admin/invitation.html"
            forms.setdefault("accept", ConflictForm())
            forms.setdefault("decline", ReasonForm())
        elif self.assignment.status == AssignmentStatus.ACCEPTED:
            self.template_name = "workflows/admin/report_form.html"
            forms.setdefault("form", self.report_form())
        else:
            self.template_name = "workflows/admin/assignment_closed.html"
        return self.page(**forms)

    def report_form(self, data: Any = None) -> ReportForm:
        """The form of the round's questions, with the draft in it."""
        draft = getattr(self.assignment, "draft", None)
        return ReportForm(
            data,
            schema=self.assignment.round.form.schema(),
            initial=draft.data if draft else None,
        )


class AcceptView(AssignmentView):
    """Accept the invitation, with the answer about conflicts of interest."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ConflictForm(request.POST)
        if not form.is_valid():
            return self.show(accept=form)
        try:
            assignment = invitations.accept_invitation(
                assignment=self.assignment,
                reviewer=self.user,
                conflict=form.conflict,
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            return refuse(request, refusal)
        if assignment.status == AssignmentStatus.ACCEPTED:
            messages.success(request, _("Thank you. You can read the page now."))
        else:
            messages.success(
                request, _("Thank you for saying so. Somebody else will be asked.")
            )
        return redirect("workflows:assignment", pk)


class DeclineView(AssignmentView):
    """Decline the invitation, with a reason."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(decline=form)
        try:
            invitations.decline_invitation(
                assignment=self.assignment,
                reviewer=self.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            return refuse(request, refusal)
        messages.success(request, _("You have declined. Thank you for answering."))
        return redirect("workflows:overview")


class ReportView(AssignmentView):
    """Submit the report; what is not complete is kept as a draft, so nothing is lost."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.report_form(request.POST)
        is_draft = "draft" in request.POST
        try:
            if is_draft or not form.is_valid():
                self.keep(form)
            else:
                assignment = reports.submit_report(
                    assignment=self.assignment,
                    reviewer=self.user,
                    content=form.content,
                    conflict=form.conflict,
                    now=timezone.now(),
                )
                return self.thank(assignment)
        except ReviewRefused as refusal:
            return refuse(request, refusal)
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"saved": True})
        if is_draft:
            messages.success(request, _("Your draft is saved. Only you can see it."))
            return redirect("workflows:assignment", pk)
        messages.error(
            request,
            _("The report is not complete yet. What you wrote is kept as a draft."),
        )
        return self.show(form=form)

    def keep(self, form: ReportForm) -> None:
        """Save what was typed."""
        reports.save_draft(
            assignment=self.assignment,
            reviewer=self.user,
            data=form.unfinished(),
            now=timezone.now(),
        )

    def thank(self, assignment: ReviewAssignment) -> HttpResponse:
        """After submission."""
        if assignment.status == AssignmentStatus.RECUSED:
            text = _("Thank you for saying so. No report was kept.")
        else:
            text = _("Your report is in. Thank you: pages stand on reviews like yours.")
        messages.success(self.request, text)
        return redirect("workflows:assignment", assignment.pk)


def reviewed_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The version under review, for its reviewer."""
    rows = ReviewAssignment.objects.select_related("round__revision")
    user = signed_in(request)
    assignment = get_object_or_404(rows, pk=pk, reviewer_id=user.pk)
    answer = actions.may_read_page_under_review(
        assignment.round, user, now=timezone.now()
    )
    if not answer:
        return refuse(request, answer)
    return read_page(request, assignment.round.revision)
