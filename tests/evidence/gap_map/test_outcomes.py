"""The map of interventions and outcomes."""

import csv

import pytest
from django.http import QueryDict
from django.urls import reverse

from evidence.constants import Design, OutcomeKind
from evidence.gap_map import choices, outcomes, tables
from tests.factories.core import SubjectFactory
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db


def read(query=""):
    return outcomes.read(choices.read(QueryDict(query))[1])


def cell(shown, name, column):
    (row,) = [each for each in shown.rows if each.named.name == name]
    keys = [each.key for each in shown.columns]
    return row.cells[keys.index(column)]


def test_a_cell_counts_studies_and_not_their_findings():
    study = StudyFactory()
    FindingFactory.create_batch(3, study=study, intervention="Peer tutoring")
    FindingFactory(intervention="Peer tutoring")

    found = cell(read(), "Peer tutoring", OutcomeKind.ATTAINMENT)

    assert found.total == 2
    assert found.words == "2 studies: 2 × Security not rated"
    assert found.url == "/search/?intervention=peer-tutoring%2Fattainment"
    assert not found.is_gap


def test_where_nobody_has_looked_one_can_propose_it():
    FindingFactory(intervention="Peer tutoring")

    found = cell(read(), "Peer tutoring", OutcomeKind.ATTITUDE)

    assert found.is_gap
    assert found.proposal == "Evidence on Peer tutoring: attitude"
    assert found.proposal_query == (
        "title=Evidence+on+Peer+tutoring%3A+attitude"
        "&known=On+MESH%2C+no+study+of+%E2%80%9CPeer+tutoring%E2%80%9D"
        "+is+about%3A+attitude."
    )


def test_every_outcome_kind_has_a_column_studied_or_not():
    FindingFactory()

    assert [each.key for each in read().columns] == OutcomeKind.values


def test_within_an_outcome_kind_the_columns_are_its_domains():
    FindingFactory(intervention="Phonics", domain="Alphabetics")
    FindingFactory(intervention="Phonics", domain="")

    shown = read("outcome=attainment")

    assert {each.label for each in shown.columns} == {
        "Alphabetics",
        "Domain not stated",
    }
    assert cell(shown, "Phonics", "Alphabetics").url.endswith(
        "intervention=phonics%2Fattainment%2Falphabetics"
    )


def test_a_retracted_publication_is_not_counted():
    FindingFactory(intervention="Phonics", study__reference__retracted=True)

    assert read().rows == []
    assert cell(read("least=0"), "Phonics", OutcomeKind.ATTAINMENT).is_gap


def test_filters_narrow_the_studies_and_the_searches_alike():
    maths = SubjectFactory(slug="maths")
    wanted = StudyFactory(design=Design.RCT)
    wanted.subjects.add(SubjectFactory(slug="fractions", parent=maths))
    FindingFactory(study=wanted, intervention="Phonics")
    FindingFactory(study=StudyFactory(design=Design.RCT), intervention="Phonics")

    found = cell(read("subject=maths&design=rct"), "Phonics", OutcomeKind.ATTAINMENT)

    assert found.total == 1
    assert "subject=maths" in found.url
    assert "design=rct" in found.url


def test_interventions_are_found_by_name_and_number_of_studies():
    FindingFactory.create_batch(2, intervention="Peer tutoring")
    FindingFactory(intervention="Peer review")
    FindingFactory(intervention="Phonics")

    assert [row.named.name for row in read("q=PEER").rows] == [
        "Peer tutoring",
        "Peer review",
    ]
    assert [row.named.name for row in read("least=2").rows] == ["Peer tutoring"]
    assert read("least=2").left_out == 2


def test_by_name_they_stand_in_the_order_of_names():
    FindingFactory.create_batch(2, intervention="Phonics")
    FindingFactory(intervention="Art")

    assert [row.named.name for row in read("sort=name").rows] == ["Art", "Phonics"]


@pytest.mark.parametrize(("shade", "words"), [("design", "Randomised"), ("published", "No published rating")])  # fmt: skip
def test_shapes_can_stand_for_something_else(shade, words):
    FindingFactory(intervention="Phonics", study__design=Design.RCT)

    found = cell(read(f"shade={shade}"), "Phonics", OutcomeKind.ATTAINMENT)

    assert found.words == f"1 study: 1 × {words}"


@pytest.mark.parametrize("page", ["0", "-3", "99999999999999999999", "x", "²"])
def test_a_page_that_is_none_is_the_nearest(page):
    FindingFactory()

    assert len(read(f"page={page}&columns={page}").rows) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("subject=none", "Choose one of the subjects listed."),
        ("phase=none", "Choose one of the phases listed."),
        ("country=Atlantis", "No study names this country."),
        ("design=magic", "Choose one of those listed."),
        ("least=many", "Write the number of studies as a whole number, 0 or more."),
        ("least=-1", "Write 0 to see every intervention."),
        ("shade=pink", "Choose one of those listed."),
    ],
)
def test_what_cannot_be_chosen_is_told(client, home, query, words):
    response = client.get(f"{reverse('evidence:gaps')}?{query}")

    assert response.status_code == 200
    assert words in response.content.decode()


def test_the_page_draws_each_cell_and_says_it_in_words(client, home):
    FindingFactory(intervention="Phonics")

    html = client.get(reverse("evidence:gaps")).content.decode()

    assert 'class="bubbles__unknown"' in html
    assert "1 study: 1 × Security not rated" in html
    assert "/register/?title=Evidence+on+Phonics%3A+attitude" in html
    assert "1 intervention" in html


def test_a_choice_that_nothing_fits_leads_back(client, home):
    html = client.get(f"{reverse('evidence:gaps')}?q=nothing").content.decode()

    assert "No intervention fits what you chose." in html


@pytest.mark.parametrize("number", [2, 30])
def test_a_map_costs_the_same_whatever_it_holds(
    client, home, number, django_assert_num_queries
):
    for each in range(number):
        FindingFactory(intervention=f"Intervention {each}")

    with django_assert_num_queries(9):
        client.get(reverse("evidence:gaps"))


def test_the_table_has_every_cell_and_no_formula(client):
    FindingFactory(intervention="=Phonics", study__design=Design.RCT)

    response = client.get(f"{reverse('evidence:gaps_table')}?shade=design")
    rows = list(csv.reader(response.getvalue().decode().splitlines()))

    assert rows[0][:4] == ["Intervention", "Outcome kind", "Studies", "Randomised"]
    assert rows[1][:4] == ["'=Phonics", "attainment", "1", "1"]
    assert len(rows) == 1 + len(OutcomeKind.values)
    assert response["Content-Disposition"].endswith('"evidence-gap-map.csv"')


def test_a_table_of_nothing_has_its_header_only():
    assert len(list(tables.lines(choices.MapChoice()))) == 1
