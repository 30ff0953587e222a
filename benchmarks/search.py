"""A search end to end, over HTTP, against the engine's bare query on the same records.

Real texts (ERIC abstracts, multiplied) in a database and an index of their own. Each
query is another one, so that no page is served from the cache.
"""

import json
import os
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.server import environment, manage, running

ROUNDS = 3
WORDS = (
    "reading comprehension", "class size", "fractions", "formative assessment feedback",
    "early years language", "science practical work", "peer tutoring", "homework",
    "teacher expectations", "bilingual pupils vocabulary", "motivation", "spelling",
    "mathematics anxiety", "computer assisted instruction", "behaviour management",
    "special educational needs", "writing instruction", "school leadership", "inquiry",
    "assessment validity",
)  # fmt: skip
FILTERS = ("", "&subject=mathematics", "&phase=key-stage-2&kind=study")

FILL = """
import time
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from benchmarks import corpus
documents = list(corpus.eric({records}))
began = time.perf_counter()
print("documents", corpus.load(documents), sep="\\t")
print("seconds", time.perf_counter() - began, sep="\\t")
"""
BARE = """
import json
from django.http import QueryDict
from evidence.search import address, query
from evidence.search.engines.elasticsearch.engine import ElasticsearchEngine
from evidence.search.engines.elasticsearch import client
from django.conf import settings
import time
client_ = client.client(10)
times = []
for round_ in range({rounds}):
    for query in {queries}:
        asked = address.read(QueryDict(query))
        body = ElasticsearchEngine().request(asked, query.parse(asked.text))
        began = time.perf_counter()
        client_.search(index=settings.ELASTICSEARCH_ALIAS, **body)
        times.append((time.perf_counter() - began) * 1000)
print("times", json.dumps(times), sep="\\t")
"""


def queries() -> list[str]:
    """Every text with every set of filters, as the address states it."""
    return [urlencode({"q": words}) + chosen for words in WORDS for chosen in FILTERS]


def bench_search(records: int) -> None:
    """Build, then search, on Elasticsearch if it is given and on the database."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if not url:
        print("\nSearch on Elasticsearch: not measured, set ELASTICSEARCH_URL.")
    for engine_url in filter(None, dict.fromkeys([url, "database"])):
        _bench_engine(records, "" if engine_url == "database" else engine_url)


def _bench_engine(records: int, url: str) -> None:
    with tempfile.TemporaryDirectory() as var:
        env = environment(
            Path(var), ELASTICSEARCH_URL=url, ELASTICSEARCH_ALIAS="mesh-bench"
        )
        env.pop("DATABASE_URL", None)
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "collectstatic", "--no-input", "--verbosity", "0")
        built = pairs(manage(env, "shell", "-c", FILL.format(records=records)))
        name = "Elasticsearch" if url else "SQLite"
        seconds = float(built["seconds"])
        print(
            f"\nSearch, {name}, {built['documents']} records: built in {seconds:.0f} s "
            f"({records / seconds:.0f} records/s)"
        )
        code = BARE.format(rounds=ROUNDS, queries=queries())
        bare = (
            json.loads(pairs(manage(env, "shell", "-c", code))["times"]) if url else []
        )
        with running(env) as address:
            whole = _ask_all(address)
    _print_times("end to end", whole)
    if bare:
        _print_times("bare query", bare)
        ratio = _p95(whole) / _p95(bare)
        print(f"  end to end / bare query, p95: {ratio:.2f}")


def _ask_all(address: str) -> list[float]:
    """Milliseconds of each answer; one client, every query in turn."""
    times = []
    for number in range(ROUNDS + 1):
        for query in queries():
            # A parameter that the page ignores: no answer comes from its cache.
            url = f"{address}/search/?{query}&bench={number}"
            began = time.perf_counter()
            urllib.request.urlopen(url, timeout=30).read()  # noqa: S310 - our own server
            if number:  # the first round only warms up
                times.append((time.perf_counter() - began) * 1000)
    return times


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def _print_times(name: str, times: list[float]) -> None:
    middle = statistics.median(times)
    print(f"  {name:11} p50 {middle:6.1f} ms   p95 {_p95(times):6.1f} ms")


def pairs(output: str) -> dict[str, str]:
    """What a command printed as lines of name, tab, value."""
    return dict(line.split("\t", 1) for line in output.splitlines() if "\t" in line)
