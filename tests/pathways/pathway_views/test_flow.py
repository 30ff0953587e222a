"""The map as columns of cards."""

from types import SimpleNamespace

from pathways.pathway_views import flow
from pathways.pathway_views.facts import Facts
from tests.pathways.pathway_views.trees import labels, tree


def text(words):
    return SimpleNamespace(block_type="text", value=SimpleNamespace(source=words))


def cards_of(cards):
    return labels(card.node for card in cards)


def test_each_barrier_has_a_line_of_columns():
    line = tree("Line", "intervention", tree("g", "evidence"), tree("?", "gap"))
    bias = tree("Bias", "barrier", tree("Seen", "symptom"), tree("Ask", "probe"), line)
    root = tree("Start", "symptom", bias, tree("Why", "note"))

    made = flow.build([root], {})

    (first,) = made.lines
    assert cards_of(made.starts) == ["Start"]
    assert first.barrier.node is bias
    assert cards_of(first.symptoms) == ["Seen"]
    assert cards_of(first.probes) == ["Ask"]
    assert cards_of(help_.card for help_ in first.helps) == ["Line"]
    assert cards_of(first.helps[0].evidence) == ["g"]
    assert cards_of(first.helps[0].gaps) == ["?"]
    assert first.has_help_or_evidence
    assert cards_of(made.loose.notes) == ["Why"]
    assert not made.loose.has_columns


def test_a_map_in_which_all_belongs_to_barriers_has_no_loose_line():
    assert flow.build([tree("Bias", "barrier")], {}).loose is None


def test_a_card_says_how_it_hangs_on_the_barrier_beside_it():
    root = tree("Bias", "barrier", tree("Seen", "symptom", edge="explains"))

    card = flow.build([root], {}).lines[0].symptoms[0]

    assert card.relation == "explained by"
    assert card.to is None
    assert card.is_by_its_barrier


def test_a_card_names_what_it_hangs_on_when_that_stands_elsewhere():
    then = tree("Then", "intervention", edge="prerequisite_of")
    root = tree("Bias", "barrier", tree("First", "intervention", then))

    card = flow.build([root], {}).lines[0].helps[1].card

    assert (card.relation, card.to.label) == ("builds on", "First")
    assert not card.is_by_its_barrier


def test_evidence_against_is_told_apart_in_words():
    against = tree("No gain", "evidence", edge="contradicted_by")
    root = tree("Bias", "barrier", tree("Line", "intervention", against))

    card = flow.build([root], {}).lines[0].helps[0].evidence[0]

    assert card.speaks_against
    assert card.relation == "speaks against"
    assert card.to is None


def test_without_an_edge_only_what_its_place_does_not_say_is_said():
    deep = tree("Deep", "note")
    root = tree("Start", "symptom", tree("Bias", "barrier", tree("Note", "note", deep)))

    line = flow.build([root], {}).lines[0]

    assert line.barrier.relation == ""
    assert [card.relation for card in line.notes] == ["", "under"]
    assert line.notes[1].to.label == "Note"


def test_a_node_in_two_lines_is_the_fragment_of_one_card():
    seen = tree("Seen", "symptom", tree("Bias", "barrier"), tree("Rush", "barrier"))

    made = flow.build([tree("Start", "note", seen)], {})

    assert [line.symptoms[0].is_anchor for line in made.lines] == [True, False]


def test_a_card_begins_with_the_nodes_own_words():
    media = [text("<p>One &lt; <b>two</b>.</p><p>Three.</p>"), text("<p>Four.</p>")]
    root = tree("Bias", "barrier", media=media)

    card = flow.build([root], {}).lines[0].barrier

    assert card.text == "One < two. Three. Four."
    assert not card.has_more


def test_long_words_and_other_media_lead_to_the_map():
    long = tree("Long", "barrier", media=[text(f"<p>{'word ' * 50}</p>")])
    film = tree("Film", "barrier", media=[SimpleNamespace(block_type="video")])
    proof = tree("g", "evidence", media=[text("<p>Said on the map.</p>")])

    made = flow.build([tree("Start", "symptom", long, film, proof)], {})

    cards = [line.barrier for line in made.lines] + list(made.loose.evidence)
    assert [card.has_more for card in cards] == [True, True, True]
    assert cards[0].text.endswith("…")
    assert cards[2].text == ""


def test_the_summary_of_its_page_speaks_for_a_node_without_words():
    told, silent = tree("Told", "barrier"), tree("Silent", "barrier")
    told.summary = "Two whole numbers."
    root = tree("Start", "note", told, silent)

    made = flow.build([root], {})

    assert [line.barrier.text for line in made.lines] == ["Two whole numbers.", ""]


def test_a_card_carries_the_facts_of_its_node():
    root = tree("Bias", "barrier")
    facts = {root.id: Facts(findings=3)}

    assert flow.build([root], facts).lines[0].barrier.facts.findings == 3
