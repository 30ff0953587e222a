"""When two publications look so alike that a person is asked."""

import pytest

from evidence.duplicates.likeness import Likened, likeness

TITLE = "The benefit of interleaved mathematics practice is not limited"


def likened(title=TITLE, author="rohrer", year=2014, pk=1):
    key = "".join(letter for letter in title.casefold() if letter.isalnum())
    return Likened(pk, key, author, year, title)


@pytest.mark.parametrize(
    "other",
    [
        likened("The benefits of interleaved mathematics practise is not limited"),
        likened("The Benefit of Interleaved Mathematics Practice"),
        likened(year=2015),
        likened(year=2013),
        likened(year=None),
        likened(author=""),
        likened(author="rohrr"),
        likened(),
    ],
    ids=["letters", "subtitle", "later", "earlier", "no year", "no author", "typo",
         "other DOI"],
)  # fmt: skip
def test_near_matches_are_asked_about(other):
    assert likeness(likened(), other) is not None
    assert likeness(other, likened()) == likeness(likened(), other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (likened(), likened(year=2016)),
        (likened(), likened(author="taylor")),
        (likened(), likened("Retrieval practice in the classroom")),
        (likened("Fractions, part 1, of a long report"),
         likened("Fractions, part 2, of a long report")),
        (likened("WWC review 12345", author="", year=None),
         likened("WWC review 12346", author="", year=None)),
        (likened("Fractions"), likened("Fractions in school")),
        (likened(), likened("The benefits of interleaved mathematics practise is not "
                            "limited", author="")),
    ],
    ids=["two years", "author", "title", "part", "review", "short title",
         "neither title nor author"],
)  # fmt: skip
def test_what_differs_clearly_is_not(one, other):
    assert likeness(one, other) is None
