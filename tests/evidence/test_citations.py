"""Citations as safe HTML: each trap of citeproc-py."""

import pytest

from evidence import citations
from evidence.csl_cleaning import cleaned

ARTICLE = {
    "type": "article-journal",
    "title": "Tests & quizzes",
    "author": [
        {"family": "Yang", "given": "Chunliang"},
        {"family": "Luo", "given": "Liang"},
    ],
    "container-title": "Psychological Bulletin",
    "volume": "147",
    "issue": "4",
    "page": "399-435",
    "issued": {"date-parts": [[2021]]},
    "DOI": "10.1037/bul0000309",
}


def rendered(**changes):
    return citations.render(cleaned({**ARTICLE, **changes}, this_year=2026))


def test_an_article_is_cited_in_apa_style_with_its_doi_linked():
    assert rendered() == (
        "Yang, C., &amp; Luo, L. (2021). Tests &amp; quizzes. "
        "<i>Psychological Bulletin</i>, <i>147</i>(4), 399–435. "
        '<a href="https://doi.org/10.1037/bul0000309" rel="noopener noreferrer">'
        "https://doi.org/10.1037/bul0000309</a>"
    )


def test_markup_in_a_value_is_text():
    html = rendered(title="<script>alert(1)</script>", author=[{"family": "<b x>O"}])

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b x" not in html


def test_italics_of_csl_in_a_title_are_kept():
    assert "<i>E. coli</i> in schools" in rendered(title="<i>E. coli</i> in schools")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": "webpage", "author": []}, "<i>Tests &amp; quizzes</i>. (2021). "),
        ({"author": []}, "Tests &amp; quizzes. (2021). <i>Psychological"),
    ],
)
def test_without_an_author_the_title_stands_once(changes, expected):
    html = rendered(**changes)

    assert html.startswith(expected)
    assert html.count("quizzes") == 1


def test_a_given_name_in_lower_case_has_an_initial():
    assert rendered(author=[{"family": "boyd", "given": "danah"}]).startswith(
        "boyd, D."
    )


def test_an_address_is_linked_when_there_is_no_doi():
    html = rendered(DOI="", URL="https://example.org/x?a=1&b=2")

    assert 'href="https://example.org/x?a=1&amp;b=2"' in html


def test_a_thesis_has_no_label_without_a_number():
    assert "(Publication)" not in rendered(type="thesis", genre="PhD thesis")


def test_a_question_as_title_ends_with_its_question_mark():
    assert "?." not in rendered(type="book", title="What works?")


@pytest.mark.parametrize("kind", ["book", "legal_case", "dataset", "post-weblog"])
def test_every_type_can_be_cited(kind):
    assert "2021" in rendered(type=kind)


def test_the_plain_citation_costs_nothing_and_is_safe():
    item = cleaned({**ARTICLE, "title": "<b>Tests</b> & <x>"}, this_year=2026)

    assert citations.plain(item) == (
        "Yang, Chunliang; Luo, Liang (2021). Tests &amp; &lt;x&gt;. "
        'Psychological Bulletin. <a href="https://doi.org/10.1037/bul0000309">'
        "https://doi.org/10.1037/bul0000309</a>"
    )


def test_the_plain_citation_of_a_bare_title_says_that_it_has_no_date():
    assert citations.plain({"title": "Notes"}) == "(n.d.). Notes."


def test_the_key_changes_with_the_item_only():
    same = {"b": 1, "a": 2}

    assert citations.key({"a": 2, "b": 1}) == citations.key(same)
    assert citations.key({"a": 2}) != citations.key(same)
