"""Collections with judged queries, and the measures of a ranking."""

import json
import math
import os
import random
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("docs.jsonl", "queries.json", "qrels.json")
TOP, DEEP = 10, 100
DRAWS = 5000


class Ranking(Protocol):
    """Something that ranks texts."""

    def fill(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Index these texts and nothing else."""
        ...

    def find(self, text: str, size: int) -> list[str]:
        """The ids of the best, best first."""
        ...

    def drop(self) -> None:
        """Leave nothing behind."""
        ...


@dataclass(frozen=True)
class Collection:
    """Texts, queries, and how relevant each text was judged for each query."""

    rows: Sequence[Mapping[str, Any]]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


@dataclass
class Scores:
    """What each query of a collection came to, in their order."""

    ndcg: list[float] = field(default_factory=list)  # 0 to 1
    recall: list[float] = field(default_factory=list)  # 0 to 1
    milliseconds: list[float] = field(default_factory=list)

    @property
    def mean_ndcg(self) -> float:
        """The mean nDCG@10."""
        return statistics.mean(self.ndcg)

    @property
    def mean_recall(self) -> float:
        """The mean recall@100."""
        return statistics.mean(self.recall)

    @property
    def p50(self) -> float:
        """The median time of a query in milliseconds."""
        return statistics.median(self.milliseconds)

    def in_words(self) -> str:
        """One line to print."""
        means = f"nDCG@{TOP} {self.mean_ndcg:.3f}  recall@{DEEP} {self.mean_recall:.3f}"
        return f"{means}  p50 {self.p50:.0f} ms"


Table = dict[str, dict[str, Scores]]  # collection to ranking to its scores


def places() -> list[Path]:
    """Where the collections are looked for."""
    if os.environ.get("MESH_DATA"):
        return [Path(os.environ["MESH_DATA"])]
    return [ROOT.parent / "shared" / "data", ROOT.parents[1] / "shared" / "data"]


def collections() -> list[str]:
    """The name of every folder that has texts, queries and judgements."""
    return sorted(
        folder.name
        for place in places()
        if place.is_dir()
        for folder in place.iterdir()
        if all((folder / part).is_file() for part in PARTS)
    )


def read(name: str) -> Collection:
    """A collection; queries that nobody judged are left out."""
    folder = next(place / name for place in places() if (place / name).is_dir())
    docs, queries, qrels = (
        (folder / part).read_text(encoding="utf-8") for part in PARTS
    )
    relevant = {
        number: grades
        for number, grades in json.loads(qrels).items()
        if any(grade > 0 for grade in grades.values())
    }
    return Collection(
        rows=[json.loads(line) for line in docs.splitlines()],
        queries={n: text for n, text in json.loads(queries).items() if n in relevant},
        grades=relevant,
    )


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, 0 to 1.

    Source: Järvelin and Kekäläinen (2002), with gain 2^grade - 1. A ranking in the
    order of the grades has 1.
    """
    ideal = sorted(grades.values(), reverse=True)[:TOP]
    return _gain([grades.get(uid, 0) for uid in ranked[:TOP]]) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return sum(
        (2 ** max(grade, 0) - 1) / math.log2(place + 2)
        for place, grade in enumerate(grades)
    )


def recall(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """The share of the relevant that is among the first hundred, 0 to 1."""
    relevant = {uid for uid, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:DEEP])) / len(relevant)


def chance(one: Sequence[float], other: Sequence[float]) -> float:
    """How often chance alone makes so large a difference of means: 0 to 1.

    Source: Smucker, Allan and Carterette (2007), the paired randomisation test. The
    draws are the same in every run.
    """
    differences = [a - b for a, b in zip(one, other, strict=True)]
    seen = abs(sum(differences))
    draw = random.Random(1)  # noqa: S311 - a test of significance, not a secret
    larger = 0
    for _draw in range(DRAWS):
        signs = draw.getrandbits(len(differences))
        drawn = sum(
            d if signs >> place & 1 else -d for place, d in enumerate(differences)
        )
        larger += abs(drawn) >= seen - 1e-12
    return (larger + 1) / (DRAWS + 1)
