"""Queries to parts: every operator, and every string that is none."""

import random

import pytest

from evidence.search import formulae, query, text


@pytest.mark.parametrize(
    ("typed", "loose", "phrases", "excluded"),
    [
        ("number line", ("number", "line"), [], []),
        ('"number line" bias', ("bias",), ["number line"], []),
        ("“number line”", (), ["number line"], []),
        ("bias -line", ("bias",), [], ["line"]),
        ('bias -"number line"', ("bias",), [], ["number line"]),
        ("bias – line", ("bias", "line"), [], []),
        ("x-y", ("x", "y"), [], []),
        ("--line", (), [], ["line"]),
        ('"unbalanced line', ("unbalanc", "line"), [], []),
        ('"the of"', (), [], []),
        ("- -- * ()", (), [], []),
        ("", (), [], []),
    ],
)
def test_a_query_is_taken_apart(typed, loose, phrases, excluded):
    parsed = query.parse(typed)

    assert parsed.words == loose
    assert [clause.text for clause in parsed.phrases] == phrases
    assert [clause.text for clause in parsed.excluded] == excluded


def test_a_long_query_is_cut():
    parsed = query.parse(" ".join(f"word{n}" for n in range(5000)))

    assert len(parsed.words) == query.MAX_TERMS
    assert len(query.parse("w " * 5000).repeated) == query.MAX_REPEATED


def test_a_pasted_text_has_no_operators():
    pasted = 'The "threshold" of a word - well -known - is its weight. ' * 4

    parsed = query.parse(pasted)

    assert not parsed.phrases
    assert not parsed.excluded
    assert "threshold" in parsed.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("how do I teach fractions?", ("teach", "fraction")),
        ("What about homework", ("homework",)),
        ("who", ("who",)),
        ("how and why", ("how", "whi")),
    ],
)
def test_the_words_of_a_question_are_left_out_while_others_remain(typed, words):
    assert query.parse(typed).words == words


def test_a_phrase_keeps_the_words_of_a_question():
    assert query.parse('"how pupils learn"').phrases[0].terms[0] == "how"


def test_a_word_said_twice_is_kept_twice_for_the_ranking():
    parsed = query.parse("bias and bias")

    assert parsed.words == ("bias",)
    assert parsed.repeated == ("bias", "bias")


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("fractions OR decimals", [["fractions", "decimals"]]),
        ("fractions | decimals maths", [["fractions", "decimals"]]),
        ('"number line" OR bias OR counting', [["number line", "bias", "counting"]]),
        ("OR fractions", []),
        ("fractions OR", []),
        ("OR OR | OR", []),
        ("fractions or decimals", []),
        ("fractions OR -decimals", []),
        ("fractions OR year:2015", []),
    ],
)
def test_alternatives_are_joined_by_or(typed, groups):
    parsed = query.parse(typed)

    assert [[clause.text for clause in g] for g in parsed.alternatives] == groups


@pytest.mark.parametrize(
    ("typed", "limits"),
    [
        ("year:2015..2020 fractions", [("year", "2015..2020", False)]),
        ("phase: ks2", [("phase", "ks2", False)]),
        (
            'PHASE:"key stage 2" -kind:study',
            [("phase", "key stage 2", False), ("kind", "study", True)],
        ),
        ("note:this http://example.org", []),
        ("year:", []),
    ],
)
def test_field_words_limit_the_search(typed, limits):
    parsed = query.parse(typed)

    assert [(one.field, one.value, one.without) for one in parsed.limits] == limits


def test_author_and_title_are_looked_for_in_their_fields():
    parsed = query.parse('author:krueger title:"class size" -author:smith')

    assert [(c.field, c.text) for c in parsed.phrases] == [
        ("authors", "krueger"),
        ("title", "class size"),
    ]
    assert [(c.field, c.text) for c in parsed.excluded] == [("authors", "smith")]


@pytest.mark.parametrize(
    "typed", ["3/4 + 1/2 = 4/6", "¾ + ½ = 4⁄6", "3 / 4+1 / 2 = 4/6", "3∕4 + ½ = 4 ⁄ 6"]
)
def test_a_formula_is_the_same_however_it_is_written(typed):
    assert query.parse(typed).words == (
        "3over4",
        "1over2",
        "4over6",
        "shapefpfef",
        "shapefpf",
    )


def test_a_minus_within_a_formula_leaves_nothing_out():
    parsed = query.parse("5 −8 = 3")

    assert not parsed.excluded
    assert set(parsed.words) >= {"5", "8", "3", "shapenmnen"}


@pytest.mark.parametrize(
    "typed", ["ages 5-7", "2015/16", "12/05/2019", "p < .05", "and/or", "pre-school"]
)
def test_these_are_no_formulae(typed):
    assert not list(formulae.shapes(typed))
    assert "over" not in "".join(text.terms(typed))


PIECES = [
    *'""\'’“”-−–*()[]{}:|/\\+=<>^~!?.,;%&@#$€\t\n\r\x00\x1b\u200b\u202e\u2028½¾⁄',
    *(" OR ", "author:", "year:", "year:2015..", "phase:ks2", "-title:", "year:9..1"),
    *(
        "fractions",
        "class",
        "size",
        "3/4",
        "العربية",
        "עברית",
        "👩‍🏫",
        "é",
        "e\u0301",
        "Ω",
    ),
    *(" ", " ", " ", "  "),
]


@pytest.mark.parametrize("seed", range(200))
def test_any_string_is_taken_apart_into_terms_of_letters_and_digits(seed):
    draw = random.Random(seed)  # noqa: S311 - the same strings in every run
    typed = "".join(draw.choices(PIECES, k=draw.randint(0, 80)))

    parsed = query.parse(typed)

    clauses = [c for group in parsed.required for c in group] + list(parsed.excluded)
    for term in [*parsed.repeated, *(term for c in clauses for term in c.terms)]:
        assert term
        assert term.isalnum()
    assert all(clause.terms for clause in clauses)
    assert len(parsed.words) <= query.MAX_TERMS


@pytest.mark.parametrize(
    "char", ["x", "- ", '"', "a:", "OR ", "1+", "½", "\u0301", "(("]
)
def test_ten_thousand_characters_are_taken_apart(char):
    parsed = query.parse(char * (10_000 // len(char)))

    assert len(parsed.text) <= query.MAX_LENGTH * 2
