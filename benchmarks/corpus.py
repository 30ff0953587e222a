"""Real texts as documents of the search, multiplied to any number.

The texts are not part of the project: they are found in `MESH_DATA`, or in
`shared/data` beside the project's folder.
"""

import ast
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

from evidence.constants import Design, OutcomeKind
from evidence.search import documents, rebuild
from evidence.search.api import Kind, SearchDocument

ROOT = Path(__file__).resolve().parents[1]
KINDS = (Kind.STUDY, Kind.STUDY, Kind.STUDY, Kind.REVIEW, Kind.REFERENCE)
SUBJECTS = ("mathematics", "english", "biology", "physics", "history", "geography")
PHASES = ("early-years", "key-stage-1", "key-stage-2", "key-stage-3", "key-stage-4")


class DataNotFound(Exception):
    """The texts are not where they are looked for."""


class SampleSource:
    """Documents in memory, as a source of the search."""

    name = "sample"

    def __init__(self, sample: Iterable[SearchDocument]) -> None:
        self.rows = {int(d.uid.partition(":")[2]): d for d in sample}

    def keys(self) -> list[int]:
        """See `evidence.search.api.Source`."""
        return sorted(self.rows)

    def documents(self, keys: Sequence[int]) -> list[SearchDocument]:
        """See `evidence.search.api.Source`."""
        return [self.rows[key] for key in keys if key in self.rows]


def folder(name: str) -> Path:
    """Where a collection is.

    Raises:
        DataNotFound: it is not there.
    """
    places = [ROOT.parent / "shared" / "data", ROOT.parents[1] / "shared" / "data"]
    if os.environ.get("MESH_DATA"):
        places = [Path(os.environ["MESH_DATA"])]
    for place in places:
        if (place / name).is_dir():
            return place / name
    msg = f"no folder {name!r} in {places[0]}: set MESH_DATA to where the texts are"
    raise DataNotFound(msg)


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a collection's `docs.jsonl`."""
    with (folder(name) / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def eric(count: int) -> Iterator[SearchDocument]:
    """So many documents of real titles and abstracts; facets are dealt out in turn."""
    texts = list(rows("eric"))
    for number in range(count):
        row = texts[number % len(texts)]
        turn = number // len(texts)
        yield SearchDocument(
            uid=f"sample:{number + 1}",
            kind=KINDS[number % len(KINDS)],
            title=row["title"] + (f" ({turn + 1})" if turn else ""),
            url=f"/evidence/sample-{number + 1}/",
            summary=row["abstract"],
            authors=tuple(_names(row["authors"])),
            year=int(row["year"]) if row["year"] else None,
            subject=(SUBJECTS[number % len(SUBJECTS)],),
            phase=(PHASES[number % len(PHASES)], PHASES[(number // 7) % len(PHASES)]),
            outcome=(OutcomeKind.values[number % len(OutcomeKind.values)],),
            design=(Design.values[number % len(Design.values)],),
        )


def load(sample: Iterable[SearchDocument]) -> int:
    """Make these documents all that the search holds, in every engine there is.

    Use a database of your own for it. Returns how many were written.
    """
    for name in documents.sources():
        documents.unregister_source(name)
    documents.register_source(SampleSource(sample))
    return rebuild.rebuild(now=timezone.now()).documents


def _names(text: Any) -> list[str]:
    names = ast.literal_eval(text) if isinstance(text, str) and text else text or []
    return [str(name) for name in itertools.islice(names, 20)]
