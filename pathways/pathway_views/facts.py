"""What stands behind each node of a map, read in a constant number of queries."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evidence.bodies.reading import Strength, strength_of
from evidence.models import Reference
from evidence.rating_pages.badges import SecurityBadge, badge_for, security_behind
from pathways.outline import Node
from pathways.pathway_views.standing import Standing, standings

# A record that a node's own text links to: "/evidence/ni-zhou-2005/".
RECORD_LINK = re.compile(r'href="[^"]*/evidence/([\w-]+)/')


class ReviewedAs(models.TextChoices):
    """How far what a node says has been reviewed."""

    REVIEWED = "reviewed", _("Peer reviewed")
    DUE = "due", _("Review is due again")
    WITH_MAP = "with_map", _("With this map")
    UNPUBLISHED = "unpublished", _("Page not published")
    GONE = "gone", _("Page taken away")
    NOT_REVIEWED = "not_reviewed", _("Not reviewed yet")


@dataclass(frozen=True)
class Facts:
    """What stands behind one node.

    `findings` counts those on its knowledge page; `references` are those that the page
    lists and the node's own text links to, each once. `reviewed_on` is the day of the
    verdict over the page or, for a node without one, over the map. `is_in_review` says
    that a version of its page is in review, `is_public` that anybody may read that page.
    `security` is that of the studies behind the findings, `strength` that of the
    intervention whose record the page is about, where it is decided.
    """

    findings: int = 0
    references: tuple[Reference, ...] = ()
    review: ReviewedAs = ReviewedAs.NOT_REVIEWED
    reviewed_on: dt.date | None = None
    is_in_review: bool = False
    is_public: bool = False
    security: SecurityBadge = field(default_factory=SecurityBadge)
    strength: Strength | None = None

    @property
    def has_retraction(self) -> bool:
        """Whether a publication behind it has been retracted."""
        return any(reference.retracted for reference in self.references)


@dataclass(frozen=True)
class _Cited:
    """What one node or page points at, before the database was asked what is there."""

    findings: frozenset[int] = frozenset()
    references: frozenset[int] = frozenset()
    slugs: frozenset[str] = frozenset()


def gather(page: Any, nodes: Iterable[Node], *, today: dt.date) -> dict[str, Facts]:
    """The facts of each node by its id. Four queries, however large the map.

    Args:
        page: the pathway; its verdict covers the nodes that have no page.
        nodes: every node of the map.
        today: decides whether a review is due again.
    """
    listed = list(nodes)
    pages = {node.page.pk: node.page for node in listed if node.leads_somewhere}
    of_page = {key: _cited_by(target.body) for key, target in pages.items()}
    of_text = {node.id: _linked_in(node) for node in listed}
    everything = [*of_page.values(), *of_text.values()]
    references = _References(everything)
    security = security_behind({key for each in everything for key in each.findings})
    strengths = strength_of(_interventions(pages.values()))
    named = {node.page.pk for node in listed if node.page is not None}
    standing = standings({page.pk, *named})
    facts = {}
    for node in listed:
        behind = of_page.get(node.page.pk, _Cited()) if node.page else _Cited()
        state, day = _review(node, page, standing, today)
        own = standing.get(node.page.pk, Standing()) if node.page else Standing()
        facts[node.id] = Facts(
            findings=len(behind.findings),
            references=references.of(behind, of_text[node.id]),
            review=state,
            reviewed_on=day,
            is_in_review=own.is_in_review,
            is_public=own.is_public,
            security=badge_for(
                security[key] for key in behind.findings if key in security
            ),
            strength=_strength(node, strengths) if own.is_public else None,
        )
    return facts


def _interventions(pages: Iterable[Any]) -> set[int]:
    """The records that pages on interventions are about."""
    keys = {page.about_intervention_id for page in pages}
    return keys - {None}


def _strength(node: Node, strengths: Mapping[int, Strength]) -> Strength | None:
    return strengths.get(node.page.about_intervention_id)


def _cited_by(body: Any) -> _Cited:
    """What a knowledge page cites, from its raw value: blocks would query one by one.

    A finding that is cited cannot be deleted, so those named are there.
    """
    findings: set[int] = set()
    references: set[int] = set()
    for raw in body.raw_data:
        if raw["type"] == "evidence":
            items = _values(raw["value"].get("findings"))
            findings |= {item.get("finding") for item in items}
        elif raw["type"] == "references":
            references |= set(_values(raw["value"]))
    return _Cited(frozenset(findings - {None}), frozenset(references - {None}))


def _values(items: Any) -> Iterator[Any]:
    """The values of a stored list."""
    return (item["value"] for item in items or ())


def _linked_in(node: Node) -> _Cited:
    """The records that a node's own texts link to."""
    texts = (block.value.source for block in node.media if block.block_type == "text")
    slugs = {slug for text in texts for slug in RECORD_LINK.findall(text)}
    return _Cited(slugs=frozenset(slugs))


class _References:
    """The publications that a map rests on, read once."""

    def __init__(self, cited: Iterable[_Cited]) -> None:
        rows = _rows(cited)
        self.rows = {row.pk: row.standing for row in rows}
        self.key_of = {row.slug: row.pk for row in rows}

    def of(self, *cited: _Cited) -> tuple[Reference, ...]:
        """Those that are cited, each once, by author; unknown ones are left out."""
        wanted = {key for each in cited for key in each.references}
        wanted |= {self.key_of.get(slug, 0) for each in cited for slug in each.slugs}
        found = {self.rows[key] for key in wanted if key in self.rows}
        return tuple(sorted(found, key=lambda row: (row.short_name, row.pk)))


def _rows(cited: Iterable[_Cited]) -> list[Reference]:
    keys: set[int] = set()
    slugs: set[str] = set()
    for each in cited:
        keys |= each.references
        slugs |= each.slugs
    found = Reference.every.filter(Q(pk__in=keys) | Q(slug__in=slugs))
    found = found.select_related("merged_into")
    return list(found.defer("abstract", "citation_html"))


def _review(
    node: Node,
    page: Any,
    standing: Mapping[int, Standing],
    today: dt.date,
) -> tuple[ReviewedAs, dt.date | None]:
    if node.page_gone:
        return ReviewedAs.GONE, None
    if node.leads_nowhere:
        return ReviewedAs.UNPUBLISHED, None
    found = standing.get((node.page or page).pk, Standing())
    day, due = found.reviewed_on, found.review_due
    if day is None:
        return ReviewedAs.NOT_REVIEWED, None
    if node.page is None:
        return ReviewedAs.WITH_MAP, day
    is_due = due is not None and due <= today
    return (ReviewedAs.DUE if is_due else ReviewedAs.REVIEWED), day
