"""How well each engine ranks: nDCG@10 on collections with judged queries.

`python -m benchmarks.relevance` measures the database at hand (`DATABASE_URL`) and, with
`ELASTICSEARCH_URL`, Elasticsearch. It works in a test database and an index of its own.
"""

import json
import math
import os
import statistics
import sys
from collections.abc import Mapping, Sequence

import django

COLLECTIONS = ("cisi", "cranfield")
TOP = 10


def main() -> int:
    """Measure and print a table; 1 when the collections are absent."""
    sys.path[:0] = ["site"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mesh.settings.test")
    django.setup()

    from benchmarks import corpus  # noqa: PLC0415 - needs Django
    from benchmarks.measuring import scratch  # noqa: PLC0415 - needs Django

    try:
        for name in COLLECTIONS:
            corpus.folder(name)
    except corpus.DataNotFound as error:
        print(f"Relevance was not measured: {error}")
        return 1
    with scratch():
        for name in COLLECTIONS:
            for engine, score in measure(name).items():
                print(f"{name:12} {engine:14} nDCG@{TOP} {score:.3f}")
    return 0


def measure(name: str) -> dict[str, float]:
    """nDCG@10 of each engine on a collection, the mean over its queries (0 to 1)."""
    from benchmarks import corpus  # noqa: PLC0415 - needs Django
    from benchmarks.measuring import engines  # noqa: PLC0415 - needs Django
    from evidence.search.api import SearchDocument, SearchQuery  # noqa: PLC0415
    from evidence.search.text import parse  # noqa: PLC0415 - needs Django

    place = corpus.folder(name)
    corpus.load(
        SearchDocument(
            uid=f"sample:{row['id']}",
            kind="study",
            title=row["title"],
            url="/",
            summary=row["abstract"],
        )
        for row in corpus.rows(name)
    )
    queries = json.loads((place / "queries.json").read_text())
    judged = json.loads((place / "qrels.json").read_text())
    scores: dict[str, list[float]] = {}
    for number, text in queries.items():
        if not judged.get(number):
            continue
        query, parsed = SearchQuery(text=text, size=TOP), parse(text)
        for label, engine in engines().items():
            found = engine.find(query, parsed).uids
            ranked = [uid.partition(":")[2] for uid, _score in found]
            scores.setdefault(label, []).append(ndcg(ranked, judged[number]))
    return {label: statistics.mean(values) for label, values in scores.items()}


def ndcg(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, 0 to 1.

    Source: Järvelin and Kekäläinen (2002), with gain 2^grade - 1. A ranking in the
    order of the grades has 1.
    """
    ideal = sorted(judged.values(), reverse=True)[:TOP]
    return _gain([judged.get(uid, 0) for uid in ranked[:TOP]]) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return sum(
        (2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades)
    )


if __name__ == "__main__":
    sys.exit(main())
