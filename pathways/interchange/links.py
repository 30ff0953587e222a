"""Which knowledge page here is meant by a link in a file."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from pathways.interchange.documents import PageLink
from pathways.models import KnowledgePage

WEB = frozenset({"http", "https"})


@dataclass(frozen=True)
class Found:
    """The page that a link means, None for none; `words` say what was doubtful."""

    page: Any = None
    words: str = ""


class KnowledgePages:
    """The knowledge pages that the links of a file may mean, read in one query."""

    def __init__(self, links: Iterable[PageLink]) -> None:
        links = [*links]
        candidates = KnowledgePage.objects.filter(
            Q(pk__in={link.key for link in links if link.key})
            | Q(slug__in={slug for link in links for slug in _slugs(link)})
        )
        self._by_key = {page.pk: page for page in candidates}
        self._by_slug: dict[str, list[Any]] = defaultdict(list)
        for page in self._by_key.values():
            self._by_slug[page.slug].append(page)

    def find(self, link: PageLink) -> Found:
        """The page that a link means: by key and slug, by address, by slug alone."""
        page = self._by_key.get(link.key) if link.key else None
        if page is not None and page.slug == link.slug:
            return Found(page)
        for slug in _slugs(link):
            for candidate in self._by_slug[slug]:
                if _is_address_of(candidate, link.url):
                    return Found(candidate)
        named = self._by_slug[link.slug] if link.slug else []
        if len(named) == 1:
            words = _(
                "Its link is to another place; the knowledge page “%s” here has the "
                "same name and was taken. Look whether it is the right one."
            )
            return Found(named[0], words % named[0].title)
        return Found()


def is_web_address(url: str) -> bool:
    """Whether it is an address that a reader's browser may follow."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.hostname)


def _slugs(link: PageLink) -> list[str]:
    """What the page's slug could be: as given, and the end of the address."""
    try:
        path = urlsplit(link.url).path
    except ValueError:
        path = ""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return [slug for slug in dict.fromkeys((link.slug, last)) if slug]


def _is_address_of(page: Any, url: str) -> bool:
    own, given = urlsplit(page.full_url or ""), urlsplit(url)
    if given.netloc and given.netloc != own.netloc:
        return False
    return bool(given.path) and own.path.rstrip("/") == given.path.rstrip("/")
