"""What every engine must answer. Scores are not compared: membership, order, counts."""

import html
import re

import pytest
from django.conf import settings

from evidence.search.api import FACETS, SearchQuery
from evidence.search.service import search
from tests.search.corpus import DOCUMENTS


def found(text, **fields):
    """The numbers of the documents found, in order."""
    results = search(SearchQuery(text=text, **fields))
    return [int(hit.document.uid.partition(":")[2]) for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("photosynthesis", {13}),
        ("plant breathing", {13}),  # stems
        ("PHOTOSYNTHESIS", {13}),
        ("homework", {17}),
        ("cafe", {16}),  # accents
        ("CAFÉ resume", {16}),
        ("universal", {8}),  # the stemmer must not make it "university"
        ("universities", {9}),
        ("krueger", {3}),  # authors
        ("o'neil", {2}),
        ("O’Neil", {2}),
        ("scaffolding", {18}),  # keywords
        ("kindergarten", {3}),  # body
        ("nursery", {3}),  # its synonym
    ],
)
def test_finds_by_word(engine, text, expected):
    assert set(found(text)) == expected


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("behaviour", "behavior"),
        ("organisation", "organization"),
        ("colour", "color"),
        ("behaviour programme", "behavior programs"),
    ],
)
def test_british_and_american_spelling_find_the_same(engine, british, american):
    assert set(found(british)) == set(found(american)) != set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("SEN", "special educational needs", {10, 11}),
        ("SEND", "sen", {10, 11}),
        ("teaching assistants", "TA", {10, 12}),
        ("maths homework", "mathematics homework", {17}),
        ("metacognition", "metacognitive", {14}),
        ("pupils attitudes", "students attitudes", {11}),
    ],
)
def test_synonyms_find_the_same(engine, one, other, expected):
    assert set(found(one)) == set(found(other)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"class size"', {3, 4}),
        ('"class size" -reading', {3}),
        ('"size of a class"', {5}),
        ('"class size" achievement', {3}),
        ("class -reading", {3, 5}),
        ('feedback -"feedback by peers"', {17, 20}),
        ("feedback -peers -homework", {20}),
        ("“class size”", {3, 4}),
    ],
)
def test_phrases_and_exclusions(engine, text, expected):
    assert set(found(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("photosynthesis OR homwork", {13}),
        ('krueger OR "number line"', {2, 3}),
        ("author:krueger", {3}),
        ("class size author:krueger", {3}),
        ("author:fazio OR author:krueger", {2, 3}),
        ("title:training", {2}),
        ("fractions -title:bias", {2}),
        ("fractions year:2019", {2}),
        ("fractions year:2020..", {1}),
        ("fractions year:2024..2019", {1, 2}),
        ("fractions kind:barrier", {1}),
        ("fractions -kind:barrier", {2}),
        ("kind:barrier year:2024", {1}),
        ("fractions design:rct", {2}),
        ("fractions outcome:attainment", {2}),
    ],
)
def test_alternatives_and_field_words(engine, text, expected):
    results = search(SearchQuery(text=text, size=50))

    assert {int(hit.document.uid.partition(":")[2]) for hit in results.hits} == expected
    assert results.total == len(expected)
    assert not results.problems


def test_facets_are_counted_under_the_limits_of_the_text(engine):
    results = search(SearchQuery(text="fractions kind:study"))

    assert {v.value: v.count for v in results.facets["kind"]} == {"study": 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fractions kind:zebra", "Nothing is called “zebra” under kind:"),
        ("fractions phase:zebra", "There are: none yet."),
        ("fractions year:soon", "“year:soon” is no year"),
        ("fractions -year:2019", "is no year"),
    ],
)
def test_a_field_word_that_nobody_knows_is_left_out_and_said(engine, text, line):
    results = search(SearchQuery(text=text))

    assert results.total == 2
    assert line in results.problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "3/4 + 1/2 = 4/6",
        "¾+½ = 4⁄6",
        "3/4 + 1/2",
        "2/3 + 1/5 = 3/8",
        "adds tops and bottoms",
    ],
)
def test_what_a_pupil_wrote_or_said_finds_the_barrier(engine, text):
    assert found(text)[0] == 1


def test_a_formula_with_other_numbers_shows_the_one_like_it(engine):
    (hit,) = search(SearchQuery(text="2/3 + 1/5 = 3/8")).hits

    assert "<mark>3/4 + 1/2 = 4/6</mark>" in hit.extracts


def test_only_exclusions_leave_out_and_show_the_rest(engine):
    results = search(SearchQuery(text="-feedback", size=50))

    assert results.total == len(DOCUMENTS) - 3
    assert not results.unsearchable


def test_of_two_words_both_must_be_there(engine):
    assert set(found("number fractions")) == {1, 2}


def test_of_many_words_two_are_enough(engine):
    numbers = found("number line fractions training zebra")

    assert numbers[0] == 2
    assert 1 in numbers
    assert 13 not in numbers


def test_nothing_with_all_words_shows_those_with_any_and_says_so(engine):
    results = search(SearchQuery(text="homework photosynthesis"))

    assert {hit.document.uid for hit in results.hits} == {"sample:13", "sample:17"}
    assert results.relaxed


def test_a_search_that_finds_something_is_not_loosened(engine):
    assert not search(SearchQuery(text="number fractions")).relaxed


def test_a_word_in_the_title_counts_more(engine):
    assert found("feedback")[0] == 20
    assert found("homework feedback maths")[0] == 17
    assert found("class size achievement")[0] == 3


def test_equal_documents_stand_in_the_order_of_their_uids(engine):
    assert found("twin") == [21, 22, 23, 24, 25]


def test_pages_do_not_overlap_and_sum_to_the_total(engine):
    pages = [found("twin", size=2, page=page) for page in (1, 2, 3, 4)]

    assert pages == [[21, 22], [23, 24], [25], []]
    assert search(SearchQuery(text="twin", size=2, page=4)).total == 5


def test_an_empty_query_shows_everything_newest_first(engine):
    results = search(SearchQuery(sort="newest", size=50))

    years = [hit.document.year for hit in results.hits]
    assert results.total == len(DOCUMENTS)
    assert years == sorted(years, reverse=True)
    assert not results.unsearchable


def test_newest_first_breaks_ties_by_the_last_change(engine):
    assert found("twin", sort="newest") == [25, 24, 23, 22, 21]


def test_filters_of_one_facet_are_alternatives(engine):
    filters = {"kind": ("barrier", "intervention")}

    assert set(found("", filters=filters)) == {1, 10, 13, 18, 19}


def test_filters_of_several_facets_hold_together(engine):
    filters = {"kind": ("study",), "subject": ("mathematics",), "year": ("2015-2019",)}

    assert found("", filters=filters) == [2]


def test_each_facet_is_counted_under_the_filters_of_the_others(engine):
    filters = {"kind": ("study",), "subject": ("mathematics",)}

    results = search(SearchQuery(filters=filters))

    counts = {f: {v.value: v.count for v in results.facets[f]} for f in FACETS}
    assert results.total == 2
    assert counts["kind"] == {"barrier": 1, "study": 2}
    assert counts["subject"] == {"mathematics": 2, "english": 1, "physics": 1}
    assert counts["phase"] == {"ks2": 1}
    assert counts["outcome"] == {"attainment": 2}
    assert counts["design"] == {"rct": 1, "correlational": 1}
    assert counts["year"] == {"2015-2019": 1, "2005-2009": 1}


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_of_a_document_is_counted(engine, facet):
    results = search(SearchQuery())

    counted = {value.value for value in results.facets[facet]}
    assert counted == {v for d in DOCUMENTS for v in d.facet_values(facet)}


def test_facets_count_what_the_text_finds(engine):
    results = search(SearchQuery(text="class size"))

    kinds = {v.value: v.count for v in results.facets["kind"]}
    assert kinds == {"study": 2, "reference": 1}


def test_chosen_values_are_marked_even_when_nothing_has_them(engine):
    results = search(SearchQuery(filters={"design": ("rct", "nonsense")}))

    chosen = {v.value: v.count for v in results.facets["design"] if v.selected}
    assert chosen == {"rct": 3, "nonsense": 0}


@pytest.mark.parametrize(
    "text",
    [
        '"class size',
        'size" class',
        "((((",
        "class AND OR NOT NEAR(size)",
        "class* OR title:size",
        "'; DROP TABLE evidence_searchentry; --",
        "a & b | c ! <-> :*",
        "\\ \\\\ % _ {}[]^~",
        "\x00class\x00 size",
        "class\x1b[31m\r\n\tsize",
        "\u202eclass size\u202c",
        "مدرسة القراءة",
        "👩‍🏫 class 🎒 size",
        "e\u0301cole",
        "size " * 400,
        "word " * 2000,
        "x" * 10_000,
        " ".join(f"w{n}" for n in range(2000)),
        '"' + "a b " * 500 + '"',
        "-" * 500,
        '"" "" ""',
        "%s %d {0}",
        "＂class size＂",
    ],
)
def test_any_string_is_answered(engine, text):
    results = search(SearchQuery(text=text))

    assert results.total >= len(results.hits) >= 0
    assert results.engine == engine
    assert not results.degraded


@pytest.mark.parametrize("text", ["*", "!!!", "🎒", "the of and", '"', "- - -"])
def test_a_text_without_words_shows_everything_and_says_so(engine, text):
    results = search(SearchQuery(text=text))

    assert results.total == len(DOCUMENTS)
    assert results.unsearchable


@pytest.mark.parametrize("value", ["\x00", "'", "x" * 500, "🎒", "%"])
def test_any_filter_is_answered(engine, value):
    results = search(SearchQuery(filters={"subject": (value.replace("\x00", ""),)}))

    assert results.total == 0


def test_titles_and_extracts_are_escaped_and_only_mark(engine):
    (hit,) = search(SearchQuery(text="markup teaching alert")).hits

    assert hit.title == (
        "&lt;script&gt;<mark>alert</mark>(&#x27;x&#x27;)&lt;/script&gt; &amp; "
        "<mark>teaching</mark>"
    )
    shown = " ".join(hit.extracts)
    assert set(re.findall(r"<[^>]*>", shown)) == {"<mark>", "</mark>"}
    assert "<b>in</b>" in html.unescape(shown)


def test_extracts_mark_the_word_as_it_is_written(engine):
    (hit,) = search(SearchQuery(text="special needs inclusion attitudes")).hits[:1]

    assert hit.document.uid == "sample:11"
    assert "<mark>Attitudes</mark> of peers" in hit.extracts[0]


def test_a_synonym_of_several_words_is_marked_as_one(engine):
    hits = search(SearchQuery(text="SEN")).hits

    titles = {hit.title for hit in hits}
    assert "Pupils with <mark>special educational needs</mark>" in titles


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("homwork", "homework"),
        ("metacogniton", "metacognition"),
        ("fonics", "phonics"),
        ("tutering", "tutoring"),
        ("Photosynthisis plants", "photosynthesis plants"),
    ],
)
def test_another_spelling_is_offered(engine, typed, expected):
    assert search(SearchQuery(text=typed)).suggestion == expected


@pytest.mark.parametrize("typed", ["homework", "krueger", "xqzzvw", "SEND", "feedback"])
def test_no_spelling_is_offered_for_what_is_known_or_like_nothing(engine, typed):
    assert search(SearchQuery(text=typed)).suggestion == ""


def test_documents_come_back_whole(engine):
    (hit,) = search(SearchQuery(text="photosynthesis")).hits

    assert hit.document == next(d for d in DOCUMENTS if d.uid == "sample:13")


def test_the_engine_is_the_one_that_was_asked_for(engine):
    assert search(SearchQuery()).engine == engine
    assert bool(settings.ELASTICSEARCH_URL) == (engine == "elasticsearch")
