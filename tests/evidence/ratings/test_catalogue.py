"""What holds for every rule set."""

import pytest

from evidence.ratings import vocabulary
from evidence.ratings.catalogue import RULE_SETS, rule_sets_about
from evidence.ratings.rule_sets import Subject

each_rule_set = pytest.mark.parametrize("rule_set", RULE_SETS.values(), ids=RULE_SETS)


@each_rule_set
def test_a_rule_set_says_whose_criteria_and_where(rule_set):
    assert rule_set.version
    assert rule_set.source.citation
    assert rule_set.source.url.startswith("https://") or rule_set.is_own_proposal


@each_rule_set
def test_nobody_is_said_to_have_rated(rule_set):
    words = " ".join(
        [
            rule_set.computed_with,
            str(rule_set.note),
            *(str(rule.text) for rule in rule_set.rules),
        ]
    )

    assert rule_set.computed_with.startswith("computed with")
    assert "rated by" not in words.lower()
    assert "padlock" not in words.lower()


@each_rule_set
def test_rules_and_levels_have_names_of_their_own(rule_set):
    assert len(rule_set.rules_by_key) == len(rule_set.rules)
    assert len(rule_set.levels_by_code) == len(rule_set.levels)


@each_rule_set
def test_its_facts_are_in_the_vocabulary(rule_set):
    assert set(rule_set.facts) <= set(vocabulary.FACTS)


@each_rule_set
def test_without_facts_it_is_undecided_and_says_what_is_missing(rule_set):
    rating = rule_set.rate({})

    assert not rating.is_decided
    assert rating.missing
    assert set(rating.missing) <= set(rule_set.facts)
    assert rating.words == rating.reason


def test_every_subject_has_rule_sets():
    found = [each for subject in Subject for each in rule_sets_about(subject)]

    assert sorted(each.key for each in found) == sorted(RULE_SETS)


def test_every_fact_that_is_asked_is_used_and_has_its_part_of_the_form():
    used = {key for rule_set in RULE_SETS.values() for key in rule_set.facts}

    assert set(vocabulary.ASKED) <= used
    assert all(fact.group for fact in vocabulary.ASKED.values())
