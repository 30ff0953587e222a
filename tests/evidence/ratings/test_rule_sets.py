"""The working: facts handed out, rules written down."""

from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.results import FactValue


def test_the_trace_keeps_place_quotation_and_who_said_so():
    facts = {
        "design": FactValue("rct", origin="Record"),
        "attrition_level": FactValue(
            "low", place="p. 12", quotation="Four pupils left", origin="Appraisal"
        ),
    }

    step = RULE_SETS["wwc-study"].rate(facts).trace_as_json()[0]

    assert step["rule"] == "low_attrition"
    assert step["certainty"] == "seen"
    assert step["facts"][1] == {
        "key": "attrition_level",
        "label": "Attrition by the WWC's boundary",
        "value": "low",
        "words": "Low",
        "place": "p. 12",
        "quotation": "Four pupils left",
        "origin": "Appraisal",
    }


def test_facts_stand_with_the_rule_that_used_them():
    facts = {
        "design": FactValue("rct"),
        "attrition_level": FactValue("high"),
        "baseline_difference": FactValue(0.1),
        "baseline_adjusted": FactValue(value=True),
    }

    trace = RULE_SETS["wwc-study"].rate(facts).trace

    assert [[fact.key for fact in step.facts] for step in trace] == [
        ["design", "attrition_level"],
        ["baseline_difference", "baseline_adjusted"],
    ]
    assert [fact.words for fact in trace[1].facts] == ["0.1 SD", "yes"]


def test_a_result_is_never_given_for_a_fact_outside_the_rule_set():
    facts = {
        "design": FactValue("rct"),
        "cost_gbp": FactValue(10),
        "attrition_level": FactValue("low"),
    }

    assert RULE_SETS["eef-cost"].rate(facts).code == "1"
