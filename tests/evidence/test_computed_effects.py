"""Effects by our own code: computed on every change, kept, compared."""

import pytest
from django.utils import timezone

from evidence.computed_effects import compute, store_effects
from evidence.constants import Agreement, Design, EffectMetric, MeansAre, Unit
from evidence.effects.results import VERSION, Method, Note, Refusal
from evidence.models import ComputedEffect, Finding
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

GROUPS = {
    "intervention_mean": 103,
    "comparison_mean": 100,
    "intervention_sd": 5.5,
    "comparison_sd": 4.5,
    "intervention_n": 50,
    "comparison_n": 50,
    "effect_size": 0.59,
    "ci_low": None,
    "ci_high": None,
}


def computed(**changes):
    finding = FindingFactory(**(GROUPS | changes))
    return ComputedEffect.objects.get(finding=finding)


def test_a_saved_finding_has_its_effect_with_method_and_version():
    effect = computed()

    assert effect.g == pytest.approx(0.5924, abs=5e-5)
    assert effect.ci_low == pytest.approx(0.1949, abs=5e-5)
    assert effect.method == Method.MEANS
    assert effect.version == VERSION
    assert effect.inputs["intervention_mean"] == 103
    assert str(effect) == "g = 0.59"
    assert effect.interval == "0.19 to 0.99"


def test_a_changed_finding_has_its_effect_computed_anew():
    finding = FindingFactory(**GROUPS)
    finding.intervention_mean = 100
    finding.save()

    effect = ComputedEffect.objects.get(finding=finding)
    assert effect.g == 0


def test_a_finding_that_loses_its_means_loses_its_effect():
    finding = FindingFactory(**GROUPS)
    for name in ("intervention_mean", "comparison_mean"):
        setattr(finding, name, None)
    finding.intervention_sd = finding.comparison_sd = finding.intervention_n = None
    finding.save()

    assert not ComputedEffect.objects.exists()


def test_a_finding_without_means_has_none():
    FindingFactory()

    assert not ComputedEffect.objects.exists()


def test_a_review_pools_and_is_not_computed():
    FindingFactory(study=StudyFactory(review=True), **GROUPS)

    assert not ComputedEffect.objects.exists()


def test_a_refusal_is_kept_with_its_reason():
    effect = computed(comparison_sd=0)

    assert effect.g is None
    assert effect.refusal == Refusal.SD_NOT_POSITIVE
    assert effect.agreement == Agreement.NOT_COMPARED
    assert str(effect) == str(Refusal.SD_NOT_POSITIVE.label)
    assert (effect.effect, effect.interval) == ("", "")


@pytest.mark.parametrize(
    ("changes", "agreement"),
    [
        ({"effect_size": 0.59}, Agreement.AGREES),
        ({"effect_size": 0.6}, Agreement.AGREES),  # rounded means explain 0.03
        ({"effect_size": 0.61}, Agreement.AGREES),
        ({"effect_size": 0.63}, Agreement.DIFFERS),
        ({"effect_size": 0.3}, Agreement.DIFFERS),
        ({"effect_size": -0.59}, Agreement.SIGN),
        ({"effect_size": -0.59, "lower_is_better": True}, Agreement.AGREES),
        ({"effect_size": None}, Agreement.NOT_COMPARED),
        ({"effect_metric": EffectMetric.CORRELATION}, Agreement.NOT_COMPARED),
        ({"effect_metric": EffectMetric.COHENS_D, "effect_size": 0.597}, "agrees"),
    ],
)
def test_the_published_effect_is_compared_within_rounding(changes, agreement):
    effect = computed(**changes)

    assert effect.agreement == agreement
    assert effect.is_disputed == (agreement in {"differs", "sign"})


def test_a_share_at_its_end_is_not_compared():
    effect = computed(
        means_are=MeansAre.SHARES,
        intervention_mean=0.9999999,
        comparison_mean=0.5,
        intervention_sd=None,
        comparison_sd=None,
    )

    assert effect.method == Method.COX
    assert effect.agreement == Agreement.NOT_COMPARED


@pytest.mark.parametrize(
    ("study", "finding", "has_interval"),
    [
        ({}, {}, True),
        ({"design": Design.CLUSTER_RCT}, {}, False),
        ({"unit_of_assignment": Unit.SCHOOL}, {}, False),
        ({"unit_of_assignment": Unit.SCHOOL}, {"unit_of_analysis": Unit.SCHOOL}, True),
        (
            {"unit_of_assignment": Unit.PERSON, "design": Design.CLUSTER_RCT},
            {"intervention_clusters": 4, "comparison_clusters": 4},
            True,
        ),
        ({}, {"intervention_clusters": 4, "comparison_clusters": 4}, False),
        ({}, {"intervention_clusters": 50, "comparison_clusters": 50}, True),
        (
            {},
            {"intervention_clusters": 4, "comparison_clusters": 4, "icc": 0.2},
            True,
        ),
    ],
)
def test_whole_classes_without_their_numbers_leave_no_interval(
    study, finding, has_interval
):
    effect = computed(study=StudyFactory(**study), **finding)

    assert (effect.ci_low is not None) == has_interval
    assert bool(effect.without_interval) != has_interval


def test_another_unit_of_assignment_computes_the_study_anew():
    finding = FindingFactory(**GROUPS)
    finding.study.unit_of_assignment = Unit.CLASS
    finding.study.save()

    effect = ComputedEffect.objects.get(finding=finding)
    assert effect.without_interval == Refusal.CLUSTERS_UNACCOUNTED


PUBLISHED = {
    "intervention_n": 50,
    "comparison_n": 50,
    "effect_metric": EffectMetric.COHENS_D,
    "effect_size": 0.597,
}


def test_a_published_d_becomes_g():
    effect = compute(FindingFactory(**PUBLISHED))

    assert effect.method == Method.D
    assert effect.g == pytest.approx(0.5924, abs=5e-5)


def test_a_published_g_has_its_interval_from_the_people():
    finding = FindingFactory(
        **PUBLISHED | {"effect_metric": EffectMetric.HEDGES_G, "effect_size": 0.5924}
    )

    effect = compute(finding)

    assert effect.method == Method.G
    assert effect.g == pytest.approx(0.5924)
    assert effect.standard_error == pytest.approx(0.2028, abs=5e-5)


def test_a_published_odds_ratio_becomes_g():
    finding = FindingFactory(
        effect_metric=EffectMetric.ODDS_RATIO,
        effect_size=2.0,
        ci_low=1.0,
        ci_high=4.0,
        sample_size=200,
    )

    effect = compute(finding)

    assert effect.method == Method.ODDS_RATIO
    assert effect.notes == (Note.LOGIT,)
    assert effect.inputs["n"] == 200


@pytest.mark.parametrize(
    "changes",
    [
        PUBLISHED | {"comparison_n": None},
        PUBLISHED | {"effect_size": None, "ci_low": None, "ci_high": None},
        {"effect_metric": EffectMetric.ODDS_RATIO, "ci_low": None, "ci_high": None},
        {"effect_metric": EffectMetric.CORRELATION},
        {"effect_metric": EffectMetric.HEDGES_G},
    ],
)
def test_too_little_to_convert_is_not_converted(changes):
    assert compute(FindingFactory(**changes)) is None


def test_without_standard_deviations_a_published_g_still_has_an_interval():
    effect = computed(intervention_sd=None, comparison_sd=None)

    assert effect.method == Method.G
    assert effect.g == 0.59
    assert effect.agreement == Agreement.NOT_COMPARED


def test_an_impossible_number_is_not_got_round():
    assert computed(comparison_sd=0).refusal == Refusal.SD_NOT_POSITIVE


def test_many_effects_are_stored_in_few_queries(django_assert_max_num_queries):
    study = StudyFactory()
    FindingFactory.create_batch(30, study=study, **GROUPS)
    findings = list(Finding.objects.select_related("study"))

    with django_assert_max_num_queries(5):
        kept = store_effects(findings=findings, now=timezone.now())

    assert len(kept) == ComputedEffect.objects.count() == 30


def test_the_notes_are_kept_in_words():
    effect = computed(lower_is_better=True)

    assert effect.note_labels == [str(Note.REVERSED.label)]
