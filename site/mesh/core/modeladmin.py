"""What lists of wagtail-modeladmin share."""

from typing import Any

from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import InspectView

from mesh.core.models import User


class RecordInspectView(InspectView):
    """One row; its labels begin with a capital, as everywhere else in the admin."""

    def get_field_label(self, field_name: str, field: Any = None) -> str:
        return str(capfirst(super().get_field_label(field_name, field)))


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
