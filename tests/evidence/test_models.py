"""References, studies and findings: what is read, shown and refused."""

import math

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from evidence.constants import Design, EffectMetric, OutcomeKind, StudyKind
from evidence.models import Finding, Reference
from evidence.services import render_missing_citations, save_reference
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


# --- References -----------------------------------------------------------------------


def test_every_column_is_read_from_the_csl():
    reference = Reference(
        csl={
            "type": "book",
            "title": "It's complicated",
            "author": [{"family": "boyd", "given": "danah"}],
            "issued": {"date-parts": [["2014"]]},
            "ISBN": "978-0-300-16631-6",
            "PMID": "PMID: 123",
            "DOI": "doi:10.5555/ABC",
            "URL": "https://example.org/",
            "language": "en",
        }
    )

    reference.full_clean()
    reference.save()

    assert (reference.title, reference.year) == ("It's complicated", 2014)
    assert reference.authors_text == "boyd, danah"
    assert (reference.isbn, reference.pmid) == ("9780300166316", "123")
    assert (reference.doi, reference.language) == ("10.5555/abc", "en")
    assert reference.slug == "boyd-2014-its-complicated"
    assert str(reference) == "boyd (2014) It's complicated"
    assert reference.get_absolute_url() == "/evidence/boyd-2014-its-complicated/"


def test_the_address_never_changes_with_the_title():
    reference = ReferenceFactory(title="First title")
    before = reference.slug

    reference.csl = {**reference.csl, "title": "Second title"}
    reference.save()

    assert reference.title == "Second title"
    assert reference.slug == before


def test_equal_addresses_are_numbered():
    common = {"title": "The same", "authors": ["Ni, Y."], "year": 2005}
    slugs = [ReferenceFactory(**common).slug for _ in range(3)]

    assert slugs == ["ni-2005-the-same", "ni-2005-the-same-2", "ni-2005-the-same-3"]


def test_saving_only_the_csl_saves_what_is_read_from_it():
    reference = ReferenceFactory()
    reference.csl = {**reference.csl, "title": "Changed"}

    reference.save(update_fields=["csl"])

    assert Reference.objects.get(pk=reference.pk).title == "Changed"


@pytest.mark.parametrize(
    ("csl", "message"),
    [
        ({"type": "book"}, "title is missing"),
        ({"title": "T", "issued": {"date-parts": [[20155]]}}, "20155"),
        ([], "set of named values|cannot be blank"),
    ],
)
def test_a_reference_with_wrong_data_is_refused(csl, message):
    with pytest.raises(ValidationError, match=message):
        Reference(csl=csl).full_clean()


def test_a_second_reference_with_the_doi_is_refused_by_name():
    ReferenceFactory(title="First", doi="10.5555/one", authors=["Ni, Y."])

    with pytest.raises(ValidationError, match="Ni \\(2020\\) First"):
        Reference(csl={"title": "Other", "DOI": "https://doi.org/10.5555/ONE"}).clean()


def test_a_retraction_note_needs_the_mark():
    with pytest.raises(ValidationError, match="needs the mark"):
        Reference(csl={"title": "T"}, retraction_note="Withdrawn").full_clean()


def test_the_citation_is_plain_until_it_is_rendered():
    reference = ReferenceFactory(title="Counting")

    assert "<i>" not in reference.citation
    save_reference(reference=reference)
    assert "<i>Journal of Examples</i>" in reference.citation


def test_a_changed_reference_never_shows_its_old_citation():
    reference = ReferenceFactory(title="Old title")
    save_reference(reference=reference)

    reference.csl = {**reference.csl, "title": "New title"}
    reference.save()

    assert "New title" in Reference.objects.get().citation


def test_missing_citations_are_rendered_once():
    ReferenceFactory.create_batch(3)
    steps = []

    assert render_missing_citations(on_progress=steps.append) == 3
    assert steps == [3]
    assert "<i>" in Reference.objects.first().citation
    assert render_missing_citations() == 0


# --- Studies --------------------------------------------------------------------------


def test_a_study_is_called_by_its_reference_and_label():
    study = StudyFactory(reference__authors=["Ni, Y."], label="Experiment 2")

    assert str(study) == "Ni (2020), Experiment 2"
    assert str(StudyFactory(reference__authors=["Ni, Y."])) == "Ni (2020)"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": StudyKind.REVIEW}, "design"),
        ({"design": Design.META_ANALYSIS}, "design"),
        ({"studies_included": 12}, "studies_included"),
    ],
)
def test_a_primary_study_is_never_dressed_as_a_review(changes, field):
    study = StudyFactory()
    for name, value in changes.items():
        setattr(study, name, value)

    with pytest.raises(ValidationError) as refused:
        study.clean()

    assert field in refused.value.message_dict


def test_the_database_refuses_a_design_that_does_not_fit_the_kind():
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyFactory(kind=StudyKind.REVIEW, design=Design.RCT)


@pytest.mark.parametrize(
    "pooled",
    [{"effects_pooled": 5}, {"prediction_low": 0.1, "prediction_high": 0.7}],
)
def test_a_review_with_pooled_findings_can_not_become_a_primary_study(pooled):
    study = StudyFactory(review=True)
    FindingFactory(study=study, **pooled)
    study.kind = StudyKind.PRIMARY
    study.design = Design.RCT

    with pytest.raises(ValidationError, match="pooled findings"):
        study.clean()


def test_a_review_may_say_how_many_studies_it_includes():
    StudyFactory(review=True, studies_included=43).full_clean()


# --- Findings -------------------------------------------------------------------------


def test_an_effect_reads_with_its_interval():
    finding = FindingFactory(effect_size=0.41, ci_low=0.25, ci_high=0.57)

    assert finding.effect_with_interval == ("g = 0.41, 95\u00a0% interval 0.25 to 0.57")


def test_an_effect_without_an_interval_stands_alone():
    finding = FindingFactory(ci_low=None, ci_high=None)

    assert finding.effect_with_interval == "g = 0.40"
    assert finding.prediction_interval == ""


def test_a_finding_in_words_only_has_no_effect():
    assert FindingFactory(effect_size=None, ci_low=None, ci_high=None).effect == ""


def test_a_prediction_interval_reads_with_a_true_minus():
    finding = FindingFactory(
        pooled=True, effect_size=0.68, prediction_low=-0.36, prediction_high=1.8,
        ci_low=0.51, ci_high=0.85,
    )  # fmt: skip

    assert finding.prediction_interval == "−0.36 to 1.80"


def test_a_finding_has_its_place_on_the_record_page():
    finding = FindingFactory(key="rohrer-2014-d")

    assert finding.get_absolute_url().endswith("/#finding-rohrer-2014-d")


def test_only_teacher_perception_is_perception():
    assert Finding(outcome_kind=OutcomeKind.TEACHER_PERCEPTION).is_perception
    assert not Finding(outcome_kind=OutcomeKind.ATTAINMENT).is_perception


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"effect_size": math.nan}, "effect_size", "not a number"),
        ({"ci_high": math.inf}, "ci_high", "not a number"),
        ({"ci_high": None}, "ci_high", "both ends"),
        ({"ci_low": None}, "ci_low", "both ends"),
        ({"ci_low": 0.6, "ci_high": 0.2}, "ci_low", "wrong way round"),
        ({"effect_size": None}, "effect_size", "needs the effect"),
        ({"effect_size": 0.7}, "effect_size", "outside its interval"),
        ({"standard_error": 0.0}, "standard_error", "greater than 0"),
        ({"effect_size": 41.0, "ci_low": None, "ci_high": None}, "effect_size",
         "between -10 and 10"),
        ({"effect_metric": EffectMetric.CORRELATION, "ci_high": 1.2}, "ci_high",
         "between -1 and 1"),
        ({"effect_metric": EffectMetric.SEMIPARTIAL_R2, "ci_low": -0.1}, "ci_low",
         "between 0 and 1"),
        ({"effect_metric": EffectMetric.PER_CENT, "ci_high": 120}, "ci_high",
         "between -100 and 100"),
        ({"effects_pooled": 3}, "effects_pooled", "Only a review"),
        ({"prediction_low": 0.1, "prediction_high": 0.7}, "prediction_low",
         "Only a review"),
        ({"clusters": 200}, "clusters", "more classes than people"),
        ({"sample_size": -1}, "sample_size", "greater than or equal to 0"),
        ({"key": "a b"}, "key", "letters"),
        ({"key": "a\n"}, "key", "letters"),
        ({"outcome_kind": "marks"}, "outcome_kind", "not a valid choice"),
    ],
)  # fmt: skip
def test_an_impossible_finding_is_refused_at_its_field(changes, field, message):
    finding = FindingFactory()
    for name, value in changes.items():
        setattr(finding, name, value)

    with pytest.raises(ValidationError, match=message) as refused:
        finding.full_clean()

    assert field in refused.value.message_dict


def test_a_pooled_result_rests_on_one_effect_at_least():
    finding = FindingFactory(pooled=True)
    finding.full_clean()
    finding.effects_pooled = 0

    with pytest.raises(ValidationError, match="one effect at least"):
        finding.full_clean()


def test_rounding_in_the_paper_is_no_error():
    FindingFactory(effect_size=0.2, ci_low=0.204, ci_high=0.6).full_clean()


def test_a_scale_without_limits_takes_any_finite_number():
    FindingFactory(
        effect_metric=EffectMetric.OTHER, effect_size=500, ci_low=None, ci_high=None
    ).full_clean()


@pytest.mark.parametrize(
    "changes",
    [
        {"ci_low": 0.6, "ci_high": 0.2},
        {"prediction_low": 0.6, "prediction_high": 0.2},
        {"standard_error": -1},
    ],
)
def test_the_database_refuses_what_validation_did_not_see(changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingFactory(**changes)


def test_a_reference_without_authors_is_called_by_the_start_of_its_title(db):
    reference = ReferenceFactory(
        csl={
            "type": "article-journal",
            "title": "Rational number interventions for students in grades 3 to 9",
            "issued": {"date-parts": [[2024]]},
        },
        authors_text="",
        doi=None,
    )

    assert reference.short_name == (
        "“Rational number interventions for students in…” (2024)"
    )
