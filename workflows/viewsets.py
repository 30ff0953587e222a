"""Read-only lists of the records of review, for coordinators and trustees."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from mesh.core.modeladmin import ReadOnlyPermissionHelper, RecordInspectView
from mesh.core.models import User
from workflows.models import Authorship, ReviewAssignment, ReviewRound, Verdict
from workflows.permissions.actions import may_read_reports, may_see_rounds


class RecordPermissionHelper(ReadOnlyPermissionHelper):
    """Records are written by services; here they are only read."""

    def user_can_list(self, user: User) -> bool:
        return bool(may_see_rounds(user))

    def user_can_inspect_obj(self, user: User, obj: Any) -> bool:
        # The inspect view asks for any row, past the list's own `get_queryset`.
        review_round = obj if isinstance(obj, ReviewRound) else obj.round
        return bool(may_see_rounds(user)) and bool(
            may_read_reports(review_round, user, now=timezone.now())
        )


class RecordAdmin(ModelAdmin):
    """What the three lists share. `lineage_lookup` leads to the page's lineage."""

    permission_helper_class = RecordPermissionHelper
    inspect_view_enabled = True
    inspect_view_class = RecordInspectView
    history_view_enabled = False
    list_per_page = 50
    lineage_lookup = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Never the rounds of one's own pages: they name the reviewers."""
        mine = Authorship.objects.filter(user=request.user.pk or 0).values("lineage")
        queryset: QuerySet = super().get_queryset(request)
        return queryset.exclude(**{f"{self.lineage_lookup}__in": mine})


class RoundAdmin(RecordAdmin):
    """Rounds of peer review."""

    model = ReviewRound
    menu_icon = "history"
    lineage_lookup = "lineage"
    list_display = ("page", "number", "opened_at", "quorum", "closed_at", "outcome")
    list_filter = ("outcome", "opened_at")
    list_select_related = ("page",)
    search_fields = ("page__title",)
    list_export = (
        "id",
        "page",
        "number",
        "quorum",
        "opened_at",
        "closed_at",
        "outcome",
    )
    inspect_view_fields = [*list_export, "anonymity", "respond_days", "review_days"]
    export_filename = "review-rounds"


class AssignmentAdmin(RecordAdmin):
    """Who reviews what."""

    model = ReviewAssignment
    menu_icon = "user"
    lineage_lookup = "round__lineage"
    list_display = ("reviewer", "round", "status", "invited_at", "due_at")
    list_filter = ("status", "invited_at")
    list_select_related = ("reviewer", "round__page")
    search_fields = (
        "reviewer__last_name",
        "reviewer__email",
        "round__page__title",
    )
    list_export = (
        "id",
        "round",
        "reviewer",
        "status",
        "invited_at",
        "responded_at",
        "completed_at",
    )
    inspect_view_fields = [*list_export, "invited_by", "respond_by", "due_at", "reason"]
    export_filename = "review-assignments"


class VerdictAdmin(RecordAdmin):
    """Verdicts, with their letters."""

    model = Verdict
    menu_icon = "check"
    lineage_lookup = "round__lineage"
    list_display = ("round", "judge", "decision", "judged_at", "revoked_at")
    list_filter = ("decision", "judged_at")
    list_select_related = ("judge", "round__page")
    search_fields = ("round__page__title", "judge__last_name", "letter")
    list_export = ("id", "round", "judge", "decision", "judged_at", "revoked_at")
    inspect_view_fields = [*list_export, "letter", "review_due", "revocation_reason"]
    export_filename = "verdicts"


class ReviewRecordsGroup(ModelAdminGroup):
    """The menu "Review records"."""

    menu_label = _("Review records")
    menu_icon = "folder-open-inverse"
    menu_order = 320
    items = (RoundAdmin, AssignmentAdmin, VerdictAdmin)
