"""What a map says beside a node: how its page was reviewed and what it rests on."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pathways.outline import Node
from pathways.pathway_views.facts import Facts, ReviewedAs

CHECKED_WITHIN_YEARS = 3  # older than this, a page is marked as long unchecked
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Badge:
    """A short statement about a node. `state` names its icon: a word in lower case."""

    state: str
    text: str


def put_badges(
    nodes: Iterable[Node], known: Mapping[str, Facts], *, today: dt.date
) -> None:
    """Give each node that names a page its badges.

    Args:
        nodes: those of a map.
        known: what `facts.gather` found of them.
        today: decides whether a page was last checked long ago.
    """
    for node in nodes:
        if node.page is not None:
            node.badges = list(_badges(known[node.id], today))


def _badges(known: Facts, today: dt.date) -> Iterator[Badge]:
    if known.reviewed_on is not None:
        month = date_format(known.reviewed_on, "YEAR_MONTH_FORMAT")
        yield Badge("reviewed", _("Peer reviewed %(month)s") % {"month": month})
    if known.is_in_review:
        is_new = known.reviewed_on is None
        yield Badge(
            "in-review", _("In review") if is_new else _("New version in review")
        )
    elif known.reviewed_on is None:
        yield Badge("not-reviewed", _("Not reviewed yet"))
    yield from _freshness(known, today)
    if text := _evidence(known):
        yield Badge("evidence", text)
    if text := known.security.text:
        yield Badge("security", text)
    if known.strength is not None:
        yield Badge("strength", known.strength.text)


def _freshness(known: Facts, today: dt.date) -> Iterator[Badge]:
    if known.reviewed_on is None:
        return
    if today - known.reviewed_on > dt.timedelta(CHECKED_WITHIN_YEARS * DAYS_PER_YEAR):
        text = ngettext(
            "Last checked over %(years)d year ago",
            "Last checked over %(years)d years ago",
            CHECKED_WITHIN_YEARS,
        )
        yield Badge("old", text % {"years": CHECKED_WITHIN_YEARS})
    elif known.review is ReviewedAs.DUE:
        yield Badge("old", str(ReviewedAs.DUE.label))


def _evidence(known: Facts) -> str:
    """Such as “3 findings, 5 references”; empty where there is neither."""
    texts = []
    if number := known.findings:
        texts.append(
            ngettext("%(n)d finding", "%(n)d findings", number) % {"n": number}
        )
    if number := len(known.references):
        texts.append(
            ngettext("%(n)d reference", "%(n)d references", number) % {"n": number}
        )
    return ", ".join(texts)
