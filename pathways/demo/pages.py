"""Knowledge pages and pathways of the demo, as their authors' drafts."""

import json
from typing import Any

from wagtail.log_actions import log

from mesh.core.models import Organisation, Phase, Subject, User
from pathways.demo import people
from pathways.demo.bodies import Body, Library, Stock
from pathways.demo.catalogue import (
    Entry,
    first_version,
    knowledge,
    pathways,
    references,
    short_name,
)
from pathways.demo.clock import Clock
from pathways.demo.graph import record_of_page
from pathways.demo.plans import plans
from pathways.demo.prose import Prose
from pathways.models import KnowledgePage, PathwayPage, SubjectPage


def ensure_drafts(*, clock: Clock, stock: Stock) -> list[Any]:
    """Make the pages that are missing; returns those that were made.

    They link to each other, so all are made before any is filled.
    """
    wanted = [
        *((KnowledgePage, entry) for entry in knowledge()),
        *((PathwayPage, entry) for entry in pathways()),
    ]
    made = []
    for model, entry in wanted:
        if not _exists(model, entry):
            clock.days_ago(plans()[entry["slug"]]["begins"])
            with clock.shown():
                made.append((*_empty(model, entry), clock.now))
    library = library_of(stock)
    for page, entry, author, begun in made:
        clock.now = begun
        with clock.shown():
            _fill(page, entry, library, author)
    return [page for page, _entry, _author, _begun in made]


def library_of(stock: Stock) -> Library:
    """What the demo's blocks can point to."""
    entries = {entry["key"]: entry for entry in references()}
    pages = dict(KnowledgePage.objects.values_list("slug", "pk"))

    def citation(key: str) -> tuple[str, str, int]:
        address = stock.references[key].get_absolute_url()
        return address, short_name(entries[key]), entries[key]["year"]

    prose = Prose(page_key=pages.__getitem__, citation=citation)
    return Library(prose, pages, stock)


def _exists(model: Any, entry: Entry) -> bool:
    return bool(
        model.objects.child_of(_subject_page(entry)).filter(slug=entry["slug"]).exists()
    )


def _subject_page(entry: Entry) -> SubjectPage:
    return SubjectPage.objects.get(subject__slug=entry["subject"])


def _empty(model: Any, entry: Entry) -> tuple[Any, Entry, User]:
    author = people.author_of(entry)
    page = model(
        title=entry["title"],
        slug=entry["slug"],
        summary=entry["summary"],
        organisation=Organisation.objects.get(slug=people.owner_of(entry)),
        owner=author,
        live=False,
    )
    if model is KnowledgePage:
        page.kind = entry["kind"]
        if record := record_of_page(entry["slug"]):
            setattr(page, f"about_{record.kind}", record)
    _subject_page(entry).add_child(instance=page)
    log(instance=page, action="wagtail.create", user=author, content_changed=True)
    return page, entry, author


def _fill(page: Any, entry: Entry, library: Library, author: User) -> None:
    write(page, first_version(entry), library)
    page.phases = Phase.objects.filter(slug__in=entry["phases"])
    page.topics = Subject.objects.filter(slug__in=entry["topics"])
    page.contributors = [author]
    page.full_clean()
    page.save()
    page.save_revision(user=author, log_action=True)


def write(page: Any, entry: Entry, library: Library) -> None:
    """Put an entry's content into a page, without saving it."""
    body = Body(entry, library)
    if page.specific_class is KnowledgePage:
        page.body = json.dumps(body.parts())
    else:
        page.nodes = json.dumps(body.nodes())
    page.summary = entry["summary"]
