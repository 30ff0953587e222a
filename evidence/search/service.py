"""A search: Elasticsearch if there is one and it answers, else the database."""

import dataclasses
import logging
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef

from evidence.models.search import SearchEntry, SearchOutbox
from evidence.search import highlight, state, sync, words
from evidence.search.api import (
    FACETS,
    MAX_FACET_VALUES,
    Engine,
    FacetValue,
    Found,
    Hit,
    SearchDocument,
    SearchQuery,
    SearchResults,
)
from evidence.search.engines.database import DatabaseEngine
from evidence.search.engines.elasticsearch import client
from evidence.search.engines.elasticsearch.engine import ElasticsearchEngine
from evidence.search.limits import resolve
from evidence.search.outbox import touch
from evidence.search.query import MAX_LENGTH, ParsedQuery, parse

logger = logging.getLogger(__name__)

FEW = 2  # results, up to which another spelling is offered
MAX_HIDDEN = 1000


@dataclasses.dataclass(frozen=True)
class _Answer:
    """What was found, by whom, and how far the query was loosened."""

    found: Found
    engine: Engine
    relaxed: bool = False
    degraded: bool = False


def search(query: SearchQuery) -> SearchResults:
    """Answer a search. Never fails because of Elasticsearch."""
    parsed = parse(query.text)
    resolved = resolve(parsed.limits)
    query = dataclasses.replace(query, limits=resolved.limits)
    answer = _ask(query, parsed)
    hits, vanished = _hits(answer.found, parsed)
    return SearchResults(
        hits=hits,
        total=answer.found.total - vanished,
        facets=facets(answer.found.facets, query),
        engine=answer.engine.name,
        suggestion=_suggestion(query, answer),
        relaxed=answer.relaxed,
        degraded=answer.degraded,
        problems=resolved.problems,
        unsearchable=parsed.is_empty and bool(query.text.strip()),
    )


def found_uids(query: SearchQuery) -> tuple[list[str], int]:
    """The uids on one page of a search, of any size, and how many there are in all.

    For those who read the rows themselves: nothing is marked, no facet is named.
    """
    parsed = parse(query.text)
    query = dataclasses.replace(query, limits=resolve(parsed.limits).limits)
    found = _ask(query, parsed).found
    return [uid for uid, _score in found.uids], found.total


def _ask(query: SearchQuery, parsed: ParsedQuery) -> _Answer:
    if client.configured():
        try:
            return _loosen(ElasticsearchEngine(hidden=gone_already()), query, parsed)
        except client.ElasticsearchUnavailable as error:
            logger.warning("search answered by the database: %s", error)
            answer = _loosen(DatabaseEngine(), query, parsed)
            return dataclasses.replace(answer, degraded=True)
    return _loosen(DatabaseEngine(), query, parsed)


def _loosen(engine: Engine, query: SearchQuery, parsed: ParsedQuery) -> _Answer:
    """Ask as the query says; if nothing matches at all, for any of its words."""
    found = engine.find(query, parsed)
    nothing = found.total == 0 and not any(found.facets.values())
    if nothing and len(parsed.words) > 1:
        found = engine.find(query, parsed, any_word=True)
        return _Answer(found, engine, relaxed=found.total > 0)
    return _Answer(found, engine)


def gone_already() -> list[str]:
    """Uids that are out of the database's index and wait to be out of Elasticsearch."""
    entries = SearchEntry.objects.filter(
        uid=OuterRef("uid"), generation=state.current().generation
    )
    waiting = SearchOutbox.objects.filter(~Exists(entries)).order_by()
    return list(waiting.values_list("uid", flat=True).distinct()[:MAX_HIDDEN])


def _hits(found: Found, parsed: ParsedQuery) -> tuple[list[Hit], int]:
    """The hits with their texts, and how many were gone from the database.

    What the database does not hold is not shown, whatever the engine says.
    """
    uids = [uid for uid, _score in found.uids]
    documents = sync.read_index(state.current().generation, uids)
    ghosts = [uid for uid in uids if uid not in documents]
    if ghosts:
        logger.warning("search index: not in the database: %s", ", ".join(ghosts))
        touch(*ghosts)
    hits = [
        _hit(documents[uid], score, parsed)
        for uid, score in found.uids
        if uid in documents
    ]
    return hits, len(ghosts)


def _hit(document: SearchDocument, score: float, parsed: ParsedQuery) -> Hit:
    marks = frozenset(parsed.terms)
    extracts = highlight.extracts((document.summary, document.body), marks)
    alike = highlight.formula_alike(document.symptoms, marks)
    return Hit(
        document=document,
        score=score,
        title=highlight.marked(document.title, marks),
        extracts=(*alike, *extracts)[: highlight.MAX_EXTRACTS],
    )


def facets(
    counts: Mapping[str, Mapping[str, int]], query: SearchQuery
) -> dict[str, list[FacetValue]]:
    """Each facet's values: the most frequent first, years the newest first."""
    return {
        facet: _facet(facet, counts.get(facet, {}), query.filters.get(facet, ()))
        for facet in FACETS
    }


def _facet(
    facet: str, counts: Mapping[str, int], chosen: Iterable[str]
) -> list[FacetValue]:
    chosen = set(chosen)
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    shown = [*ranked[:MAX_FACET_VALUES], *sorted(chosen - {*ranked[:MAX_FACET_VALUES]})]
    if facet == "year":
        shown.sort(reverse=True)
    return [FacetValue(value, counts.get(value, 0), value in chosen) for value in shown]


def _suggestion(query: SearchQuery, answer: _Answer) -> str:
    """Another spelling, if little was found and the other finds more."""
    if answer.found.total > FEW and not answer.relaxed:
        return ""
    other = words.another_spelling(query.text[:MAX_LENGTH])
    if not other or other == query.text:
        return ""
    mended = dataclasses.replace(query, text=other, page=1, size=1)
    found = DatabaseEngine().find(mended, parse(other))
    enough = 0 if answer.relaxed else answer.found.total
    return other if found.total > enough else ""
