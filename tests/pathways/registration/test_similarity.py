"""Titles that are close to a given one."""

import pytest

from pathways.services import proposals
from pathways.services.proposals.similarity import (
    CLOSE,
    MAX_SHOWN,
    closeness,
    words_of,
)
from tests.factories.registration import PathwayProposalFactory


@pytest.mark.parametrize(
    ("one", "other", "is_close"),
    [
        ("Fractions as numbers", "Fractions as numbers", True),
        ("Fractions as numbers", "Fraction as a number", True),
        ("Fractions as numbers", "Why fractions are numbers, and not pairs", True),
        ("Fractions as numbers", "Fracions as numbres", True),
        ("Café French", "cafe french", True),
        ("Fractions as numbers", "Negative numbers", False),
        ("Fractions", "Fractions and decimals in the primary years", False),
        ("Photosynthesis", "Fractions as numbers", False),
        ("The of and", "The of and", False),
        ("", "Fractions", False),
    ],
)
def test_closeness(one, other, is_close):
    assert (closeness(words_of(one), words_of(other)) >= CLOSE) == is_close


def found(title="Fractions as numbers"):
    return [one.title for one in proposals.similar_titles(title)]


@pytest.mark.django_db
def test_live_pathways_are_found_and_drafts_are_not(pathway):
    live = pathway("Fractions as a number", live=True)
    pathway("Fractions as numbers")

    (one,) = proposals.similar_titles("Fractions as numbers")

    assert (one.title, one.url, one.is_pathway) == (live.title, live.url, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trait", "is_shown"),
    [
        ("confirmed", True),
        ("accepted", True),
        ("held", False),
        ("discarded", False),
        (None, False),
    ],
)
def test_only_proposals_that_somebody_vouches_for_are_shown(trait, is_shown):
    PathwayProposalFactory(
        title="Fractions as numbers", **({trait: True} if trait else {})
    )

    assert bool(found()) == is_shown


@pytest.mark.django_db
def test_a_pathway_is_not_shown_again_as_its_proposal(pathway):
    live = pathway("Fractions as numbers", live=True)
    PathwayProposalFactory(accepted=True, title="Fractions as Numbers", pathway=live)

    assert found() == ["Fractions as numbers"]


@pytest.mark.django_db
def test_the_closest_come_first_and_no_more_than_five():
    for number in range(MAX_SHOWN + 1):
        PathwayProposalFactory(confirmed=True, title=f"Fractions as numbers {number}")
    PathwayProposalFactory(confirmed=True, title="Fractions as numbers")

    titles = found()

    assert len(titles) == MAX_SHOWN
    assert titles[0] == "Fractions as numbers"
