"""The outbox in the admin, for administrators: what was sent, waits, or failed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail_modeladmin.options import ModelAdmin

from mesh.core import mail
from mesh.core.constants import MailStatus
from mesh.core.modeladmin import ReadOnlyPermissionHelper, RecordInspectView
from mesh.core.models import OutgoingMail, User


class MailPermissionHelper(ReadOnlyPermissionHelper):
    """Mail holds private addresses and links that act: administrators only, to read."""

    def user_can_list(self, user: User) -> bool:
        return may_read_mail(user)

    def user_can_inspect_obj(self, user: User, obj: OutgoingMail) -> bool:
        return may_read_mail(user)


class MailAdmin(ModelAdmin):
    """Settings > Mail: list, filter, search, and one mail with its text."""

    model = OutgoingMail
    menu_label = gettext_lazy("Mail")
    menu_icon = "mail"
    base_url_path = "mail"
    add_to_settings_menu = True
    list_display = (
        "subject",
        "to",
        "event_name",
        "status",
        "attempts",
        "last_error",
        "due_at",
        "created_at",
    )
    list_filter = ("status", "event", "created_at")
    search_fields = ("subject", "to", "about")
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_class = RecordInspectView
    inspect_template_name = "core/admin/mail_inspect.html"
    inspect_view_fields = [
        "subject",
        "to",
        "reply_to",
        "event",
        "about",
        "status",
        "attempts",
        "last_error",
        "due_at",
        "created_at",
        "sent_at",
        "text",
    ]
    history_view_enabled = False
    permission_helper_class = MailPermissionHelper

    def get_admin_urls_for_registration(self) -> Any:
        retry = path(
            f"{self.base_url_path}/retry/<int:pk>/", retry_mail, name="mail_retry"
        )
        return (*super().get_admin_urls_for_registration(), retry)


def may_read_mail(user: Any) -> bool:
    """Whether a person may see the outbox and try its mail again."""
    return bool(user.is_active and user.is_superuser)


@require_POST
@login_required
def retry_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one mail at once and say what came of it."""
    if not may_read_mail(request.user):
        raise PermissionDenied
    row = get_object_or_404(OutgoingMail, pk=pk)
    try:
        sent = mail.retry(mail=row, now=timezone.now())
    except mail.UnableToRetry as refusal:
        messages.warning(request, str(refusal))
        return redirect("mail_modeladmin_inspect", instance_pk=pk)
    if sent:
        messages.success(request, _("The mail to %(to)s was sent.") % {"to": row.to})
    else:
        row.refresh_from_db()
        messages.error(request, _failure(row))
    return redirect("mail_modeladmin_inspect", instance_pk=pk)


def _failure(row: OutgoingMail) -> str:
    values = {"to": row.to, "error": row.last_error}
    if row.status == MailStatus.FAILED:
        text = _("The mail to %(to)s could not be sent and was given up: %(error)s")
    else:
        text = _(
            "The mail to %(to)s could not be sent: %(error)s. It is tried again by "
            "itself."
        )
    return text % values
