"""docs/evidence-check.md: what it says was published, and what MESH shows, still hold."""

import datetime as dt
from operator import attrgetter

import pytest
from django.db import transaction

from evidence.constants import OutcomeKind
from evidence.models import Finding, Intervention
from evidence.synthesis.presentation import address
from evidence.synthesis.service import read_synthesis
from pathways.demo import people, records
from tests.documents import document, rounded, section, table_rows

DOCUMENT = document("evidence-check.md")
EXPECTANCY = "Telling teachers that some pupils are about to bloom"
SYNTHESES = {
    EXPECTANCY: OutcomeKind.OTHER,
    "Writing to learn": OutcomeKind.ATTAINMENT,
}
FIGURES = {
    "k": attrgetter("pooled.k"),
    "mean": attrgetter("pooled.mean"),
    "standard error": attrgetter("pooled.standard_error"),
    "interval from": attrgetter("pooled.normal_interval.low"),
    "interval to": attrgetter("pooled.normal_interval.high"),
    "τ²": attrgetter("pooled.tau_squared"),
    "I²": attrgetter("pooled.i_squared"),
    "Q": attrgetter("pooled.q"),
    "mean, DerSimonian and Laird": attrgetter("by_dersimonian_laird.mean"),
    "standard error, DerSimonian and Laird": attrgetter(
        "by_dersimonian_laird.standard_error"
    ),
    "τ², DerSimonian and Laird": attrgetter("by_dersimonian_laird.tau_squared"),
}
# Where the document says that a figure differs, and why.
KNOWN_TO_DIFFER = {(EXPECTANCY, "standard error"), (EXPECTANCY, "I²")}


def figures():
    return [
        (title, *row)
        for title in SYNTHESES
        for row in table_rows(section(DOCUMENT, title), "figure | published | MESH")
    ]


FINDINGS = table_rows(DOCUMENT, "finding | field | published | MESH")


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        people.ensure_taxonomy()
        records.ensure_records(now=dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def part_of(title):
    intervention = Intervention.objects.get(name=title)
    synthesis = read_synthesis(intervention=intervention, outcome_kind=SYNTHESES[title])
    (part,) = synthesis.parts
    return part


def test_the_document_checks_three_papers_and_two_syntheses():
    papers = {row[0].rpartition("-")[0] for row in FINDINGS}

    assert {"pan-rickard-2018", "okkinga-2018", "uttal-2013"} <= papers
    assert {title for title, *_row in figures()} == set(SYNTHESES)
    assert len(figures()) == 19


@pytest.mark.parametrize(("key", "field", "published", "shown"), FINDINGS)
def test_a_checked_finding_is_recorded_as_published(key, field, published, shown):
    value = attrgetter(field)(Finding.objects.get(key=key))

    assert rounded(value, shown) == shown
    assert rounded(value, published) == published


@pytest.mark.parametrize(("title", "name", "published", "shown"), figures())
def test_a_checked_synthesis_comes_to_the_published_figure(
    title, name, published, shown
):
    value = FIGURES[name](part_of(title))

    assert rounded(value, shown) == shown
    assert (shown == published) is ((title, name) not in KNOWN_TO_DIFFER)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("pan-rickard-2018-transfer", ["d = 0.40", "0.31 to 0.50", "192 effects (k)"]),
        ("okkinga-2018-standardised", ["d = 0.186", "d = 0.431", "d = 0.786"]),
        ("uttal-2013-training", ["g = 0.47", "No interval was published"]),
        ("writing-to-learn-14", ["Computed by MESH: g = 0.54", "It agrees with"]),
    ],
)
def test_the_record_shows_what_was_checked(client, key, words):
    record = Finding.objects.get(key=key).study.reference
    html = client.get(record.get_absolute_url()).content.decode()

    assert all(text in html for text in words)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            EXPECTANCY,
            [
                "g = 0.08 (−0.05 to 0.21), standard error 0.052",
                "−0.02 to 0.18",
                "g = 0.09 (−0.02 to 0.20), standard error 0.056",
                "0.0188",
                "41.8",
                "35.83 (df 18, p = 0.007)",
            ],
        ),
        (
            "Writing to learn",
            [
                "g = 0.22 (0.12 to 0.32), standard error 0.046",
                "0.13 to 0.31",
                "0.0499",
                "58.4",
                "107.11 (df 47, p &lt; 0.001)",
            ],
        ),
    ],
)
def test_the_synthesis_shows_what_was_checked(client, title, words):
    html = client.get(address(title, SYNTHESES[title])).content.decode()

    assert [text for text in words if text not in html] == []


def test_a_spatial_test_is_no_attainment():
    finding = Finding.objects.get(key="uttal-2013-training")

    assert finding.outcome_kind == OutcomeKind.OTHER


def test_each_experiment_says_how_long_the_teachers_had_known_their_pupils():
    statements = Finding.objects.filter(intervention=EXPECTANCY).values_list(
        "statement", flat=True
    )

    assert sum("before they knew them" in text for text in statements) == 5
