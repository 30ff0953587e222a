"""What a finding brings to a synthesis, or why it brings nothing."""

import pytest

from evidence.constants import EffectMetric, Independence, Measure
from evidence.synthesis.estimates import Exclusion, Source, estimate, sift
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

NO_INTERVAL = {"ci_low": None, "ci_high": None}
GROUPS = {
    "intervention_mean": 103,
    "comparison_mean": 100,
    "intervention_sd": 5.5,
    "comparison_sd": 4.5,
    "intervention_n": 50,
    "comparison_n": 50,
}


@pytest.mark.parametrize(
    ("changes", "g", "error", "source"),
    [
        ({"standard_error": 0.08}, 0.4, 0.08, Source.PUBLISHED),
        ({}, 0.4, 0.4 / (2 * 1.959964), Source.PUBLISHED),
        (NO_INTERVAL | GROUPS, 0.4, 0.2028, Source.ERROR_COMPUTED),
        (
            NO_INTERVAL | GROUPS | {"effect_size": None},
            0.5924,
            0.2028,
            Source.COMPUTED,
        ),
        (
            NO_INTERVAL | GROUPS | {"effect_metric": EffectMetric.OTHER},
            0.5924,
            0.2028,
            Source.COMPUTED,
        ),
        (
            {"effect_metric": EffectMetric.ODDS_RATIO, "effect_size": 2, "ci_low": 1,
             "ci_high": 4, "sample_size": None},
            0.3821,
            0.1950,
            Source.COMPUTED,
        ),
    ],
)  # fmt: skip
def test_the_published_effect_comes_first(changes, g, error, source):
    found = estimate(FindingFactory(**changes))

    assert found.g == pytest.approx(g, abs=1e-4)
    assert found.standard_error == pytest.approx(error, abs=1e-4)
    assert found.source == source
    assert found.effect.variance == pytest.approx(found.standard_error**2)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (NO_INTERVAL, Exclusion.NO_ERROR),
        ({"ci_low": 0.4, "ci_high": 0.4}, Exclusion.NO_ERROR),
        (
            NO_INTERVAL | GROUPS | {"intervention_clusters": 9, "effect_size": None},
            Exclusion.NO_ERROR,
        ),
        (NO_INTERVAL | GROUPS | {"intervention_clusters": 9}, Exclusion.NO_ERROR),
        ({"effect_metric": EffectMetric.CORRELATION}, Exclusion.OTHER_SCALE),
        (NO_INTERVAL | {"effect_size": None}, Exclusion.OTHER_SCALE),
        (
            NO_INTERVAL | GROUPS | {"effect_size": None, "comparison_sd": 0},
            Exclusion.OTHER_SCALE,
        ),
    ],
)
def test_without_effect_or_error_there_is_no_estimate(changes, reason):
    assert estimate(FindingFactory(**changes)) == reason


def reasons(findings, *, with_developers=True):
    kept, excluded = sift(findings, with_developers=with_developers)
    return [each.finding for each in kept], {e.finding: e.reason for e in excluded}


def test_reviews_and_retracted_publications_are_never_pooled():
    review = FindingFactory(pooled=True)
    retracted = FindingFactory(study__reference__retracted=True)

    kept, excluded = reasons([review, retracted])

    assert kept == []
    assert excluded == {
        review: Exclusion.REVIEW,
        retracted: Exclusion.RETRACTED,
    }


@pytest.mark.parametrize("with_developers", [True, False])
def test_developers_studies_count_as_the_reader_chooses(with_developers):
    finding = FindingFactory(study__independence=Independence.DEVELOPER)

    kept, excluded = reasons([finding], with_developers=with_developers)

    assert (kept == [finding]) == with_developers
    assert (excluded == {finding: Exclusion.DEVELOPER}) != with_developers


def test_a_subgroup_is_not_counted_beside_its_whole():
    study = StudyFactory()
    part = FindingFactory(study=study, is_subgroup=True)
    whole = FindingFactory(study=study)

    kept, excluded = reasons([part, whole])

    assert kept == [whole]
    assert excluded == {part: Exclusion.SUBGROUP}


@pytest.mark.parametrize(
    "whole",
    [NO_INTERVAL, {"measure": Measure.STANDARDISED}],
    ids=["the whole can't be pooled", "the whole took another kind of test"],
)
def test_a_subgroup_counts_where_there_is_no_whole_to_count(whole):
    study = StudyFactory()
    part = FindingFactory(study=study, is_subgroup=True)
    FindingFactory(study=study, **whole)

    kept, _excluded = reasons(study.findings.all())

    assert part in kept
