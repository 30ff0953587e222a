"""RIS, BibTeX and CSL-JSON: read, written, and read back."""

import json

import pytest

from evidence.csl_cleaning import cleaned
from evidence.formats import bibtex, csl_json, ris
from evidence.formats.items import UnreadableFile

ITEM = {
    "type": "article-journal",
    "title": "Costs & benefits of 5 % {more} practice_x",
    "author": [
        {"family": "Rohrer", "given": "Doug"},
        {"literal": "World Health Organization"},
        {"family": "Müller", "given": "Zoë"},
    ],
    "editor": [{"family": "Jones", "given": "Tom"}],
    "issued": {"date-parts": [[2014, 10]]},
    "container-title": "Psychonomic Bulletin & Review",
    "volume": "21",
    "issue": "5",
    "page": "1323-1330",
    "publisher": "Springer",
    "publisher-place": "New York",
    "edition": "2",
    "genre": "Article",
    "language": "en",
    "ISSN": "1069-9384",
    "DOI": "10.3758/s13423-014-0588-3",
    "URL": "https://example.org/a%20b_c?x=1&y=2",
    "abstract": "Pupils practised.",
}


@pytest.mark.parametrize("form", [ris, bibtex, csl_json])
def test_what_is_written_reads_back_as_it_was(form):
    (item,) = form.read("".join(form.pieces([("rohrer-2014", ITEM)])))

    assert cleaned(item.csl, this_year=2026) == ITEM


@pytest.mark.parametrize("form", [ris, bibtex])
@pytest.mark.parametrize("kind", ["book", "chapter", "report", "thesis", "dataset"])
def test_types_read_back_as_they_were(form, kind):
    item = {"type": kind, "title": "T", "ISBN": "9780300166316"}
    item = item if kind in ("book", "chapter") else {"type": kind, "title": "T"}

    (read,) = form.read("".join(form.pieces([("t", item)])))

    assert cleaned(read.csl, this_year=2026) == item


def test_several_items_keep_their_lines():
    text = "".join(ris.pieces([("a", ITEM), ("b", ITEM)]))

    lines = [item.line for item in ris.read(text)]

    assert text.splitlines()[lines[1] - 1] == "TY  - JOUR"


# --- RIS ------------------------------------------------------------------------------


def test_ris_from_other_programs_is_read():
    text = (
        "Provider: X\r\n\r\nTY - JOUR\r\nA1 - Ni, Yujing\r\nT1 - Bias\r\n"
        "JO - Educational Psychologist\r\nY1 - 2005/01//\r\nSP - 27\r\n"
        "N2 - Line one\r\nover two lines\r\nZZ - unknown\r\nER -\r\n"
    )

    (item,) = ris.read(text)

    csl = cleaned(item.csl, this_year=2026)
    assert csl["title"] == "Bias"
    assert csl["author"] == [{"family": "Ni", "given": "Yujing"}]
    assert csl["container-title"] == "Educational Psychologist"
    assert csl["page"] == "27"
    assert csl["issued"]["date-parts"][0][0] == 2005
    assert item.line == 3


@pytest.mark.parametrize(
    ("rows", "issued"),
    [
        ("PY  - 2014\nDA  - 2014/10/01/", {"date-parts": [[2014, 10, 1]]}),
        ("PY  - 2014\nDA  - Oct", {"date-parts": [[2014]]}),
        ("PY  - Spring 2014", {"date-parts": [[2014]]}),
        ("PY  - 2014///", {"date-parts": [[2014]]}),
    ],
)
def test_ris_dates_are_read_in_every_form(rows, issued):
    (item,) = ris.read(f"TY  - JOUR\nTI  - T\n{rows}\nER  - \n")

    assert cleaned(item.csl, this_year=2026)["issued"] == issued


def test_a_ris_record_without_end_is_refused_and_the_next_is_read():
    items = list(
        ris.read("TY  - JOUR\nTI  - A\n\nTY  - BOOK\nTI  - B\nER  - \nTY  - BOOK\n")
    )

    assert [(item.line, bool(item.reason)) for item in items] == [
        (1, True), (4, False), (7, True),
    ]  # fmt: skip


def test_what_has_no_record_is_not_ris():
    with pytest.raises(UnreadableFile, match="not RIS"):
        list(ris.read("hello"))


# --- BibTeX ---------------------------------------------------------------------------


def test_latex_becomes_characters():
    (item,) = bibtex.read(
        r"""@article{x, title = {The {TIMSS} of {M\"u}ller \& 5\%}, month = oct,
        author = "van der Berg, Anna and Jos{\'e} Garc{\'i}a and {Ofcom} and others",
        year = 2014, pages = {1--20}, url = {https://e.org/a\_b%20c}}"""
    )

    csl = cleaned(item.csl, this_year=2026)
    assert csl["title"] == "The TIMSS of Müller & 5%"
    assert csl["author"] == [
        {"family": "van der Berg", "given": "Anna"},
        {"family": "García", "given": "José"},
        {"literal": "Ofcom"},
    ]
    assert csl["issued"] == {"date-parts": [[2014, 10]]}
    assert csl["page"] == "1-20"
    assert csl["URL"] == "https://e.org/a_b%20c"


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {2014-10-01}", {"date-parts": [[2014, 10, 1]]}),
        ("year = {in press}", {"literal": "in press"}),
        ("year = {2014}, month = {Smarch}", {"date-parts": [[2014]]}),
        ("year = {2014}, month = 3", {"date-parts": [[2014, 3]]}),
        ("year = {2014}, month = 99999", {"date-parts": [[2014]]}),
    ],
)
def test_bibtex_dates_are_read_in_every_form(fields, issued):
    (item,) = bibtex.read(f"@book{{x, title = {{T}}, {fields}}}")

    assert cleaned(item.csl, this_year=2026)["issued"] == issued


def test_a_broken_entry_is_refused_and_the_others_are_read():
    text = (
        "@article{a, title={A}}\n@article{a, title={B}}\n"
        "@article{c, title={C}, title={D}}\n@article{e, title = {E\n"
        "@book{f, title={F}}\n"
    )

    items = list(bibtex.read(text))

    assert [(item.line, item.reason[:30]) for item in items] == [
        (1, ""),
        (2, ""),
        (3, "The entry has a field twice: t"),
        (4, "The entry is broken: is a brac"),
        (5, ""),
    ]


def test_a_name_that_is_no_name_is_kept_as_it_is():
    (item,) = bibtex.read("@book{x, title={T}, author={A, B, C, D, E}}")

    assert cleaned(item.csl, this_year=2026)["author"][0]["family"] == "A"


def test_what_has_no_entry_is_not_bibtex():
    with pytest.raises(UnreadableFile, match="not BibTeX"):
        list(bibtex.read("hello"))


# --- CSL-JSON -------------------------------------------------------------------------


def test_one_item_alone_is_read():
    (item,) = csl_json.read('\n {"title": "T"} ')

    assert (item.line, item.csl) == (2, {"title": "T"})


def test_items_have_the_lines_on_which_they_begin():
    text = json.dumps([{"title": "A"}, {"title": "B"}], indent=1)

    assert [item.line for item in csl_json.read(text)] == [2, 5]


def test_an_empty_list_has_no_items():
    assert list(csl_json.read("[ ]")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"title": "A"}, {"tit', "cut off"),
        ('[{"title": "A"}', "cut off"),
        ("[", "cut off"),
        ('[{"title": "A"} {}]', "line 1"),
        ('[\n{"title": A}]', "line 2"),
        ('[{"year": NaN}]', "line 1"),
        ("[] x", "line 1"),
        ("[" * 100_000, "line 1"),
        ('[{"a": ' + "9" * 5000 + "}]", "line 1"),
    ],
)
def test_broken_json_says_where(text, message):
    with pytest.raises(UnreadableFile, match=message):
        list(csl_json.read(text))
