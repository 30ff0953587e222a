"""Where a page of the evidence stands."""

from django.urls import reverse
from django.utils.translation import gettext as _

Crumb = dict[str, str]


def crumb(title: str, url: str) -> Crumb:
    """One step of the way, as `components/breadcrumbs.html` has it."""
    return {"title": title, "url": url}


def crumbs(*further: Crumb) -> list[Crumb]:
    """The way from the home page to the evidence, and further."""
    return [
        crumb(_("Home"), "/"),
        crumb(_("Evidence"), reverse("evidence:index")),
        *further,
    ]
