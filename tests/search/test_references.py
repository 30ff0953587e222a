"""References as documents of the search."""

import pytest

from evidence.search.documents import tidy
from evidence.search.references import ReferenceSource
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


def document(reference):
    (found,) = ReferenceSource().documents([reference.pk])
    return found


def test_a_document_holds_words_and_facets_of_studies_and_findings():
    study = StudyFactory(reference__authors=["Rohrer, Doug"], reference__year=2014)
    subject = SubjectFactory(slug="maths")
    study.subjects.add(SubjectFactory(slug="fractions", parent=subject))
    study.phases.add(PhaseFactory(slug="ks3"))
    FindingFactory(study=study, intervention="Interleaving")
    FindingFactory(study=study, intervention="Interleaving", statement="It helped.")

    found = document(study.reference)

    assert found.uid == f"reference:{study.reference.pk}"
    assert (found.kind, found.year) == ("study", 2014)
    assert found.authors == ("Rohrer, Doug",)
    assert (found.subject, found.phase) == (("maths", "fractions"), ("ks3",))
    assert (found.outcome, found.design) == (("attainment",), ("rct",))
    assert found.keywords == ("Interleaving",)
    assert "g = 0.40" in found.summary
    assert "It helped." in found.summary
    assert "One school only." in found.body


def test_texts_of_different_fields_do_not_run_into_each_other():
    study = StudyFactory(country="United States", weakness="One school only.")

    body = tidy(document(study.reference)).body

    assert "United States. One school only." in body


def test_the_abstract_is_the_summary_where_there_is_one():
    assert document(ReferenceFactory(abstract="In short.")).summary == "In short."


def test_a_finding_without_words_or_effect_adds_no_sentence():
    finding = FindingFactory(effect_size=None, ci_low=None, ci_high=None)

    assert document(finding.study.reference).summary == ""


def test_kinds_follow_the_studies():
    assert document(ReferenceFactory()).kind == "reference"
    assert document(StudyFactory(review=True).reference).kind == "review"


def test_documents_need_the_same_queries_however_many(django_assert_num_queries):
    for _ in range(5):
        study = FindingFactory().study
        study.subjects.add(SubjectFactory(parent=SubjectFactory()))
        study.phases.add(PhaseFactory())
    keys = list(ReferenceSource().keys())

    with django_assert_num_queries(6):
        assert len(list(ReferenceSource().documents(keys))) == 5


def test_a_row_that_has_gone_yields_nothing():
    assert list(ReferenceSource().documents([999])) == []


def test_a_topic_counts_for_its_subject_and_a_subject_for_itself():
    study = StudyFactory()
    maths = SubjectFactory(slug="maths")
    study.subjects.add(maths, SubjectFactory(slug="fractions", parent=maths))

    assert document(study.reference).subject == ("maths", "fractions")
