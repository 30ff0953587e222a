"""Pairs found through indexes: by first author and year, or by title."""

import pytest
from django.core.management import call_command

from evidence.constants import DuplicateAnswer
from evidence.duplicates.finding import look_everywhere, look_for_duplicates
from evidence.models import PossibleDuplicate, Reference
from tests.factories.evidence import ReferenceFactory

pytestmark = pytest.mark.django_db

LONG = "Developing number sense with a number line in primary schools"


def alike(**changes):
    """Two publications that differ in a letter of the title."""
    given = {"authors": ["Ni, Yujing"], "doi": None} | changes
    return (
        ReferenceFactory(title=LONG, **given),
        ReferenceFactory(title=LONG.replace("schools", "school"), **given),
    )


def test_saving_a_publication_that_looks_like_another_puts_both_on_the_list():
    first, second = alike()

    pair = PossibleDuplicate.objects.get()
    assert (pair.first, pair.second) == (first, second)
    assert pair.answer == DuplicateAnswer.OPEN
    assert 0.9 < pair.likeness < 1


def test_the_same_title_by_the_same_author_with_another_doi_is_asked_about():
    ReferenceFactory(title=LONG, authors=["Ni, Yujing"], doi="10.5555/preprint")
    ReferenceFactory(title=LONG, authors=["Ni, Yujing"], doi="10.5555/article")

    assert PossibleDuplicate.objects.get().likeness == 1


def test_an_answer_is_remembered(now):
    alike()
    PossibleDuplicate.objects.update(answer=DuplicateAnswer.DIFFERENT)

    look_for_duplicates(references=Reference.objects.all(), now=now)
    for reference in Reference.objects.all():
        reference.save()

    assert PossibleDuplicate.objects.get().answer == DuplicateAnswer.DIFFERENT


def test_a_hundred_publications_take_as_many_queries_as_one(
    now, django_assert_num_queries
):
    many = [ReferenceFactory() for _each in range(20)]

    with django_assert_num_queries(2):
        look_for_duplicates(references=many[:1], now=now)
    with django_assert_num_queries(2):
        look_for_duplicates(references=many, now=now)


def test_nothing_is_looked_for_without_a_title(now, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert look_for_duplicates(references=[Reference(csl={})], now=now) == []


def test_everything_can_be_looked_at_again(now):
    alike()
    PossibleDuplicate.objects.all().delete()
    seen = []

    assert look_everywhere(now=now, on_progress=seen.append) == 1
    assert sum(seen) == 2


def test_the_command_looks_at_everything(capsys):
    alike()
    PossibleDuplicate.objects.all().delete()

    call_command("find_duplicates")

    assert "Pairs to answer: 1" in capsys.readouterr().out
