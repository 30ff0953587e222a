"""Words to terms, queries to parts, extracts with marks: without any engine."""

import pytest

from evidence.search import highlight, language, text, words


@pytest.mark.parametrize(
    "pair",
    [
        ("organisations", "organizing"),
        ("colours", "color"),
        ("analysed", "analyze"),
        ("labelled", "labeled"),
        ("modelling", "modeling"),
        ("centre", "centers"),
        ("judgement", "judgment"),
        ("practise", "practice"),
        ("generalisation", "generalize"),
        ("pupil’s", "students"),
        ("key stage two", "KS2"),
        ("randomized controlled trial", "RCTs"),
        ("Ärger", "arger"),
        ("NQTs", "early career teachers"),
        ("Special Educational Needs", "SEND"),
        ("EAL", "English as an additional language"),
        ("MFL", "modern foreign languages"),
        ("ICT", "information and communication technology"),
    ],
)
def test_these_are_the_same_word(pair):
    one, other = map(text.terms, pair)

    assert one == other


@pytest.mark.parametrize(
    "pair",
    [("university", "universal"), ("news", "new"), ("general", "generalise")],
)
def test_these_are_different_words(pair):
    one, other = map(text.terms, pair)

    assert one != other


def test_no_variant_stands_for_two_synonyms():
    variants = [
        variant.strip()
        for many, _one in language.SYNONYMS
        for variant in many.split(",")
    ]

    assert len(variants) == len(set(variants))


def test_the_fingerprint_changes_with_the_lists(monkeypatch):
    before = text.fingerprint()
    text.fingerprint.cache_clear()
    monkeypatch.setattr(language, "SYNONYMS", ())

    after = text.fingerprint()

    text.fingerprint.cache_clear()
    assert before != after


def test_a_text_is_escaped_and_marked():
    shown = highlight.marked("<i>Fractions</i> & more", {"fraction"})

    assert shown == "&lt;i&gt;<mark>Fractions</mark>&lt;/i&gt; &amp; more"


def test_extracts_show_where_most_terms_stand():
    long = "A fraction. " + "Nothing here. " * 40 + "A fraction on a number line."

    shown = highlight.extracts([long], {"fraction", "number", "line"})

    assert shown[-1].startswith("… ")
    assert "<mark>number</mark> <mark>line</mark>" in shown[-1]
    assert shown[0].startswith("A <mark>fraction</mark>")


def test_extracts_go_on_to_the_next_text_but_say_nothing_twice():
    summary = "Pupils add fractions as if they were two numbers of their own."
    body = summary + " " + "Other words. " * 30 + "Later come fractions again."

    shown = highlight.extracts([summary, body], {"fraction"})

    assert len(shown) == 2
    assert "Later come <mark>fractions</mark> again." in shown[1]


def test_without_a_match_the_beginning_is_shown():
    assert highlight.extracts(["", "Only this."], {"fraction"}) == ("Only this.",)
    assert highlight.extracts(["", " "], {"fraction"}) == ()


def test_a_long_word_without_spaces_is_cut():
    (shown,) = highlight.extracts(["x" * 1000], set())

    assert len(shown) < 400
    assert shown.endswith(" …")


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("homwork", "homework", 1),
        ("fonics", "phonics", 2),
        ("clas", "class", 1),
        ("recieve", "receive", 1),
        ("same", "same", 0),
        ("a", "", 1),
        ("", "abc", 3),
    ],
)
def test_distance_counts_mistakes(one, other, mistakes):
    assert words.distance(one, other) == mistakes
