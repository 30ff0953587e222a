"""Sentences whose verbs follow from the certainty."""

import pytest

from evidence.ratings.wording import Size, sentence


@pytest.mark.parametrize(
    ("certainty", "size", "expected"),
    [
        ("high", Size.LARGE, "Phonics improves reading a lot."),
        ("high", Size.MODERATE, "Phonics improves reading."),
        ("moderate", Size.SMALL, "Phonics probably improves reading slightly."),
        ("low", Size.MODERATE, "Phonics may improve reading."),
        ("high", Size.TRIVIAL, "Phonics makes little or no difference to reading."),
        ("low", Size.TRIVIAL, "Phonics may make little or no difference to reading."),
        (
            "very_low",
            Size.LARGE,
            "The evidence is very uncertain about the effect of Phonics on reading.",
        ),
    ],
)
def test_the_verb_follows_from_the_certainty(certainty, size, expected):
    said = sentence(what="Phonics", outcome="reading", certainty=certainty, size=size)

    assert said == expected


def test_harm_has_a_verb_of_its_own():
    said = sentence(
        what="Interleaving",
        outcome="recall",
        certainty="moderate",
        size=Size.MODERATE,
        is_harm=True,
    )

    assert said == "Interleaving probably worsens recall."


def test_an_unknown_certainty_is_a_mistake():
    with pytest.raises(KeyError):
        sentence(what="It", outcome="all", certainty="total", size=Size.LARGE)
