"""The link in the mail. A GET changes nothing: mail scanners follow links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workflows import tokens
from workflows.constants import AssignmentStatus
from workflows.exceptions import ReviewRefused
from workflows.forms import ConflictForm, ReasonForm
from workflows.models import ReviewAssignment
from workflows.permissions import actions
from workflows.services import invitations


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the reviewer accepts or declines, then do it.

    Shows the title and the dates, nothing of the page: whoever has the mail has the
    link. The page is read after signing in.
    """
    try:
        assignment = tokens.read_token(token)
    except tokens.UnableToUseToken as refusal:
        return _refused(request, refusal)
    answer = actions.may_respond(assignment, assignment.reviewer)
    if not answer:
        return _refused(request, answer.reason)
    if request.method == "POST":
        return _act(request, assignment)
    return _ask(request, assignment, ConflictForm(), ReasonForm())


def _act(request: HttpRequest, assignment: ReviewAssignment) -> HttpResponse:
    is_decline = "decline" in request.POST
    accept = ConflictForm(None if is_decline else request.POST)
    decline = ReasonForm(request.POST if is_decline else None)
    form = decline if is_decline else accept
    if not form.is_valid():
        return _ask(request, assignment, accept, decline)
    try:
        if is_decline:
            assignment = invitations.decline_invitation(
                assignment=assignment,
                reviewer=assignment.reviewer,
                reason=decline.cleaned_data["reason"],
                now=timezone.now(),
            )
        else:
            assignment = invitations.accept_invitation(
                assignment=assignment,
                reviewer=assignment.reviewer,
                conflict=accept.conflict,
                now=timezone.now(),
            )
    except ReviewRefused as refusal:
        return _refused(request, refusal)
    return render(
        request,
        "workflows/invitation_answered.html",
        {
            "assignment": assignment,
            "accepted": assignment.status == AssignmentStatus.ACCEPTED,
            "declined": assignment.status == AssignmentStatus.DECLINED,
            "page_title": assignment.round.revision.object_str,
            "has_password": assignment.reviewer.has_usable_password(),
        },
    )


def _ask(
    request: HttpRequest,
    assignment: ReviewAssignment,
    accept: ConflictForm,
    decline: ReasonForm,
) -> HttpResponse:
    context = {
        "assignment": assignment,
        "round": assignment.round,
        "page_title": assignment.round.revision.object_str,
        "accept": accept,
        "decline": decline,
        "form": decline if decline.is_bound else accept,
    }
    status = 422 if accept.is_bound or decline.is_bound else 200
    return render(request, "workflows/invitation.html", context, status=status)


def _refused(request: HttpRequest, reason: object) -> HttpResponse:
    context = {"reason": str(reason)}
    return render(request, "workflows/invitation_closed.html", context, status=410)
