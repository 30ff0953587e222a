"""What a map has, and what it lacks."""

from types import SimpleNamespace
from urllib.parse import parse_qs

from pathways.pathway_views import gaps
from pathways.pathway_views.facts import Facts, ReviewedAs
from pathways.pathway_views.gaps import Wanted
from tests.pathways.pathway_views.trees import labels, tree

LIVE = SimpleNamespace(live=True, summary="")
DRAFT = SimpleNamespace(live=False, summary="")


def cells(row):
    """What a row says, by what is wanted."""
    return {cell.wanted: str(cell.words) for cell in row.cells}


def rich_map():
    return tree(
        "Start",
        "symptom",
        tree(
            "Bias",
            "barrier",
            tree("Seen", "symptom"),
            tree("Seen too", "symptom"),
            tree("Ask", "probe"),
            tree(
                "Line",
                "intervention",
                tree("For", "evidence", edge="supported_by"),
                tree("Against", "evidence", edge="contradicted_by"),
                tree("In England?", "gap"),
            ),
            page=LIVE,
        ),
        tree("Rush", "barrier", page=DRAFT),
    )


def test_a_barrier_says_how_much_there_is_of_everything():
    root = rich_map()
    bias = root.children[0]
    facts = {bias.id: Facts(findings=3, review=ReviewedAs.REVIEWED)}

    row = gaps.build([root], facts).barriers.rows[0]

    assert row.node is bias
    assert cells(row) == {
        Wanted.SYMPTOM: "2 signs",
        Wanted.PROBE: "1 probe",
        Wanted.INTERVENTION: "1 intervention",
        Wanted.EVIDENCE: "2 pieces",
        Wanted.FINDINGS: "3 findings",
        Wanted.PAGE: "Peer reviewed",
    }
    assert not any(cell.is_gap for cell in row.cells)
    assert {cell.proposal for cell in row.cells} == {""}


def test_what_a_barrier_lacks_can_be_proposed_under_its_name():
    row = gaps.build([rich_map()], {}).barriers.rows[1]

    assert all(cell.is_gap for cell in row.cells)
    assert cells(row)[Wanted.PROBE] == "nothing yet"
    assert cells(row)[Wanted.PAGE] == "not published"
    probe = next(cell for cell in row.cells if cell.wanted == Wanted.PROBE)
    assert probe.proposal == "A probe: Rush"
    assert parse_qs(probe.proposal_query) == {"title": ["A probe: Rush"]}


def test_an_intervention_has_evidence_for_and_against():
    matrix = gaps.build([rich_map()], {}).interventions

    (row,) = matrix.rows
    assert row.about.label == "Bias"
    assert cells(row) == {
        Wanted.EVIDENCE: "1 piece",
        Wanted.COUNTER: "1 piece",
        Wanted.FINDINGS: "nothing yet",
        Wanted.PAGE: "nothing yet",
    }


def test_an_intervention_for_no_barrier_has_a_row_too():
    made = gaps.build([tree("Start", "note", tree("Line", "intervention"))], {})

    assert [row.about for row in made.interventions.rows] == [None]
    assert made.barriers.rows == ()
    assert made.barriers.totals == []


def test_totals_count_the_filled_rows_of_each_column():
    made = gaps.build([rich_map()], {})

    assert [(total.filled, total.rows) for total in made.barriers.totals] == [
        (1, 2),
        (1, 2),
        (1, 2),
        (1, 2),
        (0, 2),
        (1, 2),
    ]
    assert made.barriers.gaps == 7
    assert (made.filled, made.size) == (7, 16)


def test_gaps_that_the_authors_name_are_listed_with_what_they_are_about():
    made = gaps.build([rich_map(), tree("Whole field", "gap")], {})

    assert labels(gap.node for gap in made.named) == ["In England?", "Whole field"]
    assert [gap.parent and gap.parent.label for gap in made.named] == ["Line", None]


def test_a_proposal_is_no_longer_than_the_form_takes():
    title = gaps.proposal(Wanted.PROBE, tree("x" * 1000, "barrier"))

    assert len(title) == 120
    assert title.endswith("…")
