"""Identifiers in any spelling."""

import pytest

from evidence.identifiers import (
    UnknownIdentifier,
    normalise_doi,
    normalise_isbn,
    normalise_pmid,
)


@pytest.mark.parametrize(
    "spelling",
    [
        "10.1037/bul0000309",
        "10.1037/BUL0000309",
        " 10.1037/bul0000309 ",
        "doi:10.1037/bul0000309",
        "DOI: 10.1037/bul0000309",
        "DOI 10.1037/bul0000309",
        "https://doi.org/10.1037/bul0000309",
        "http://dx.doi.org/10.1037/bul0000309",
        "doi.org/10.1037/bul0000309",
        "https://doi.org/10.1037%2Fbul0000309",
        "info:doi/10.1037/bul0000309",
        "urn:doi:10.1037/bul0000309",
        "https://doi.org/doi:10.1037/bul0000309",
        "10.1037/bul0000309.",
        "“10.1037/bul0000309”,",
        "10.1037/bul0000309)",
        "10.1037/\u200bbul0000309",
        "https://doi.org/10.1037/bul0000309?utm_source=x&utm_medium=y",
        "<https://doi.org/10.1037/bul0000309>",
        "(doi:10.1037/bul0000309)",
        "HTTPS://DX.DOI.ORG/10.1037/BUL0000309;",
    ],
)
def test_every_spelling_of_a_doi_is_the_same_doi(spelling):
    assert normalise_doi(spelling) == "10.1037/bul0000309"


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2013", "\u2014", "\u2212"])
def test_a_dash_that_a_printer_set_is_a_hyphen(dash):
    assert normalise_doi(f"10.3758/s13423{dash}014{dash}0588{dash}3") == (
        "10.3758/s13423-014-0588-3"
    )


def test_a_bracket_that_belongs_to_the_doi_stays():
    assert normalise_doi("10.1016/S0140-6736(05)66050-8") == (
        "10.1016/s0140-6736(05)66050-8"
    )
    assert normalise_doi("10.1002/(sici)1097(199)") == "10.1002/(sici)1097(199)"


@pytest.mark.parametrize(
    "text", ["", "doi:", "11.1037/x", "10.1/x", "10.1037/", "10.1037 x", "see text"]
)
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(UnknownIdentifier):
        normalise_doi(text)


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-0-300-16631-6", "9780300166316"),
        ("ISBN 0-306-40615-2", "0306406152"),
        ("ISBN-10: 080442957x", "080442957X"),
    ],
)
def test_an_isbn_keeps_its_digits(text, isbn):
    assert normalise_isbn(text) == isbn


@pytest.mark.parametrize("text", ["9780300166317", "123", "080442957Y", ""])
def test_an_isbn_with_a_wrong_check_digit_is_refused(text):
    with pytest.raises(UnknownIdentifier):
        normalise_isbn(text)


def test_a_pubmed_number_is_its_digits():
    assert normalise_pmid("PMID: 12345") == "12345"


@pytest.mark.parametrize("text", ["PMC12345", "", "1234567890"])
def test_what_is_no_pubmed_number_is_refused(text):
    with pytest.raises(UnknownIdentifier):
        normalise_pmid(text)
