"""Reading CSL-JSON, and checking it before it is kept."""

import pytest

from evidence import csl
from evidence.csl_cleaning import UnableToReadCSL, cleaned, is_web_address

ARTICLE = {
    "id": "anything",
    "type": "article-journal",
    "title": "The benefit of interleaved mathematics practice",
    "author": [
        {"family": "Rohrer", "given": "Doug"},
        {"family": "Dedrick", "given": "Robert F."},
        {"family": "Burgess", "given": "Kaleena"},
    ],
    "issued": {"date-parts": [[2014, 10]]},
    "volume": 21,
    "DOI": "https://doi.org/10.3758/S13423-014-0588-3",
}


def clean(**changes):
    return cleaned({**ARTICLE, **changes}, this_year=2026)


def test_a_clean_item_is_kept_as_it_is_but_for_spelling():
    item = clean()

    assert "id" not in item
    assert item["DOI"] == "10.3758/s13423-014-0588-3"
    assert item["volume"] == "21"
    assert item["author"] == ARTICLE["author"]


def test_cleaning_twice_changes_nothing():
    assert cleaned(clean(), this_year=2026) == clean()


def test_what_mesh_does_not_know_stays():
    assert clean(custom={"a": 1})["custom"] == {"a": 1}


def test_lists_of_one_text_are_that_text_as_crossref_answers():
    item = clean(title=["Tests"], **{"container-title": ["Science", "Sci."]})

    assert (item["title"], item["container-title"]) == ("Tests", "Science")


def test_empty_values_go():
    assert not {"volume", "author", "issue"} & set(
        clean(volume="", author=[], issue=None)
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": ""}, "title is missing"),
        ({"title": [["x"]]}, "“title” is not a text"),
        ({"volume": True}, "“volume” is not a text"),
        ({"title": "x" * 501}, "longer than 500"),
        ({"type": "nonsense"}, "not a type of publication"),
        ({"type": {"a": 1}}, "“type” is not a text"),
        ({"author": "Rohrer"}, "list of names"),
        ({"author": ["Rohrer"]}, "list of names"),
        ({"issued": {"date-parts": [[20155]]}}, "20155 is not between 1500 and 2028"),
        ({"issued": "20155"}, "20155 is not between"),
        ({"issued": {"date-parts": [[1]]}}, "not between"),
        ({"issued": {"date-parts": [["spring"]]}}, "whole numbers"),
        ({"issued": {"date-parts": 3}}, "whole numbers"),
        ({"issued": [2014]}, "A date is written"),
        ({"DOI": "forthcoming"}, "not a DOI"),
        ({"ISBN": "123"}, "not a valid ISBN"),
        ({"PMID": "x"}, "not a PubMed number"),
        ({"URL": "javascript:alert(1)"}, "not a web address"),
        ({"note": "x" * 70_000}, "larger than 64 kB"),
    ],
)
def test_a_wrong_item_is_refused_with_the_reason(changes, reason):
    with pytest.raises(UnableToReadCSL, match=reason):
        clean(**changes)


@pytest.mark.parametrize("item", [None, "text", [1], 3])
def test_what_is_no_item_is_refused(item):
    with pytest.raises(UnableToReadCSL, match="set of named values"):
        cleaned(item, this_year=2026)


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [["2014", "5"]]}, 2014),
        ({"raw": "Spring 2014"}, 2014),
        ("2014-05-02", 2014),
        (2014, 2014),
        ({"literal": "forthcoming"}, None),
        ({"date-parts": [[]]}, None),
    ],
)
def test_the_year_is_read_from_every_way_to_write_a_date(issued, year):
    assert csl.year(clean(issued=issued)) == year


def test_a_month_that_no_calendar_has_goes():
    assert clean(issued={"date-parts": [[2014, 13, 2]]})["issued"] == {
        "date-parts": [[2014]]
    }


def test_control_characters_and_line_breaks_go():
    assert clean(title="The\x00 benefit\n of")["title"] == "The benefit of"


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ([], ""),
        (["Ni, Yujing"], "Ni"),
        (["Ni, Yujing", "Zhou, Yong-Di"], "Ni & Zhou"),
        (["Rohrer, Doug", "Dedrick, R.", "Burgess, K."], "Rohrer et al."),
        (["Ofcom"], "Ofcom"),
    ],
)
def test_authors_are_named_as_in_a_sentence(authors, short):
    assert csl.short_authors(clean(author=[csl.person(a) for a in authors])) == short


def test_particles_belong_to_the_family_name():
    item = clean(
        author=[{"family": "Kleij", "given": "F.", "non-dropping-particle": "van der"}]
    )

    assert csl.names(item) == ["van der Kleij, F."]


@pytest.mark.parametrize("authors", [None, "x", ["x"], [{}], [{"given": ""}]])
def test_broken_authors_are_no_authors(authors):
    assert csl.names({"author": authors}) == []


def test_the_same_publication_has_the_same_key_in_other_words():
    other = clean(
        title="THE BENEFIT OF <i>Interleaved</i> Mathematics Practice.",
        author=[{"family": "ROHRER", "given": "D."}],
        issued="2014",
    )

    assert csl.matching_key(other) == csl.matching_key(clean())


def test_what_has_no_date_is_not_the_same_as_what_has_one():
    undated = csl.matching_key(clean(issued=None))

    assert undated not in ("", csl.matching_key(clean()))
    assert undated == csl.matching_key(
        clean(issued=None, title="The Benefit of interleaved mathematics practice!")
    )


def test_a_title_without_letters_is_like_nothing():
    assert csl.matching_key(clean(title="***")) == ""


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({}, "rohrer-2014-the-benefit-of-interleaved-mathematics-practice"),
        ({"author": [{"family": "Müller"}], "title": "Äpfel"}, "muller-2014-apfel"),
        ({"author": [], "title": "!!!", "issued": None}, "reference"),
    ],
)
def test_the_address_is_readable(changes, slug):
    assert csl.slug(clean(**changes)) == slug


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://example.org/a?b=c", True),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://[", False),
        (None, False),
        ("https://example.org/" + "x" * 500, False),
    ],
)
def test_a_web_address_is_http_with_a_host(text, good):
    assert is_web_address(text) is good
