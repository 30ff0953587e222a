"""One effect for each study."""

import pytest

from evidence.synthesis.estimates import Estimate, Source
from evidence.synthesis.random_effects import Effect
from evidence.synthesis.within import average, by_study
from tests.factories.evidence import FindingFactory, StudyFactory


def test_the_mean_of_two_correlated_effects_is_borensteins():
    both = average([Effect(0.3, 0.05), Effect(0.1, 0.05)])

    assert both.value == pytest.approx(0.2)
    assert both.variance == pytest.approx(0.045)


@pytest.mark.parametrize(
    ("correlation", "variance"),
    [(0.0, 0.025), (1.0, 0.05)],
    ids=["independent tests halve the variance", "like tests tell nothing new"],
)
def test_the_correlation_decides_how_much_a_second_test_adds(correlation, variance):
    both = average([Effect(0.3, 0.05), Effect(0.1, 0.05)], correlation=correlation)

    assert both.variance == pytest.approx(variance)


def test_one_effect_stays_as_it_is():
    assert average([Effect(0.3, 0.05)]) == Effect(0.3, pytest.approx(0.05))


@pytest.mark.django_db
def test_findings_are_averaged_within_their_study_and_people_counted_once():
    study, other = StudyFactory(), StudyFactory()
    estimates = [
        Estimate(FindingFactory(study=of, sample_size=n), g, 0.1, Source.PUBLISHED)
        for of, g, n in [(study, 0.2, 100), (other, 0.5, None), (study, 0.4, 80)]
    ]

    first, second = by_study(estimates)

    assert first.study == study
    assert first.effect.value == pytest.approx(0.3)
    assert first.people == 100
    assert first.standard_error == pytest.approx(0.1 * 0.9**0.5)
    assert second.effect.value == 0.5
    assert second.people is None
