"""Finding in Elasticsearch."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from evidence.search.api import (
    FACETS,
    MAX_FACET_VALUES,
    Found,
    Limits,
    SearchQuery,
)
from evidence.search.engines.elasticsearch import client
from evidence.search.query import Clause, ParsedQuery

logger = logging.getLogger(__name__)

FIELDS = ["title^2", "keywords^1.5", "symptoms^1.5", "summary", "body", "authors"]
# Both of two words; of more, at least two.
MINIMUM = "2<2"
ORDER = {
    "relevance": [{"_score": "desc"}, {"uid": "asc"}],
    "newest": [
        {"published": {"order": "desc", "missing": "_last"}},
        {"updated": {"order": "desc", "missing": "_last"}},
        {"uid": "asc"},
    ],
}


class ElasticsearchEngine:
    """See `evidence.search.api.Engine`."""

    name = "elasticsearch"

    def __init__(self, *, hidden: Sequence[str] = ()) -> None:
        """Uids in `hidden` are gone already; Elasticsearch has not heard of it yet."""
        self.hidden = list(hidden)
        self.breaker = client.Breaker("search")

    def find(
        self, query: SearchQuery, parsed: ParsedQuery, *, any_word: bool = False
    ) -> Found:
        """See `evidence.search.api.Engine.find`.

        Raises:
            ElasticsearchUnavailable: no answer, or one that can't be trusted.
        """
        request = self.request(query, parsed, any_word=any_word)

        def ask() -> Found:
            answer = client.client(client.SEARCH_SECONDS).search(
                index=settings.ELASTICSEARCH_ALIAS, **request
            )
            return _found(answer.body)

        return self.breaker.call(ask, seconds=client.SEARCH_SECONDS)

    def request(
        self, query: SearchQuery, parsed: ParsedQuery, *, any_word: bool = False
    ) -> dict[str, Any]:
        """The body of the search request."""
        chosen = {facet: query.filters.get(facet, ()) for facet in FACETS}
        return {
            "query": self._query(parsed, query.limits, any_word=any_word),
            "post_filter": _filter(chosen, FACETS),
            "aggs": {
                facet: {
                    "filter": _filter(chosen, [f for f in FACETS if f != facet]),
                    "aggs": {"values": {"terms": _terms(facet, chosen[facet])}},
                }
                for facet in FACETS
            },
            "sort": ORDER[query.sort],
            "track_scores": True,
            "track_total_hits": True,
            "from_": (query.page - 1) * query.size,
            "size": query.size,
            "source": False,
            "timeout": f"{int(client.SEARCH_SECONDS * 1000)}ms",
            "allow_partial_search_results": False,
        }

    def _query(
        self, parsed: ParsedQuery, limits: Limits, *, any_word: bool
    ) -> dict[str, Any]:
        must = [_any_of(group) for group in parsed.required]
        should: list[dict[str, Any]] = []
        if parsed.words:
            said = " ".join(parsed.repeated)
            must.append(_words(said, any_word=any_word))
            should = [
                {"match_phrase": {"title": _near(said, slop=2, boost=2)}},
                {"match_phrase": {"summary": _near(said, slop=3, boost=1)}},
            ]
        must_not = [_phrase(clause) for clause in parsed.excluded]
        must_not += [_one_of(facet, values) for facet, values in limits.without]
        if self.hidden:
            must_not.append({"ids": {"values": self.hidden}})
        return {
            "bool": {
                "must": must or [{"match_all": {"boost": 0.0}}],
                "should": should,
                "must_not": must_not,
                "filter": _limited(limits),
            }
        }


def _words(text: str, *, any_word: bool) -> dict[str, Any]:
    return {
        "multi_match": {
            "query": text,
            "fields": FIELDS,
            "type": "cross_fields",
            "minimum_should_match": "1" if any_word else MINIMUM,
        }
    }


def _phrase(clause: Clause) -> dict[str, Any]:
    fields = [clause.field] if clause.field else FIELDS
    text = " ".join(clause.terms)
    return {"multi_match": {"query": text, "fields": fields, "type": "phrase"}}


def _any_of(group: Iterable[Clause]) -> dict[str, Any]:
    clauses = [_phrase(clause) for clause in group]
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _one_of(facet: str, values: Sequence[str]) -> dict[str, Any]:
    return {"terms": {facet: list(values)}}


def _limited(limits: Limits) -> list[dict[str, Any]]:
    found = [_one_of(facet, values) for facet, values in limits.only]
    bounds = {"gte": limits.first_year, "lte": limits.last_year}
    years = {name: year for name, year in bounds.items() if year is not None}
    return [*found, {"range": {"published": years}}] if years else found


def _near(text: str, *, slop: int, boost: float) -> dict[str, Any]:
    return {"query": text, "slop": slop, "boost": boost}


def _filter(
    chosen: Mapping[str, Sequence[str]], facets: Iterable[str]
) -> dict[str, Any]:
    return {
        "bool": {
            "filter": [
                {"terms": {facet: list(chosen[facet])}}
                for facet in facets
                if chosen[facet]
            ]
        }
    }


def _terms(facet: str, chosen: Sequence[str]) -> dict[str, Any]:
    """Enough values to show, and certainly those that were chosen."""
    return {"field": facet, "size": MAX_FACET_VALUES + 20 * bool(chosen)}


def _found(answer: Any) -> Found:
    """The answer taken apart.

    Raises:
        ElasticsearchUnavailable: it is partial, or not what a search answers.
    """
    try:
        if answer["timed_out"] or answer["_shards"]["failed"]:
            msg = "a part of the index did not answer"
            raise client.ElasticsearchUnavailable(msg)
        return Found(
            uids=[(hit["_id"], hit["_score"] or 0.0) for hit in answer["hits"]["hits"]],
            total=answer["hits"]["total"]["value"],
            facets={
                facet: {
                    bucket["key"]: bucket["doc_count"]
                    for bucket in answer["aggregations"][facet]["values"]["buckets"]
                }
                for facet in FACETS
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        msg = f"an answer that is not a search result: {error!r}"
        raise client.ElasticsearchUnavailable(msg) from error
