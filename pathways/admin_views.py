"""Acting on a proposal in the admin: a page of its own for each action."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from pathways import permissions
from pathways.admin_forms import FORMS, ConfirmForm
from pathways.constants import ProposalAction
from pathways.models import PathwayProposal
from pathways.services import proposals

INDEX = "pathways_pathwayproposal_modeladmin_index"
INSPECT = "pathways_pathwayproposal_modeladmin_inspect"
DONE = {
    ProposalAction.ACCEPT: gettext_lazy(
        "“%(title)s” is accepted. Its draft is made, and %(name)s has been invited to "
        "write it."
    ),
    ProposalAction.DECLINE: gettext_lazy(
        "“%(title)s” is declined. %(name)s receives your reason by mail."
    ),
    ProposalAction.ASK: gettext_lazy(
        "Your question goes to %(name)s by mail. You are told when it is answered."
    ),
    ProposalAction.RELEASE: gettext_lazy(
        "“%(title)s” is released. Its editors are told, and %(name)s is asked to "
        "confirm the address."
    ),
    ProposalAction.DISCARD: gettext_lazy(
        "“%(title)s” is discarded. Nobody is told; you can still release it."
    ),
    ProposalAction.ERASE: gettext_lazy(
        "The personal data of the proposer of “%(title)s” are erased."
    ),
}


def allowed_actions(user: Any, proposal: PathwayProposal) -> list[ProposalAction]:
    """What this person may do with the proposal as it stands, in a fixed order."""
    today = timezone.localdate()
    return [
        action
        for action in FORMS
        if permissions.may_take(user, proposal, action, today)
    ]


def may_send_confirmation(user: Any, proposal: PathwayProposal) -> bool:
    """Whether there is an open proposal here whose address is not proved."""
    is_open = proposal.after(ProposalAction.ACCEPT) is not None
    return (
        is_open
        and proposal.address_confirmed_at is None
        and permissions.may_act(user, proposal, timezone.localdate())
    )


def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """The page that asks for what an action needs, and takes it by POST."""
    if action not in {known.value for known in FORMS}:
        raise Http404
    proposal = _proposal_to_act_on(request, pk)
    chosen = ProposalAction(action)
    if proposal.after(chosen) is None:
        messages.warning(request, _too_late(proposal, chosen))
        return redirect(INSPECT, instance_pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = FORMS[chosen](typed, proposal=proposal)
    if form.is_valid():
        try:
            return _take(request, proposal, chosen, form)
        except proposals.UnableToChangeProposal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        f"pathways/admin/proposal_{action}.html",
        {
            "proposal": proposal,
            "form": form,
            "action": chosen,
            "back_url": reverse(INSPECT, args=[pk]),
        },
    )


@require_POST
def send_confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the link that proves the address once more."""
    proposal = _proposal_to_act_on(request, pk)
    try:
        proposals.send_confirmation(proposal=proposal)
    except proposals.UnableToSendAgain as refusal:
        messages.warning(request, str(refusal))
    else:
        text = _("The confirmation goes to %(email)s once more.")
        messages.success(request, text % {"email": proposal.proposer_email})
    return redirect(INSPECT, instance_pk=pk)


def _proposal_to_act_on(request: HttpRequest, pk: int) -> PathwayProposal:
    """The proposal, if this person may act on it; hidden ones look missing."""
    today = timezone.localdate()
    proposal = get_object_or_404(
        permissions.visible_proposals(request.user, today), pk=pk
    )
    if not permissions.may_act(request.user, proposal, today):
        raise PermissionDenied
    return proposal


def _too_late(proposal: PathwayProposal, action: ProposalAction) -> str:
    if proposal.erased_at:
        text = _("Who proposed “%(title)s” was erased: nothing more can be done here.")
        return text % {"title": proposal.title}
    if action == ProposalAction.ERASE:
        text = _(
            "“%(title)s” still waits for a decision. Decline or discard it first, then "
            "erase the personal data."
        )
        return text % {"title": proposal.title}
    text = _(
        "“%(title)s” cannot be changed this way: its state is “%(state)s”. Somebody "
        "else may have acted on it in the meantime."
    )
    return text % {"title": proposal.title, "state": proposal.get_state_display()}


def _take(
    request: HttpRequest,
    proposal: PathwayProposal,
    action: ProposalAction,
    form: ConfirmForm,
) -> HttpResponse:
    """One service call, and a message that says what happened and where to go on."""
    now, editor = timezone.now(), request.user
    call = getattr(proposals, action.value)
    result = call(proposal=proposal, editor=editor, now=now, **form.cleaned_data)
    values = {"title": proposal.title, "name": proposal.proposer_name}
    buttons = [messages.button(reverse(INDEX), _("All proposals"))]
    if action == ProposalAction.ACCEPT:
        edit = reverse("wagtailadmin_pages:edit", args=[result.pk])
        buttons.insert(0, messages.button(edit, _("Open the draft")))
    messages.success(request, DONE[action] % values, buttons=buttons)
    return redirect(INSPECT, instance_pk=proposal.pk)
