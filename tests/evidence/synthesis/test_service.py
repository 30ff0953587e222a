"""A whole synthesis, read and pooled."""

import pytest

from evidence.constants import Independence, Measure, OutcomeKind
from evidence.models import Finding, Intervention
from evidence.synthesis.grouping import subjects_of_synthesis
from evidence.synthesis.service import UnableToSynthesise, read_synthesis, synthesise
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

NAME = "Number line work"


def read(**options):
    record = Intervention.objects.named(NAME).get()
    return read_synthesis(
        intervention=record, outcome_kind=OutcomeKind.ATTAINMENT, **options
    )


def test_standardised_and_researcher_made_tests_stay_apart():
    FindingFactory.create_batch(2, measure=Measure.STANDARDISED, sample_size=100)
    FindingFactory.create_batch(
        3, measure=Measure.RESEARCHER_MADE, effect_size=0.8, ci_low=0.6, ci_high=1
    )
    FindingFactory(measure=Measure.UNKNOWN)

    standardised, own, unknown = read().parts

    assert standardised.measure == Measure.STANDARDISED
    assert standardised.pooled.mean == pytest.approx(0.4)
    assert (standardised.pooled.k, standardised.people) == (2, 200)
    assert own.pooled.mean == pytest.approx(0.8)
    assert own.by_dersimonian_laird.mean == pytest.approx(0.8)
    assert len(own.without_each) == 3
    assert unknown.pooled is None
    assert unknown.by_dersimonian_laird is None


def test_several_findings_of_a_study_count_as_one():
    FindingFactory.create_batch(5, study=StudyFactory())
    FindingFactory()

    (part,) = read().parts

    assert part.pooled.k == 2
    assert part.findings == 6


def test_only_this_intervention_and_outcome_are_read():
    FindingFactory()
    FindingFactory(intervention="Something else")
    FindingFactory(outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    (part,) = read().parts

    assert len(part.studies) == 1


def test_developers_studies_can_be_left_out():
    FindingFactory.create_batch(2)
    FindingFactory(study__independence=Independence.DEVELOPER)

    assert len(read().parts[0].studies) == 3
    without = read(with_developers=False)
    assert len(without.parts[0].studies) == 2
    assert len(without.excluded) == 1


def test_what_teachers_think_is_never_pooled_with_attainment():
    FindingFactory()
    FindingFactory(outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    with pytest.raises(UnableToSynthesise):
        synthesise(
            findings=Finding.objects.with_record(),
            intervention=Intervention.objects.named(NAME).get(),
            outcome_kind=OutcomeKind.ATTAINMENT,
        )


def test_a_synthesis_takes_one_query(django_assert_num_queries):
    FindingFactory.create_batch(10)
    record = Intervention.objects.named(NAME).get()

    with django_assert_num_queries(1):
        synthesis = read_synthesis(
            intervention=record, outcome_kind=OutcomeKind.ATTAINMENT
        )
        assert synthesis.parts[0].pooled.k == 10


def test_what_two_studies_are_about_can_be_looked_up():
    FindingFactory.create_batch(2)
    FindingFactory.create_batch(3, intervention="One study", study=StudyFactory())

    assert list(subjects_of_synthesis()) == [
        {
            "intervention_record": Intervention.objects.named(NAME).get().pk,
            "name": NAME,
            "outcome_kind": OutcomeKind.ATTAINMENT,
            "studies": 2,
        }
    ]
