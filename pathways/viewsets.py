"""Proposals in the admin: the list, one proposal, and what may be done with it."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin

from mesh.core.modeladmin import ReadOnlyPermissionHelper, RecordInspectView
from mesh.core.models import OutgoingMail, User
from pathways import admin_views, permissions
from pathways.models import PathwayProposal


class ProposalPermissionHelper(ReadOnlyPermissionHelper):
    """Nothing is written by hand: a proposal changes by the actions alone."""

    def user_can_list(self, user: User) -> bool:
        return permissions.may_see_proposals(user)

    def user_can_inspect_obj(self, user: User, obj: PathwayProposal) -> bool:
        return permissions.may_read(user, obj, timezone.localdate())


class ProposalButtonHelper(ButtonHelper):
    """One way from a row to its proposal.

    Asks no permission: the rows are those that this person may read, and the page
    itself asks again. Asking here would cost two queries for each row.
    """

    def get_buttons_for_obj(
        self,
        obj: PathwayProposal,
        exclude: Any = None,
        classnames_add: Any = None,
        classnames_exclude: Any = None,
    ) -> list[dict[str, Any]]:
        if "inspect" in (exclude or ()):
            return []
        return [self.inspect_button(obj.pk, classnames_add, classnames_exclude)]

    def get_primary_button(self, obj: PathwayProposal) -> dict[str, Any]:
        return self.inspect_button(obj.pk)


class ProposalInspectView(RecordInspectView):
    """One proposal with its questions, its mails, and the actions that are allowed."""

    def get_page_title(self) -> str:
        return str(_("Proposal"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal, user = self.instance, self.request.user
        return super().get_context_data(
            proposal=proposal,
            actions=admin_views.allowed_actions(user, proposal),
            may_send_confirmation=admin_views.may_send_confirmation(user, proposal),
            questions=proposal.questions.select_related("asked_by"),
            mails=OutgoingMail.objects.about(proposal).defer("text", "html"),
            **kwargs,
        )


class ProposalAdmin(ModelAdmin):
    """Proposals of new pathways, as an association's editors see them."""

    model = PathwayProposal
    menu_label = _("Proposals")
    menu_icon = "mail"
    menu_order = 210
    list_display = (
        "title",
        "subject",
        "organisation",
        "proposer_name",
        "state",
        "received_at",
        "address_confirmed_at",
    )
    list_export = (
        "title",
        "subject",
        "organisation",
        "proposer_name",
        "proposer_email",
        "proposer_organisation",
        "barrier",
        "known",
        "state",
        "received_at",
        "address_confirmed_at",
        "decided_at",
        "decision_reason",
    )
    export_filename = "proposals"
    list_filter = ("state", "organisation", "subject", "received_at")
    list_select_related = ("subject", "organisation")
    search_fields = ("title", "barrier", "proposer_name", "proposer_email")
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_class = ProposalInspectView
    inspect_template_name = "pathways/admin/proposal_inspect.html"
    inspect_view_fields = ["title"]
    history_view_enabled = False
    permission_helper_class = ProposalPermissionHelper
    button_helper_class = ProposalButtonHelper

    def get_queryset(self, request: HttpRequest) -> Any:
        """Only what this person may read: the list and the export start here."""
        return permissions.visible_proposals(
            request.user, timezone.localdate()
        ).order_by("-received_at")

    def get_admin_urls_for_registration(self) -> Any:
        own = [
            path(
                "pathways/pathwayproposal/<int:pk>/confirmation/",
                admin_views.send_confirmation,
                name="proposal_send_confirmation",
            ),
            path(
                "pathways/pathwayproposal/<int:pk>/<slug:action>/",
                admin_views.act,
                name="proposal_action",
            ),
        ]
        return (*own, *super().get_admin_urls_for_registration())
