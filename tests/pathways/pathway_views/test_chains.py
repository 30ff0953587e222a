"""What belongs to each barrier of a map."""

from pathways.pathway_views.chains import take_apart
from tests.pathways.pathway_views.trees import labels, tree


def test_what_hangs_on_a_barrier_makes_its_chain():
    root = tree(
        "Start",
        "symptom",
        tree(
            "Bias",
            "barrier",
            tree("Adds tops", "symptom"),
            tree("Two questions", "probe"),
            tree("Line", "intervention", tree("g = 0.6", "evidence"), tree("?", "gap")),
            tree("Well documented", "evidence"),
            tree("How common?", "gap"),
            tree("History", "note"),
        ),
    )

    apart = take_apart([root])

    (chain,) = apart.chains
    assert labels(apart.starts) == ["Start"]
    assert chain.barrier.label == "Bias"
    assert labels(chain.symptoms) == ["Adds tops"]
    assert labels(chain.probes) == ["Two questions"]
    assert labels(each.node for each in chain.helps) == ["Line"]
    assert labels(chain.helps[0].evidence) == ["g = 0.6"]
    assert labels(chain.helps[0].gaps) == ["?"]
    assert labels(chain.evidence) == ["Well documented"]
    assert labels(chain.all_evidence) == ["Well documented", "g = 0.6"]
    assert labels(chain.all_gaps) == ["How common?", "?"]
    assert labels(chain.notes) == ["History"]


def test_what_a_barrier_hangs_on_belongs_to_its_chain_too():
    root = tree(
        "Start",
        "note",
        tree("Adds tops", "symptom", tree("Ask", "probe", tree("Bias", "barrier"))),
    )

    apart = take_apart([root])

    (chain,) = apart.chains
    assert labels(chain.symptoms) == ["Adds tops"]
    assert labels(chain.probes) == ["Ask"]
    assert list(apart.loose.nodes) == []


def test_two_barriers_may_share_what_is_seen():
    root = tree(
        "Start",
        "note",
        tree("Adds tops", "symptom", tree("Bias", "barrier"), tree("Rush", "barrier")),
    )

    first, second = take_apart([root]).chains

    assert labels(first.symptoms) == labels(second.symptoms) == ["Adds tops"]


def test_a_barrier_beneath_another_has_a_chain_of_its_own():
    root = tree(
        "Bias",
        "barrier",
        tree("Seen first", "symptom"),
        tree("Not this", "barrier", tree("Seen second", "symptom")),
        tree("Line", "intervention", tree("Too hard", "barrier")),
    )

    apart = take_apart([root])

    assert apart.starts == ()
    assert [labels(chain.symptoms) for chain in apart.chains] == [
        ["Seen first"],
        ["Seen second"],
        [],
    ]
    assert labels(each.node for each in apart.chains[0].helps) == ["Line"]


def test_evidence_of_a_second_intervention_stays_with_it():
    root = tree(
        "Bias",
        "barrier",
        tree(
            "First",
            "intervention",
            tree("Then", "intervention", tree("For then", "evidence")),
            tree("For first", "evidence"),
        ),
    )

    (chain,) = take_apart([root]).chains

    assert [(each.node.label, labels(each.evidence)) for each in chain.helps] == [
        ("First", ["For first"]),
        ("Then", ["For then"]),
    ]


def test_what_belongs_to_no_barrier_is_kept():
    root = tree(
        "Start",
        "symptom",
        tree("Bias", "barrier"),
        tree("Seen everywhere", "symptom", tree("Ask", "probe")),
        tree("For all", "intervention", tree("g = 0.1", "evidence")),
        tree("Nobody knows", "gap"),
        tree("Old kind", "mystery"),
    )

    loose = take_apart([root]).loose

    assert loose.barrier is None
    assert labels(loose.nodes) == [
        "Seen everywhere",
        "Ask",
        "For all",
        "g = 0.1",
        "Nobody knows",
        "Old kind",
    ]


def test_every_node_stands_somewhere():
    root = tree(
        "Start",
        "gap",
        *(
            tree(kind, kind, *(tree(f"{kind}/{other}", other) for other in KINDS))
            for kind in KINDS
        ),
    )

    apart = take_apart([root])

    chains = (*apart.chains, apart.loose)
    there = {node.id for chain in chains for node in chain.nodes}
    there |= {node.id for node in apart.starts}
    assert there == {node.id for node in root.walk()}


def test_a_map_without_nodes_has_no_chain():
    apart = take_apart([])

    assert (apart.starts, apart.chains) == ((), ())


KINDS = ["symptom", "barrier", "probe", "intervention", "evidence", "gap", "note", "?"]
