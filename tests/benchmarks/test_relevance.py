"""The section of docs/benchmarks.md that the bench writes."""

from benchmarks import relevance
from benchmarks.judged import Scores

TABLE = {
    "lessons": {
        "plain BM25": Scores([0.5, 0.4], [0.5, 0.5], [3.0, 4.0]),
        "MESH on SQLite": Scores([0.6, 0.5], [0.6, 0.6], [5.0, 6.0]),
    }
}


def test_ours_stand_first_and_each_has_its_figures():
    text = relevance.section(TABLE)

    assert "### lessons, 2 queries" in text
    ours, plain = text.strip().splitlines()[-2:]
    assert ours.startswith("| MESH on SQLite | 0.550 | ")
    assert plain == "| plain BM25 | 0.450 |  | 0.500 | 4 |"


def test_the_section_takes_the_place_of_the_old_one():
    document = "# Benchmarks\n\n## Relevance\n\nold\n\n## Maps\n\nmaps\n"

    assert relevance.replaced(document, "## Relevance\n\nnew\n") == (
        "# Benchmarks\n\n## Relevance\n\nnew\n\n## Maps\n\nmaps\n"
    )


def test_a_document_without_the_section_gets_it_at_its_end():
    assert relevance.replaced("# Benchmarks\n", "## Relevance\n\nnew\n") == (
        "# Benchmarks\n\n## Relevance\n\nnew\n"
    )
