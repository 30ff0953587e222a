"""What Wagtail's editor may do with a reviewed page."""

from typing import Any

from django.utils import timezone
from wagtail.models.pages import PagePermissionTester

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from workflows.models.rounds import ReviewRound
from workflows.permissions.independence import has_role


class ReviewedPagePermissionTester(PagePermissionTester):
    """Nobody publishes a reviewed page by hand, a superuser neither: the verdict does.

    Authors edit the drafts that they own or contribute to; editors edit the pages of
    the associations for which they are editors. The lock during a review is Wagtail's
    own and holds for all of them.
    """

    def can_publish(self) -> bool:
        """Never: publication is the consequence of a verdict."""
        return False

    def can_edit(self) -> bool:
        """Wagtail's own answer, or contributor, or editor of the owning association."""
        if super().can_edit():
            return True
        return bool(
            self.user.is_active and (self._is_contributor() or self._is_editor())
        )

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's own signature
        """Not once it has been reviewed: the record of a review is kept."""
        if ReviewRound.objects.filter(page_id=self.page.pk).exists():
            return False
        return bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_move(self) -> bool:
        """Moving deletes nothing, so the record of a review does not stand in its way."""
        return bool(super().can_delete(ignore_bulk=True))

    def can_unschedule(self) -> bool:
        """Taking back a scheduled publication needs Wagtail's right to publish."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        """Hiding a page needs Wagtail's right to publish."""
        return bool(super().can_publish())

    def _is_contributor(self) -> bool:
        if not has_role(self.user, Role.AUTHOR):
            return False
        latest: Any = self.page.latest_revision
        named = latest.content.get("contributors", []) if latest else []
        return self.user.pk in named

    def _is_editor(self) -> bool:
        return (
            has_role(self.user, Role.EDITOR)
            and Membership.objects.current(timezone.localdate())
            .filter(
                user_id=self.user.pk,
                organisation_id=self.page.organisation_id,
                role=MembershipRole.EDITOR,
            )
            .exists()
        )
