"""Whole classes assigned: a wider interval, or none."""

import math

import pytest

from evidence import distributions
from evidence.effects import Refusal, UnableToCompute
from evidence.effects.clusters import Clustering, allow_for_clusters, design_effect
from evidence.effects.results import Note
from evidence.effects.two_groups import Group, from_means


@pytest.fixture
def effect():
    return from_means(intervention=Group(103, 5.5, 50), comparison=Group(100, 4.5, 50))


def test_a_class_of_25_inflates_the_variance_as_published():
    assert design_effect(25, 0.15) == pytest.approx(4.6)


def test_the_interval_is_widened_by_the_design_effect_and_t(effect):
    clustering = Clustering(intervention=2, comparison=2, icc=0.15)

    widened = allow_for_clusters(effect, clustering=clustering, people=100)

    error = effect.standard_error * math.sqrt(4.6)
    reach = distributions.t_quantile(0.975, 2) * error
    assert widened.g == effect.g
    assert widened.standard_error == pytest.approx(error)
    assert widened.low == pytest.approx(effect.g - reach)
    assert widened.high == pytest.approx(effect.g + reach)
    assert widened.df == 2
    assert widened.notes == (Note.CLUSTERED, Note.AVERAGE_CLUSTER)
    assert widened.inputs["clusters"] == 4
    assert widened.inputs["icc"] == 0.15


@pytest.mark.parametrize(
    ("clustering", "reason"),
    [
        (Clustering(1, 5, 0.2), Refusal.TOO_FEW_CLUSTERS),
        (Clustering(5, 1, 0.2), Refusal.TOO_FEW_CLUSTERS),
        (Clustering(1, None, None), Refusal.TOO_FEW_CLUSTERS),
        (Clustering(None, None, 0.2), Refusal.CLUSTERS_UNACCOUNTED),
        (Clustering(5, None, 0.2), Refusal.CLUSTERS_UNACCOUNTED),
        (Clustering(5, 5, None), Refusal.CLUSTERS_UNACCOUNTED),
    ],
)
def test_there_is_an_effect_but_no_interval(effect, clustering, reason):
    bare = allow_for_clusters(effect, clustering=clustering, people=100)

    assert bare.g == effect.g
    assert (bare.standard_error, bare.low, bare.high) == (None, None, None)
    assert bare.without_interval == reason


def test_what_has_no_interval_does_not_get_one(effect):
    bare = allow_for_clusters(
        effect, clustering=Clustering(None, None, None), people=100
    )

    again = allow_for_clusters(bare, clustering=Clustering(5, 5, 0.2), people=100)

    assert again == bare


@pytest.mark.parametrize(
    ("clustering", "reason"),
    [
        (Clustering(5, 5, 1.5), Refusal.ICC_OUT_OF_RANGE),
        (Clustering(5, 5, -0.1), Refusal.ICC_OUT_OF_RANGE),
        (Clustering(5, 5, math.nan), Refusal.NOT_A_NUMBER),
        (Clustering(80, 80, 0.2), Refusal.CLUSTERS_EXCEED_PEOPLE),
    ],
)
def test_impossible_clusters_are_refused_with_a_reason(effect, clustering, reason):
    with pytest.raises(UnableToCompute) as refused:
        allow_for_clusters(effect, clustering=clustering, people=100)
    assert refused.value.reason == reason
