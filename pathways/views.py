"""The public steps of registration that are not pages of their own."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from mesh.core.clients import client_address
from pathways.models import PathwayProposal, ProposalQuestion, RegisterPathwayPage
from pathways.registration_forms import AnswerForm, ProposalForm
from pathways.services import proposals
from pathways.services.proposals.mails import (
    ANSWER_SALT,
    CONFIRM_SALT,
    INVITATION_SALT,
    read_link,
)

FIXED_FIELDS = (
    "title",
    "subject",
    "organisation",
    "phases",
    "barrier",
    "known",
    "proposer_name",
    "proposer_email",
    "proposer_organisation",
    "name_is_public",
)


# Exempt: the form acts with nobody's session, so a forged one could do no more than a
# direct one, and a reader who refuses cookies, or comes back the next day, keeps the
# text. The form's own signed token stands against repetition.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_proposal(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Take a filled-in form; whatever is amiss shows the form again as it was typed."""
    page = get_object_or_404(RegisterPathwayPage.objects.live(), pk=page_pk)
    if request.method != "POST":
        return redirect(page.get_url(request))
    now = timezone.now()
    form = ProposalForm(request.POST, page=page, now=now)
    if not form.is_valid():
        return page.render_form(request, form)
    values = form.cleaned_data
    similar = proposals.similar_titles(values["title"])
    if similar and "send_anyway" not in request.POST:
        return page.render_form(request, form, similar=similar)
    proposals.receive_proposal(
        data=proposals.ProposalData(
            answers=form.answers, **{name: values[name] for name in FIXED_FIELDS}
        ),
        token=values["token"],
        now=now,
        client=client_address(request),
        trap_was_filled=bool(values["trap"]),
    )
    return redirect(page.get_url(request) + page.reverse_subpage("sent_route"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link that proves an address: reading shows a button, pressing it acts."""
    proposal = PathwayProposal.objects.filter(
        key=read_link(token, CONFIRM_SALT)
    ).first()
    if proposal is None:
        return _dead_link(request)
    if request.method == "POST":
        try:
            proposal = proposals.confirm_address(proposal=proposal, now=timezone.now())
        except proposals.UnableToConfirm as refusal:
            return _dead_link(request, str(refusal))
    return render(
        request,
        "pathways/confirm_address.html",
        {"proposal": proposal, **_ways_on(request)},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, token: str) -> HttpResponse:
    """The page on which the proposer answers an editor's question."""
    question = (
        ProposalQuestion.objects.filter(pk=read_link(token, ANSWER_SALT))
        .select_related("proposal__organisation")
        .first()
    )
    if question is None:
        return _dead_link(request)
    typed = request.POST if request.method == "POST" else None
    form = AnswerForm(typed, label_suffix="")
    if form.is_valid():
        try:
            proposals.answer_question(
                question=question, text=form.cleaned_data["answer"], now=timezone.now()
            )
        except proposals.UnableToAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(request.path)
    context = {"question": question, "form": form, **_ways_on(request)}
    return render(request, "pathways/answer_question.html", context)


@never_cache
@require_safe
def author_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """On to choosing a password, as long as the new author has none.

    Django's own reset link would be dead after three days; this one makes a fresh one.
    """
    author = (
        get_user_model()
        .objects.filter(pk=read_link(token, INVITATION_SALT), is_active=True)
        .first()
    )
    if author is None:
        return _dead_link(request)
    if author.has_usable_password():
        return redirect("wagtailadmin_login")
    uid = urlsafe_base64_encode(force_bytes(author.pk))
    return redirect(
        "wagtailadmin_password_reset_confirm",
        uidb64=uid,
        token=default_token_generator.make_token(author),
    )


def _dead_link(request: HttpRequest, reason: str = "") -> HttpResponse:
    reason = reason or _(
        "This link is not complete, or it is too old. Copy the whole address from the "
        "mail, or propose the pathway again."
    )
    context = {"reason": reason, **_ways_on(request)}
    return render(request, "pathways/dead_link.html", context, status=410)


def _ways_on(request: HttpRequest) -> dict[str, Any]:
    page = RegisterPathwayPage.objects.live().first()
    form_url = page.get_url(request) if page else None
    return {
        "form_url": form_url,
        "register_url": form_url and form_url + page.reverse_subpage("list_route"),
        "home_url": reverse("wagtail_serve", args=[""]),
    }
