"""The pages of syntheses, and the ways to them."""

import pytest
from django.urls import reverse

from evidence.constants import Independence, Measure, OutcomeKind
from evidence.synthesis.presentation import address
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

NAME = "Number line work"


def page(client, kind=OutcomeKind.ATTAINMENT, **options):
    return client.get(address(NAME, kind, **options)).content.decode()


def effects(*values, **options):
    return [
        FindingFactory(
            effect_size=value, ci_low=value - 0.3, ci_high=value + 0.3, **options
        )
        for value in values
    ]


def test_a_synthesis_shows_mean_drawings_table_and_statistics(client):
    effects(0.1, 0.2, 0.6, measure=Measure.STANDARDISED)

    html = page(client)

    for text in (
        "Standardised tests", "g = 0.30", "3 studies, 420 people", "<svg",
        "Forest plot: Standardised tests", "Funnel plot: Standardised tests",
        "Of 100 pupils with the intervention, 62 do better", "Mean (REML)",
        "Mean (DerSimonian and Laird)", "Prediction interval", "τ²", "I²", "Q",
        "Mean without it", "as published", "With fewer than ten studies",
        "How this was computed",
    ):  # fmt: skip
        assert text in html
    assert " style=" not in html


def test_standardised_and_researcher_made_tests_have_parts_of_their_own(client):
    effects(0.1, 0.2, measure=Measure.STANDARDISED)
    effects(0.8, 0.9, measure=Measure.RESEARCHER_MADE)

    html = page(client)

    assert "g = 0.15" in html
    assert "Tests made by the researchers" in html
    assert "g = 0.85" in html
    assert "Two studies tell nothing of what to expect elsewhere." in html


def test_a_summary_of_findings_leads_the_page(client):
    effects(0.1, 0.2, 0.6, measure=Measure.STANDARDISED)

    html = page(client)

    assert "Summary of findings" in html
    assert "Not rated yet" in html
    assert "How strong is it, and how far may it travel?" in html
    address_ = reverse("evidence:body_ratings", args=["number-line-work", "attainment"])
    assert address_ in html


def test_what_is_not_drawn_of_very_many_studies_is_said(client):
    effects(*[0.2] * 43)

    html = page(client)

    assert "3 more stand in the table only" in html
    assert "The 40 heaviest are drawn" in html


def test_a_single_study_is_not_pooled(client):
    effects(0.1)

    html = page(client)

    assert "A mean needs two studies at least" in html
    assert "Forest plot" not in html
    assert "0.10" in html


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((0.9, 0.9, 0.9, 0.9), "The studies together favour the intervention"),
        ((-0.9, -0.9, -0.9, -0.9), "The studies together favour the comparison"),
        ((0.0, 0.1), "leave open whether it helps"),
        ((0.0, 1.0, 2.0), "it may also do harm or nothing"),
        ((0.9, 0.9, 0.9, 0.9), "The studies differ no more than chance"),
        ((0.0, 1.0, 2.0), "of the differences between the studies are more than"),
    ],
)
def test_the_numbers_are_put_in_words(client, values, sentence):
    effects(*values)

    assert sentence in page(client)


def test_what_was_left_out_is_listed_with_its_reason(client):
    effects(0.1, 0.2)
    FindingFactory(outcome="Odd one", ci_low=None, ci_high=None)

    html = page(client)

    assert "Not in these means" in html
    assert "Neither an interval nor what one is computed from is recorded." in html
    assert "Odd one" in html


def test_findings_none_of_which_can_be_pooled_are_still_listed(client):
    FindingFactory(ci_low=None, ci_high=None)

    assert "None of its findings can be pooled." in page(client)


def test_developers_studies_can_be_left_out_and_taken_in_again(client):
    effects(0.1, 0.2, 0.3, study__independence=Independence.DEVELOPER)
    effects(0.7, 0.9)

    everything = page(client)
    without = page(client, with_developers=False)

    assert "run by the developer" in everything
    assert "Leave them out" in everything
    assert "g = 0.80" in without
    assert "Include them" in without


def test_nobody_is_asked_about_developers_where_there_are_none(client):
    effects(0.1, 0.2)

    assert "developer" not in page(client)


def test_what_teachers_thought_is_marked(client):
    effects(0.1, 0.2, outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    html = page(client, OutcomeKind.TEACHER_PERCEPTION)

    assert "This is what teachers thought, not what pupils learnt." in html


@pytest.mark.parametrize(
    "path",
    [
        "/evidence/synthesis/attainment/",
        "/evidence/synthesis/attainment/?intervention=Nothing",
        "/evidence/synthesis/attainment/?intervention=a%00b",
        "/evidence/synthesis/nonsense/?intervention=Number+line+work",
    ],
)
def test_there_is_no_page_about_nothing(client, path):
    FindingFactory()

    assert client.get(path).status_code == 404


def test_the_list_names_what_several_studies_looked_at(client):
    effects(0.1, 0.2)
    FindingFactory(intervention="Alone")

    html = client.get(reverse("evidence:syntheses")).content.decode()

    assert "Number line work: attainment" in html
    assert "(2 studies)" in html
    assert "Alone" not in html


def test_an_empty_list_says_so(client):
    html = client.get(reverse("evidence:syntheses")).content.decode()

    assert "No intervention has two studies yet." in html


def test_a_record_leads_to_the_synthesis(client):
    finding, _other = effects(0.1, 0.2)

    html = client.get(finding.study.reference.get_absolute_url()).content.decode()

    assert "Together with other studies" in html
    assert address(NAME, "attainment").replace("&", "&amp;") in html


def test_a_record_of_the_only_study_leads_nowhere(client):
    finding = FindingFactory()

    html = client.get(finding.study.reference.get_absolute_url()).content.decode()

    assert "Together with other studies" not in html


@pytest.mark.parametrize("number", [2, 25])
def test_a_synthesis_takes_the_same_queries_however_many_studies(
    client, number, django_assert_max_num_queries
):
    effects(*[0.2] * number)
    FindingFactory.create_batch(5, study=StudyFactory(), ci_low=None, ci_high=None)

    with django_assert_max_num_queries(15):
        assert client.get(address(NAME, "attainment")).status_code == 200


def test_other_outcomes_are_named_so_that_the_heading_reads_as_a_sentence(client):
    effects(0.1, 0.2, outcome_kind=OutcomeKind.OTHER)

    assert "found together on other outcomes" in page(client, OutcomeKind.OTHER)
