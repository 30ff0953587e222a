"""Ratings are logged when, and only when, they change."""

from io import StringIO

import pytest
from django.core.management import call_command

from evidence.appraising.gathering import (
    facts_of_finding,
    facts_of_study,
    significance,
)
from evidence.appraising.recording import recompute
from evidence.appraising.settling import asked_in
from evidence.constants import EffectMetric, OutcomeKind, RatingCause
from evidence.models import RatingRecord
from tests.factories.evidence import (
    AppraisalRoundFactory,
    FindingFactory,
    StudyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(submit, study, ada, bob):
    """A study with a finding, rated."""
    finding = FindingFactory(study=study)
    submit(ada, attrition_level="low")
    submit(bob, attrition_level="low")
    return finding


def of(finding, rule_set):
    return RatingRecord.objects.filter(finding=finding, rule_set=rule_set)


def test_a_study_and_its_findings_are_rated_together(rated):
    assert of(rated, "eef-months-trial").get().detail["months"] == 5
    assert of(rated, "wwc-improvement").exists()
    assert of(None, "eef-trial-security").get().missing == ["mdes", "attrition"]


def test_what_does_not_apply_is_not_written_down(rated):
    assert not of(rated, "grade").exists()


def test_nothing_is_written_while_nothing_changes(rated, now):
    assert recompute(study=rated.study, cause=RatingCause.RULES, now=now) == []


def test_a_changed_field_of_the_record_rates_again_and_is_logged(rated):
    rated.effect_size, rated.ci_low, rated.ci_high = 0.1, 0.0, 0.2
    rated.save()

    months = of(rated, "eef-months-trial")
    assert [row.detail["months"] for row in months] == [5, 2]
    assert months.last().cause == RatingCause.RECORD


def test_a_changed_design_rates_again(rated):
    rated.study.design = "before_after"
    rated.study.save()

    assert of(None, "eef-trial-security").last().code == "0"


def test_what_no_longer_applies_is_logged(rated):
    rated.outcome_kind = OutcomeKind.TEACHER_PERCEPTION
    rated.save()

    assert of(rated, "eef-months-trial").last().status == "not_applicable"


def test_records_that_nobody_appraised_are_not_stored():
    finding = FindingFactory()
    finding.save()
    finding.study.save()

    assert not RatingRecord.objects.exists()


def test_a_fixture_rates_nothing(rated):
    before = RatingRecord.objects.count()
    rated.effect_size, rated.ci_low, rated.ci_high = 0.1, 0.0, 0.2

    rated.save_base(raw=True)

    assert RatingRecord.objects.count() == before


@pytest.mark.parametrize(
    ("metric", "low", "high", "expected"),
    [
        (EffectMetric.HEDGES_G, 0.01, 0.4, "positive"),
        (EffectMetric.HEDGES_G, 0.0, 0.4, "none"),
        (EffectMetric.COHENS_D, -0.4, -0.01, "negative"),
        (EffectMetric.ODDS_RATIO, 1.1, 2.0, "positive"),
        (EffectMetric.ODDS_RATIO, 0.5, 1.1, "none"),
    ],
)
def test_significance_is_read_from_the_interval(metric, low, high, expected):
    finding = FindingFactory.build(
        study=StudyFactory.build(), effect_metric=metric, ci_low=low, ci_high=high
    )

    assert significance(finding)["significance"].value == expected


@pytest.mark.parametrize(
    ("effect", "called", "expected"),
    [(0.2, True, "positive"), (-0.2, True, "negative"), (0.2, False, "none")],
)
def test_significance_is_read_from_what_the_source_called_it(effect, called, expected):
    finding = FindingFactory.build(
        study=StudyFactory.build(),
        effect_size=effect,
        ci_low=None,
        ci_high=None,
        is_significant=called,
    )

    assert significance(finding)["significance"].value == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"ci_low": None, "ci_high": None},
        {"effect_metric": "percent"},
        {"ci_low": None, "ci_high": None, "effect_size": None, "is_significant": True},
    ],
)
def test_without_interval_or_a_point_of_no_difference_nothing_is_read(changed):
    finding = FindingFactory.build(study=StudyFactory.build(), **changed)

    assert significance(finding) == {}


def test_cost_and_sites_are_read_from_the_record():
    study = StudyFactory(sites=5)
    finding = FindingFactory(study=study, cost_per_pupil=40, cost_currency="GBP")

    facts = facts_of_finding(finding, facts_of_study(study, {}), {})

    assert facts["sites"].value == 5
    assert facts["cost_gbp"].value == 40
    assert "cost_usd" not in facts


def test_what_the_record_has_is_not_asked():
    finding = FindingFactory(study=StudyFactory(sites=5))
    review_round = AppraisalRoundFactory(study=finding.study, finding=finding)

    assert list(asked_in(review_round)) == ["negative_overriding", "rationale"]


def test_changed_rules_rate_again_by_command(rated, now):
    row = of(rated, "eef-months-trial").get()
    RatingRecord.objects.create(
        **{
            field.name: getattr(row, field.name)
            for field in row._meta.fields
            if field.name not in ("id", "version")
        },
        version="0",
    )
    out = StringIO()

    call_command("recompute_ratings", stdout=out)

    assert out.getvalue().startswith("Studies: 1; ratings changed: 1\n")
    assert of(rated, "eef-months-trial").last().cause == RatingCause.RULES
