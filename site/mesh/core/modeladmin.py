"""What lists of wagtail-modeladmin share."""

from typing import Any

from wagtail_modeladmin.helpers import PermissionHelper

from mesh.core.models import User


class ReadOnlyPermissionHelper(PermissionHelper):
    """Rows that services write and the admin only shows.

    A subclass says who lists them (`user_can_list`) and who reads one
    (`user_can_inspect_obj`): modeladmin would let anybody with any right on the model
    list them, and its inspect view asks for any row, past the list's own queryset.
    """

    def user_can_list(self, user: User) -> bool:
        raise NotImplementedError

    def user_can_inspect_obj(self, user: User, obj: Any) -> bool:
        raise NotImplementedError

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Any) -> bool:
        return False
