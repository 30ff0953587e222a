"""A coordinator's pages: rounds, invitations, reports, revocation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail, User
from workflows.exceptions import ReviewRefused
from workflows.forms import InviteForm, ReasonForm
from workflows.models import ReviewAssignment, ReviewRound, Verdict
from workflows.permissions import actions
from workflows.services import invitations, judgements
from workflows.summaries import summarise
from workflows.views.base import ReviewView, read_page, refuse, signed_in

ROUNDS_PER_PAGE = 50


class RoundsView(ReviewView):
    """Every round, open ones first."""

    template_name = "workflows/admin/rounds.html"

    def get_page_title(self) -> str:
        return _("Rounds of review")

    def get(self, request: HttpRequest) -> HttpResponse:
        answer = actions.may_see_rounds(self.user)
        if not answer:
            return refuse(request, answer)
        rounds = ReviewRound.objects.with_progress().select_related("revision")
        page = Paginator(rounds, ROUNDS_PER_PAGE).get_page(request.GET.get("p"))
        return self.page(rounds=page)


class RoundView(ReviewView):
    """One round: who reviews, what they said, what was decided, what was mailed."""

    template_name = "workflows/admin/round.html"
    review_round: ReviewRound

    def prepare(self, **kwargs: Any) -> HttpResponse | None:
        """The round, if the person may read it."""
        rows = ReviewRound.objects.select_related("revision", "page")
        self.review_round = get_object_or_404(rows, pk=kwargs["pk"])
        answer = actions.may_see_rounds(self.user)
        if answer:
            answer = actions.may_read_reports(
                self.review_round, self.user, now=timezone.now()
            )
        return None if answer else refuse(self.request, answer)

    def get_page_title(self) -> str:
        return _("%(title)s, round %(number)d") % {
            "title": self.review_round.revision.object_str,
            "number": self.review_round.number,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invite = actions.may_invite(self.review_round, self.user)
        if invite:
            kwargs.setdefault("form", self.invite_form())
        return super().get_context_data(
            round=self.review_round,
            assignments=self.review_round.assignments.select_related(
                "reviewer", "invited_by"
            ).order_by("invited_at", "pk"),
            summary=summarise(self.review_round),
            may_invite=invite,
            may_revoke=actions.may_revoke(self.review_round, self.user),
            mails=mails_about(self.review_round),
            now=timezone.now(),
            **kwargs,
        )

    def invite_form(self, data: Any = None) -> InviteForm:
        """The form with everybody who may be invited."""
        return InviteForm(data, reviewers=self.candidates())

    def candidates(self) -> list[User]:
        """Peer reviewers whom no rule excludes and who are not in the round."""
        people = User.objects.filter(
            is_active=True, groups__name=Role.REVIEWER.value
        ).exclude(review_assignments__in=self.review_round.assignments.active())
        by = self.user
        return [
            person
            for person in people
            if actions.may_be_invited(self.review_round, person, by)
        ]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page()

    def back(self) -> HttpResponse:
        """To the round, after an action."""
        return redirect("workflows:round", self.review_round.pk)


def mails_about(review_round: ReviewRound) -> Any:
    """The mails of a round, the newest first."""
    return OutgoingMail.objects.about(review_round).order_by("-created_at", "-pk")


class InviteView(RoundView):
    """Invite one reviewer."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.invite_form(request.POST)
        if not form.is_valid():
            return self.page(form=form)
        reviewer = form.cleaned_data["reviewer"]
        try:
            invitations.invite_reviewer(
                review_round=self.review_round,
                reviewer=reviewer,
                by=self.user,
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            form.add_error("reviewer", str(refusal))
            return self.page(form=form)
        messages.success(
            request, _("%(name)s is invited by mail.") % {"name": reviewer}
        )
        return self.back()


class WithdrawView(RoundView):
    """Take a reviewer out, with a reason that is mailed to them."""

    template_name = "workflows/admin/confirm_reason.html"
    assignment: ReviewAssignment

    def prepare(self, **kwargs: Any) -> HttpResponse | None:
        """The round, and one of its assignments."""
        refusal = super().prepare(**kwargs)
        self.assignment = get_object_or_404(
            self.review_round.assignments.select_related("reviewer"),
            pk=kwargs["assignment_pk"],
        )
        return refusal

    def get_page_title(self) -> str:
        return _("Withdraw %(name)s") % {"name": self.assignment.reviewer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(
            explanation=_("The reason is mailed to the reviewer."),
            submit_label=_("Withdraw this reviewer"),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.page(form=form)
        try:
            invitations.withdraw_reviewer(
                assignment=self.assignment,
                by=self.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
            return self.back()
        messages.success(
            request, _("%(name)s is withdrawn.") % {"name": self.assignment.reviewer}
        )
        return self.back()


class RevokeView(RoundView):
    """Revoke the round's accepting verdict: the page goes offline."""

    template_name = "workflows/admin/confirm_reason.html"

    def get_page_title(self) -> str:
        return _("Revoke the verdict")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(
            explanation=_(
                "The page goes offline at once. Authors and coordinators are mailed the "
                "reason, and it is kept in the review record."
            ),
            submit_label=_("Revoke the verdict and take the page offline"),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.page(form=form)
        verdict = get_object_or_404(Verdict.objects.standing(), round=self.review_round)
        try:
            judgements.revoke_verdict(
                verdict=verdict,
                by=self.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
            return self.back()
        messages.success(request, _("The verdict is revoked; the page is offline."))
        return self.back()


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The version under review, for those who may read the round."""
    rows = ReviewRound.objects.select_related("revision", "page")
    review_round = get_object_or_404(rows, pk=pk)
    answer = actions.may_read_page_under_review(
        review_round, signed_in(request), now=timezone.now()
    )
    if not answer:
        return refuse(request, answer)
    return read_page(request, review_round.revision)
