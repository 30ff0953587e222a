"""What waits for the person, and what they have done."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.models import ReviewAssignment, Verdict
from workflows.permissions import actions
from workflows.views.base import ReviewView
from workflows.waiting import waiting_for


class OverviewView(ReviewView):
    """The entry to the section "Reviews"."""

    template_name = "workflows/admin/overview.html"

    def get_page_title(self) -> str:
        return _("Reviews")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home > Reviews."""
        return [*self.breadcrumbs_items, {"url": "", "label": _("Reviews")}]

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = ReviewAssignment.objects.filter(reviewer=self.user)
        judged = Verdict.objects.filter(judge=self.user)
        return self.page(
            waiting=waiting_for(self.user, now=timezone.now()),
            may_see_rounds=actions.may_see_rounds(self.user),
            reviewed=mine.submitted()
            .select_related("round__revision")
            .order_by("-completed_at"),
            judged=judged.select_related("revision"),
        )
