"""What a record holds evidence on, as a filter of the search."""

import pytest
from django.utils import timezone

from evidence.constants import OutcomeKind
from evidence.models.search import SearchFacetValue
from evidence.search import documents, interventions, rebuild
from evidence.search.references import ReferenceSource
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


def values(reference):
    (found,) = ReferenceSource().documents([reference.pk])
    return found.intervention


@pytest.fixture
def search(client, sources):
    """Searches everything that there is now."""
    documents.register_source(ReferenceSource())

    def ask(**parameters):
        rebuild.rebuild(now=timezone.now())
        return client.get("/search/", parameters)

    return ask


def test_a_value_has_up_to_three_steps():
    assert interventions.value("phonics") == "phonics"
    assert interventions.value("phonics", "attainment") == "phonics/attainment"
    assert (
        interventions.value("phonics", "attainment", "Early reading/writing")
        == "phonics/attainment/early-readingwriting"
    )
    assert interventions.value("phonics", "attainment", "") == "phonics/attainment/-"


def test_a_record_has_every_step_of_each_of_its_findings():
    finding = FindingFactory(intervention="Number line work", domain="Algebra")
    FindingFactory(study=finding.study, intervention="Number line work", domain="")

    assert values(finding.study.reference) == (
        "number-line-work",
        "number-line-work/attainment",
        "number-line-work/attainment/algebra",
        "number-line-work/attainment/-",
    )


def test_a_retracted_record_is_no_evidence():
    study = StudyFactory(reference=ReferenceFactory(retracted=True))
    FindingFactory(study=study)

    assert values(study.reference) == ()


def test_a_search_tells_findings_of_one_record_apart(search):
    both = StudyFactory(reference__title="Both in one")
    FindingFactory(study=both, intervention="Tutoring", outcome_kind="attitude")
    FindingFactory(study=both, intervention="Phonics", outcome_kind="attainment")
    FindingFactory(intervention="Tutoring", study__reference__title="The one meant")

    html = search(intervention="tutoring/attainment").content.decode()

    assert "1 entry" in html
    assert "The one meant" in html
    assert "Both in one" not in html


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("number-line-work", "Number line work"),
        ("number-line-work/attainment", "Number line work: attainment"),
        (
            "number-line-work/attainment/algebra",
            "Number line work: attainment: algebra",
        ),
        ("number-line-work/attainment/-", "Number line work: attainment"),
        ("nobody-s/nonsense", "nobody-s: nonsense"),
    ],
)
def test_a_chosen_value_stands_in_words(value, label):
    FindingFactory(intervention="Number line work")

    assert interventions.labels([value]) == {value: label}


def test_only_what_was_chosen_stands_among_the_filters(search):
    FindingFactory(intervention="Number line work")
    FindingFactory(intervention="Phonics")

    chosen = search(intervention="phonics/attainment").content.decode()
    plain = search().content.decode()

    assert "Phonics: attainment" in chosen
    assert 'value="number-line-work' not in chosen
    assert "Evidence on" not in plain


def test_country_and_kind_of_test_are_filters_too(search):
    FindingFactory(measure="standardised", study__country="England")
    FindingFactory(measure="researcher_made", study__country="Wales")

    html = search(country="England", measure="standardised").content.decode()

    assert "1 entry" in html
    assert "Standardised test" in html


def test_nothing_chosen_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert interventions.labels([]) == {}


def test_a_finding_that_belongs_to_no_record_has_no_value():
    finding = FindingFactory()
    type(finding).objects.update(intervention_record=None)

    assert values(finding.study.reference) == ()


def test_every_outcome_kind_fits_the_index():
    longest = max(map(len, OutcomeKind.values)) + 120 + 100 + 2
    assert longest <= SearchFacetValue._meta.get_field("value").max_length
