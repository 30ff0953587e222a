"""The measures of a ranking, against figures worked out by hand."""

import json
import math

import pytest

from benchmarks import judged


def test_ndcg_is_one_in_the_order_of_the_grades():
    assert judged.ndcg(["a", "b", "c"], {"a": 3, "b": 2, "c": 1}) == pytest.approx(1)


def test_ndcg_weighs_by_grade_and_place():
    found = judged.ndcg(["x", "a"], {"a": 2, "b": 1})

    ideal = 3 + 1 / math.log2(3)
    assert found == pytest.approx(3 / math.log2(3) / ideal)


def test_ndcg_takes_a_negative_grade_for_not_relevant():
    assert judged.ndcg(["a", "b"], {"a": -1, "b": 1}) == pytest.approx(1 / math.log2(3))


def test_recall_looks_at_the_first_hundred():
    ranked = [str(number) for number in range(200)]

    assert judged.recall(ranked, {"5": 1, "150": 1, "7": 0}) == 0.5


def test_chance_is_small_for_a_steady_gain_and_large_for_none():
    base = [0.2, 0.3, 0.4] * 10

    assert judged.chance([score + 0.1 for score in base], base) < 0.001
    assert judged.chance(base, base) == 1


def test_a_collection_is_found_by_its_three_files(tmp_path, monkeypatch):
    monkeypatch.setenv("MESH_DATA", str(tmp_path))
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "docs.jsonl").write_text('{"id": "1", "title": "t", "abstract": "a"}\n')
    (folder / "queries.json").write_text(json.dumps({"1": "one", "2": "unjudged"}))
    (tmp_path / "texts").mkdir()

    assert judged.collections() == []

    (folder / "qrels.json").write_text(json.dumps({"1": {"1": 2}, "2": {"1": 0}}))

    assert judged.collections() == ["lessons"]
    assert judged.read("lessons").queries == {"1": "one"}
