"""Saves in Wagtail's editor, one after another, and what is said after a joined one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from pathways.concurrency import JOINING, loaded_of
from pathways.joining import Joined
from pathways.joining_forms import JoiningForm
from pathways.services.editing import ACTION, note_joined

FIRST = -100  # before the hooks that take something out of what was sent


@hooks.register("before_edit_page", order=FIRST)
def save_one_after_another(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lock the page and begin Wagtail's view anew, so that it sees what others saved.

    The view reads the page, checks the form and saves without a lock: of two saves at
    once the second would overwrite the first. The same for every button and for a save
    by itself, which is refused as soon as somebody else has saved: the open editor
    would not show what was joined.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or not _joins(page):
        return None
    if getattr(request, "saves_alone", False):
        return None
    request.saves_alone = True  # type: ignore[attr-defined] # a mark on the request
    with transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk)
        refusal = _mark(request, locked)
        response: HttpResponse = refusal or match.func(
            request, *match.args, **match.kwargs
        )
    return response


def _joins(page: Any) -> bool:
    form = getattr(page.specific_class, "base_form_class", None)
    return isinstance(form, type) and issubclass(form, JoiningForm)


def _mark(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Tell the form from which version it was made; a refusal of a save by itself."""
    values = request.POST.copy()
    values.pop(JOINING, None)
    user: Any = request.user
    loaded = loaded_of(values, page=page.pk, user=user.pk)
    if loaded is not None:
        if loaded.is_stale(page.get_latest_revision()):
            if not request.accepts("text/html"):
                return _refuse_to_save_by_itself()
            # Not the latest any more: Wagtail would refuse to overwrite it.
            values.pop("overwrite_revision_id", None)
        values[JOINING] = loaded.as_text()
    request.POST = values  # type: ignore[assignment] # Wagtail reads it from here
    return None


def _refuse_to_save_by_itself() -> JsonResponse:
    """In the words that Wagtail's editor understands: it says so and stops saving."""
    refusal = {
        "success": False,
        "error_code": "invalid_revision",
        "error_message": _("Somebody else has saved a later version."),
    }
    return JsonResponse(refusal, status=400)


@hooks.register("after_edit_page")
def say_what_was_joined(request: HttpRequest, page: Any) -> None:
    """A message and an entry in the log, where somebody else had saved meanwhile."""
    joined = getattr(page, "joined", None)
    if isinstance(joined, Joined):
        user: Any = request.user
        note_joined(page=page, joined=joined, by=user)
        if text := _message(joined):
            messages.warning(request, text)


def _message(joined: Joined) -> SafeString | None:
    parts = []
    if joined.taken:
        text = _("%(name)s saved meanwhile. Joined with your text:")
        parts.append((text % {"name": joined.who}, joined.taken))
    if joined.overwritten:
        text = _("You saved your text over what %(name)s had saved:")
        parts.append((text % {"name": joined.who}, joined.overwritten))
    if not parts:
        return None
    return format_html_join(
        "", "<p>{}</p><ul>{}</ul>", ((words, _list(lines)) for words, lines in parts)
    )


def _list(lines: list[str]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines))


class JoinedFormatter(LogFormatter):
    """A save that met another one."""

    label = gettext_lazy("Join two versions")

    def format_message(self, log_entry: Any) -> str:
        """What came from the other, and what was overwritten."""
        parts = []
        if taken := log_entry.data.get("taken"):
            parts.append(_("Joined: %(changes)s") % {"changes": "; ".join(taken)})
        if lost := log_entry.data.get("overwritten"):
            parts.append(
                _("Saved over what %(name)s had saved: %(changes)s")
                % {"name": log_entry.data.get("who", ""), "changes": "; ".join(lost)}
            )
        return format_html_join(" ", "{}", ((part,) for part in parts))


@hooks.register("register_log_actions")
def register_join_log_action(actions: Any) -> None:
    """Name it in Wagtail's log."""
    actions.register_action(ACTION)(JoinedFormatter)
