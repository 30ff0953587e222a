"""The admin's pages of forks: make one, compare it with its parent, decide."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from pathways import permissions
from pathways.constants import ForkChoice
from pathways.differences import from_json, side_by_side
from pathways.fork_comparison import compare as compare_with_parent
from pathways.fork_comparison import decisions_that_hold, titles_of
from pathways.fork_display import shown_changes
from pathways.fork_forms import ForkForm
from pathways.models import Fork, ForkDecision, PathwayPage, SubjectPage
from pathways.services import forks


def fork(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that asks for title, place, association and for whom."""
    parent = get_object_or_404(PathwayPage, pk=pk)
    if not permissions.may_fork(request.user, parent):
        raise PermissionDenied
    form = ForkForm(
        request.POST if request.method == "POST" else None,
        parent=parent,
        owners=permissions.fork_owners(request.user, timezone.localdate()),
        places=_places(request.user),
    )
    if form.is_valid():
        try:
            made = forks.fork_pathway(
                parent=parent, plan=form.plan(), by=_user(request), now=timezone.now()
            )
        except forks.UnableToFork as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, made)
    context = {"parent": parent, "form": form, "back_url": _edit_or_explore(parent)}
    return render(request, "pathways/admin/fork.html", context)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits of the parent's changes, what was decided, and both maps."""
    row = _fork_to_see(request, pk)
    comparison = compare_with_parent(row)
    changes = shown_changes(comparison)
    joinable = len(comparison.joinable)
    return render(
        request,
        "pathways/admin/fork_compare.html",
        {
            "fork": row,
            "changes": changes,
            "number_joinable": joinable,
            "number_conflicts": len(changes) - joinable,
            "problem": permissions.fork_problem(request.user, row),
            "decisions": _decisions(row),
            "rows": side_by_side(comparison.theirs, comparison.mine),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[row.page_id]),
            "history_url": reverse("wagtailadmin_pages:history", args=[row.page_id]),
        },
    )


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over one change of the parent."""

    def act(row: Fork) -> str:
        forks.take_over(
            fork=row, key=_key(request), by=_user(request), now=timezone.now()
        )
        return _("The change is taken over into the draft.")

    return _decide(request, pk, act)


@require_POST
def take_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over all that stand against nothing."""

    def act(row: Fork) -> str:
        _revision, number = forks.take_all(
            fork=row, by=_user(request), now=timezone.now()
        )
        return ngettext(
            "%(number)d change is taken over into the draft.",
            "%(number)d changes are taken over into the draft.",
            number,
        ) % {"number": number}

    return _decide(request, pk, act)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave one change of the parent."""

    def act(row: Fork) -> str:
        forks.leave(fork=row, key=_key(request), by=_user(request), now=timezone.now())
        return _("The change is left. You can consider it again, below.")

    return _decide(request, pk, act)


@require_POST
def reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again about a change that was left."""

    def act(row: Fork) -> str:
        chosen = request.POST.get("decision", "")
        decision = get_object_or_404(
            row.decisions, pk=chosen if chosen.isdigit() else 0
        )
        forks.reconsider(decision=decision, by=_user(request), now=timezone.now())
        return _("The change waits again.")

    return _decide(request, pk, act)


def _decide(request: HttpRequest, pk: int, act: Callable[[Fork], str]) -> HttpResponse:
    """One service call, and a message that says what happened."""
    row = _fork_to_see(request, pk)
    try:
        done = act(row)
    except forks.UnableToDecide as refusal:
        messages.error(request, str(refusal))
    else:
        edit = reverse("wagtailadmin_pages:edit", args=[pk])
        messages.success(request, done, buttons=[messages.button(edit, _("Edit"))])
    return redirect("pathways_forks:compare", pk)


def _fork_to_see(request: HttpRequest, pk: int) -> Fork:
    row = get_object_or_404(Fork.objects.with_pages(), page_id=pk)
    if not permissions.may_see_fork(request.user, row):
        raise PermissionDenied
    return row


def _decisions(row: Fork) -> list[tuple[ForkDecision, str, bool]]:
    """What was decided, the last first.

    Each with its sentence, and whether it can be considered again.
    """
    rows = decisions_that_hold(row)
    changes = [from_json(decision.change) for decision in rows]
    titles = titles_of(changes)
    found = [
        (decision, change.sentence(titles), decision.choice == ForkChoice.LEFT)
        for decision, change in zip(rows, changes, strict=True)
    ]
    return found[::-1]


def _made(request: HttpRequest, made: Fork) -> HttpResponse:
    text = _(
        "“%(title)s” is made, with all nodes of its parent. Change what differs for "
        "%(for_whom)s; then submit it to review."
    )
    values = {"title": made.page.title, "for_whom": made.for_whom}
    messages.success(request, text % values)
    return redirect("wagtailadmin_pages:edit", made.page_id)


def _places(user: Any) -> Any:
    """The subject pages under which a person may add a page."""
    allowed = [
        page.pk
        for page in SubjectPage.objects.order_by("path")
        if page.permissions_for_user(user).can_add_subpage()
    ]
    return SubjectPage.objects.filter(pk__in=allowed).order_by("path")


def _edit_or_explore(page: PathwayPage) -> str:
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")


def _user(request: HttpRequest) -> Any:
    """The person; the admin lets in nobody who is not signed in."""
    return request.user


urlpatterns = [
    path("<int:pk>/fork/", fork, name="fork"),
    path("<int:pk>/parent/", compare, name="compare"),
    path("<int:pk>/parent/take/", take, name="take"),
    path("<int:pk>/parent/take-all/", take_all, name="take_all"),
    path("<int:pk>/parent/leave/", leave, name="leave"),
    path("<int:pk>/parent/reconsider/", reconsider, name="reconsider"),
]
