"""The list of possible duplicates in the admin."""

import pytest
from django.urls import reverse

from evidence.constants import DuplicateAnswer
from evidence.duplicates.answering import UnableToAnswer, say_different, say_same
from evidence.models import PossibleDuplicate, Reference
from mesh.core.constants import Role
from tests.factories.evidence import FindingFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

LIST = reverse("evidence_duplicates:list")


@pytest.fixture
def curator(client, person):
    client.force_login(person(Role.CURATOR))
    return client


@pytest.fixture
def pair():
    title = "Developing number sense with a number line in primary schools"
    for each in (title, title.removesuffix("s")):
        ReferenceFactory(title=each, authors=["Ni, Yujing"], doi=None)
    return PossibleDuplicate.objects.get()


def page(pair):
    return reverse("evidence_duplicates:pair", args=[pair.pk])


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_open_pairs_are_listed_and_answered_ones_apart(curator, pair):
    assert pair.first.title in curator.get(LIST).text
    curator.post(page(pair), {"answer": "different"})

    assert pair.first.title not in curator.get(LIST).text
    assert pair.first.title in curator.get(f"{LIST}?answered").text


def test_the_list_takes_few_queries(curator, django_assert_max_num_queries):
    title = "Developing number sense with a number line in primary schools"
    for letter in "abcdefgh":
        ReferenceFactory(title=title + letter, authors=["Ni, Yujing"], doi=None)
    curator.get(LIST)
    assert PossibleDuplicate.objects.count() == 28

    with django_assert_max_num_queries(20):
        curator.get(LIST)


def test_differing_fields_are_marked_side_by_side(curator, pair):
    html = curator.get(page(pair)).text

    assert pair.first.title in html
    assert pair.second.title in html
    assert html.count("keeping-differs") == 1
    assert "can&#x27;t be undone" in html or "can't be undone" in html


def test_different_is_remembered_and_both_stay(curator, pair):
    answer = curator.post(page(pair), {"answer": "different"}, follow=True)

    pair.refresh_from_db()
    assert pair.answer == DuplicateAnswer.DIFFERENT
    assert pair.answered_by is not None
    assert Reference.objects.count() == 2
    assert "Kept apart" in told(answer)


def test_same_merges_into_the_one_chosen(curator, pair):
    answer = curator.post(
        page(pair), {"answer": "same", "keep": pair.second_id}, follow=True
    )

    assert list(Reference.objects.all()) == [pair.second]
    assert "Merged into" in told(answer)
    assert "Answered on" in curator.get(page(pair)).text


def test_findings_that_are_there_twice_now_are_told(curator, pair):
    for reference in (pair.first, pair.second):
        FindingFactory(study__reference=reference)

    answer = curator.post(
        page(pair), {"answer": "same", "keep": pair.first_id}, follow=True
    )

    assert "1 finding is there twice now" in told(answer)


def test_the_next_pair_follows(curator, pair):
    third = ReferenceFactory(title=pair.first.title, authors=["Ni, Yujing"], doi=None)
    following = PossibleDuplicate.objects.get(first=pair.first, second=third)

    answer = curator.post(page(pair), {"answer": "different"})

    assert answer.url in {
        page(each) for each in PossibleDuplicate.objects.exclude(pk=pair.pk)
    }
    assert following.answer == DuplicateAnswer.OPEN


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose one of the two answers"),
        ({"answer": "perhaps"}, "Choose one of the two answers"),
        ({"answer": "same"}, "Choose which of the two stays"),
        ({"answer": "same", "keep": "0"}, "Choose which of the two stays"),
        ({"answer": "same", "keep": "x"}, "Choose which of the two stays"),
    ],
)
def test_half_an_answer_is_refused_and_nothing_changes(curator, pair, given, message):
    answer = curator.post(page(pair), given, follow=True)

    pair.refresh_from_db()
    assert message in told(answer)
    assert pair.answer == DuplicateAnswer.OPEN
    assert Reference.objects.count() == 2


def test_who_comes_second_is_told_what_was_answered(curator, pair):
    curator.post(page(pair), {"answer": "different"})

    answer = curator.post(
        page(pair), {"answer": "same", "keep": pair.first_id}, follow=True
    )

    assert "Somebody answered this meanwhile" in told(answer)
    assert Reference.objects.count() == 2


def test_two_references_can_be_chosen_by_hand(curator):
    one, other = ReferenceFactory(), ReferenceFactory()
    ask = reverse("evidence_duplicates:ask")

    assert curator.get(ask).status_code == 200
    answer = curator.post(ask, {"one": one.pk, "other": other.pk}, follow=True)

    assert one.title in answer.text
    assert PossibleDuplicate.objects.get().first == one


def test_a_pair_called_different_can_be_asked_about_again(curator, pair):
    curator.post(page(pair), {"answer": "different"})

    curator.post(
        reverse("evidence_duplicates:ask"),
        {"one": pair.second_id, "other": pair.first_id},
    )

    pair.refresh_from_db()
    assert pair.answer == DuplicateAnswer.OPEN


def test_one_reference_is_not_compared_with_itself(curator):
    one = ReferenceFactory()

    answer = curator.post(
        reverse("evidence_duplicates:ask"), {"one": one.pk, "other": one.pk}
    )

    assert "one publication already" in answer.text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CURATOR])
def test_others_are_kept_out(client, person, role, pair, now):
    user = person(role)
    client.force_login(user)

    for address in (LIST, page(pair), reverse("evidence_duplicates:ask")):
        assert client.get(address).status_code == 302
    client.post(page(pair), {"answer": "different"})
    pair.refresh_from_db()
    assert pair.answer == DuplicateAnswer.OPEN
    with pytest.raises(UnableToAnswer, match="Only a curator"):
        say_different(pair=pair, by=user, now=now)


def test_a_pair_that_is_gone_is_said_to_be(pair, person, now):
    pair.first.delete()

    with pytest.raises(UnableToAnswer, match="deleted meanwhile"):
        say_same(pair=pair, keep=pair.second_id, by=person(Role.CURATOR), now=now)
