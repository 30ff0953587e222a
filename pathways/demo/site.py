"""The frame of the demo's site: home, subjects, texts, and the site itself."""

from typing import Any

from wagtail.models import Page, Site

from mesh.core.models import Subject
from pathways.demo.catalogue import CONTENT, read
from pathways.models import (
    HomePage,
    InformationPage,
    SubjectIndexPage,
    SubjectPage,
)
from pathways.services.proposals.page import ensure_register_page

INTRODUCTION = (
    "What gets in the way of pupils’ learning, how to find out, and what helps: "
    "subject by subject, with the evidence for and against, reviewed by peers and "
    "decided by an independent judge."
)


def ensure_site(*, hostname: str, port: int) -> HomePage:
    """The frame, live; pages that stand are left as they are.

    Args:
        hostname: where readers find the site.
        port: its port.
    """
    home = _ensure_home()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": home},
    )
    index = _ensure(
        home,
        SubjectIndexPage(
            title="Subjects",
            slug="subjects",
            introduction="Choose a subject to see its pathways and knowledge pages.",
        ),
    )
    for entry in read("taxonomy")["subject"]:
        _ensure(
            index,
            SubjectPage(
                title=entry["name"],
                slug=entry["slug"],
                subject=Subject.objects.get(slug=entry["slug"]),
                introduction=entry["introduction"],
            ),
        )
    for entry in read("information")["page"]:
        body = (CONTENT / "information" / f"{entry['slug']}.html").read_text("utf-8")
        _ensure(
            home,
            InformationPage(title=entry["title"], slug=entry["slug"], body=body),
        )
    ensure_register_page(home)
    return home


def _ensure_home() -> HomePage:
    """The home page; the page that Wagtail itself makes at first gives way."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    for page in root.get_children().filter(slug="home"):
        page.specific.delete()
    root.refresh_from_db()
    return _ensure(root, HomePage(title="MESH", slug="mesh", introduction=INTRODUCTION))


def _ensure(parent: Any, page: Any) -> Any:
    found = parent.get_children().filter(slug=page.slug).first()
    if found is not None:
        return found.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
