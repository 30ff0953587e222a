"""`/styleguide/`: each component of the public pages with a sample of its context."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

KINDS = (
    ("pathway", _("Pathway")),
    ("symptom", _("What you see")),
    ("barrier", _("Barrier")),
    ("probe", _("Probe")),
    ("intervention", _("Intervention")),
    ("evidence", _("Evidence")),
    ("gap", _("Gap in what is known")),
    ("note", _("Note")),
)
NOTICES = ("info", "success", "warning", "error")


class SampleForm(forms.Form):
    """One field of each sort that public forms use."""

    title = forms.CharField(
        label=_("Title"), help_text=_("In a few words, as a teacher would say it.")
    )
    email = forms.EmailField(label=_("Email address"))
    summary = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    phase = forms.ChoiceField(
        label=_("Phase"), choices=[("1", "Key Stage 1"), ("2", "Key Stage 2")]
    )
    decision = forms.ChoiceField(
        label=_("Recommendation"),
        choices=[("accept", _("Accept")), ("reject", _("Reject"))],
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(label=_("I agree that my name is published"))


def sample_context() -> dict[str, Any]:
    """Everything that the style guide shows."""
    return {
        "kinds": KINDS,
        "notices": NOTICES,
        "form": SampleForm({"title": "", "email": "nobody", "phase": "1"}),
        "crumbs": [{"title": _("Home"), "url": "/"}, {"title": "Subjects", "url": "/"}],
        "page_obj": Paginator(range(240), 20).page(5),
        "rows": [(_("Design"), "Cluster-randomised trial"), (_("Pupils"), "1,240")],
        "review_rows": [(_("Peer review"), "3 reviewers"), (_("Version"), "2")],
        "values": [
            {"label": "Mathematics", "url": "?", "count": 12, "selected": True},
            {"label": "Science", "url": "?subject=science", "count": 7},
        ],
    }


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """The style guide; 404 unless `STYLEGUIDE_ENABLED`."""
    if not settings.STYLEGUIDE_ENABLED:
        raise Http404
    return render(request, "styleguide/index.html", sample_context())
