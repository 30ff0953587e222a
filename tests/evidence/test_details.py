"""Every field of a finding and a study: possible, shown, filtered, exported."""

import math

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evidence import details
from evidence.constants import Deliverer, MeansAre, Unit
from evidence.formats.findings_csv import FINDING_COLUMNS, STUDY_COLUMNS
from evidence.models import Finding, Study
from evidence.panels import finding_panels, study_panels
from mesh.core.constants import Role
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

GROUPS = {
    "intervention_mean": 103,
    "comparison_mean": 100,
    "intervention_sd": 5.5,
    "comparison_sd": 4.5,
    "intervention_n": 1250,
    "comparison_n": 50,
}


def shown(client, finding):
    return client.get(finding.study.reference.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("intervention_sd", -0.1, "not less than 0"),
        ("comparison_mean", math.nan, "not a number"),
        ("icc", 1.2, "between 0 and 1"),
        ("p_value", 5.0, "between 0 and 1"),
        ("p_value_study", -0.1, "between 0 and 1"),
        ("before_after_correlation", -1.5, "between -1 and 1"),
        ("improvement_index", 60.0, "between -50 and 50"),
        ("cost_per_pupil", -3.0, "not less than 0"),
        ("dose_hours", -3.0, "not less than 0"),
        ("intervention_n", -20, "greater than or equal to 0"),
    ],
)
def test_an_impossible_number_is_refused_at_its_field(field, value, message):
    finding = FindingFactory()
    setattr(finding, field, value)

    with pytest.raises(ValidationError) as refused:
        finding.full_clean()
    assert message in " ".join(refused.value.message_dict[field])


def test_a_share_written_as_a_percentage_is_refused():
    finding = FindingFactory()
    finding.means_are = MeansAre.SHARES
    finding.intervention_mean, finding.comparison_mean = 60, 0.5

    with pytest.raises(ValidationError) as refused:
        finding.full_clean()
    assert list(refused.value.message_dict) == ["intervention_mean"]


def test_a_percentage_of_the_sample_lies_between_0_and_100():
    study = StudyFactory()
    study.percent_female = 101

    with pytest.raises(ValidationError, match="percent_female"):
        study.full_clean()


def test_every_field_has_a_column():
    own = {"id", "study", "created_at", "updated_at", "intervention_record"}
    fields = {field.name for field in Finding._meta.fields} - own

    assert fields == set(FINDING_COLUMNS)


def test_every_field_of_a_study_has_a_column():
    fields = {f"study_{each.name}" for each in Study._meta.fields}
    fields -= {"study_id", "study_reference", "study_studies_included"}

    assert fields | {"study_included", "study_subjects", "study_phases"} == set(
        STUDY_COLUMNS
    )


def test_the_record_shows_every_detail(client):
    study = StudyFactory(
        multisite=True, unit_of_assignment=Unit.PERSON, percent_female=51.5,
        reviewed_by="What Works Clearinghouse", review_standards="4.1",
    )  # fmt: skip
    finding = FindingFactory(
        study=study, domain="Alphabetics", deliverer=Deliverer.ASSISTANT, p_value=1e-9,
        cost_per_pupil=79.5, cost_currency="GBP", cost_year=2019, is_significant=False,
        effect_size=0.59, remarks="Adjusted for the first test.", **GROUPS,
    )  # fmt: skip

    html = shown(client, finding)

    for text in (
        "All details", "1,250", "103", "4.5", "Alphabetics", "Teaching assistants",
        "less than 0.0001", "79.5", "GBP", "2019", "Adjusted for the first test.",
        "What Works Clearinghouse", "4.1", "51.5", "Pupil or other person",
        "Numbers of both groups", '<p class="record__details-title">Cost</p>',
    ):  # fmt: skip
        assert text in html
    assert "<dt>Called statistically significant</dt><dd>No</dd>" in html
    assert "<dt>In several schools</dt><dd>Yes</dd>" in html


def test_without_a_number_in_all_both_groups_count_together(client):
    html = shown(client, FindingFactory(sample_size=None, **GROUPS))

    assert "1,300 people (n)" in html


def test_a_bare_record_has_no_empty_groups(client):
    html = shown(client, FindingFactory(effect_size=None, ci_low=None, ci_high=None))

    assert "Numbers of both groups" not in html
    assert '<p class="record__details-title">Cost</p>' not in html
    assert "Computed by MESH" not in html


def test_the_record_shows_the_computed_effect(client):
    html = shown(client, FindingFactory(**(GROUPS | {"intervention_n": 50}),
                                        effect_size=0.59))  # fmt: skip

    assert "Computed by MESH: g = 0.59" in html
    assert "95&nbsp;% interval 0.19 to 0.99" in html
    assert "It agrees with the published effect." in html
    assert "Version 1 of the code" in html
    assert "Published and computed effect differ" not in html


def test_the_record_warns_where_published_and_computed_effect_differ(client):
    finding = FindingFactory(**GROUPS, effect_size=0.3)

    html = shown(client, finding)

    assert "Published and computed effect differ" in html
    assert "The paper gives g = 0.30; its own means give g = 0.5" in html


def test_the_record_says_why_an_effect_could_not_be_computed(client):
    html = shown(client, FindingFactory(**(GROUPS | {"comparison_sd": 0})))

    assert "MESH can’t compute the effect" in html
    assert "A standard deviation is greater than 0" in html


def test_the_record_takes_the_same_queries_for_many_findings(
    client, django_assert_max_num_queries
):
    study = StudyFactory()
    FindingFactory.create_batch(12, study=study, **GROUPS)

    with django_assert_max_num_queries(20):
        client.get(study.reference.get_absolute_url())


def test_the_admin_lists_what_differs(client, person):
    client.force_login(person(Role.CURATOR))
    FindingFactory(intervention="Odd one", **GROUPS, effect_size=0.3)
    FindingFactory(intervention="Good one", **GROUPS, effect_size=0.6)
    FindingFactory(intervention="Bare one")
    index = reverse("evidence_finding_modeladmin_index")

    everything = client.get(index).content.decode()
    filtered = client.get(index, {"computed__agreement": "differs"}).content.decode()

    assert "(they differ by more than rounding)" in everything
    assert "Odd one" in filtered
    assert "Good one" not in filtered
    assert "Bare one" not in filtered


@pytest.mark.parametrize(
    ("changes", "texts"),
    [
        ({"effect_size": 0.3}, ["MESH computes g = 0.5", "Are the groups swapped"]),
        ({"effect_size": 0.6}, ["MESH computes g = 0.5", "they agree"]),
        ({"comparison_sd": 0}, ["compute the effect:", "greater than 0"]),
        ({"intervention_clusters": 9}, ["No interval:", "Whole classes"]),
    ],
)
def test_the_form_shows_what_is_computed(client, person, changes, texts):
    client.force_login(person(Role.CURATOR))
    finding = FindingFactory(**(GROUPS | changes))

    html = client.get(
        reverse("evidence_finding_modeladmin_edit", args=[finding.pk])
    ).content.decode()

    for text in texts:
        assert text in html


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (103, "103"), (5.5, "5.5"), (-0.25, "−0.25"), (1250, "1,250"),
        (0.519539725932417, "0.5195"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_printed(value, text):
    assert details.plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.04, "0.04"), (0.123456, "0.1235"), (0.0, "less than 0.0001")],
)
def test_a_p_value_is_shown_with_four_decimals(value, text):
    assert details.p_value(value) == text


def names_in(panel):
    """The fields of a form's panels, however deep."""
    own = [panel.field_name] if hasattr(panel, "field_name") else []
    return own + [
        name for child in getattr(panel, "children", ()) for name in names_in(child)
    ]


@pytest.mark.parametrize(
    ("model", "panels", "elsewhere"),
    [
        (Finding, finding_panels, {"id", "intervention_record"}),
        (Study, study_panels, {"id"}),
    ],
    ids=["finding", "study"],
)
def test_every_field_that_somebody_fills_in_stands_in_its_form(
    model, panels, elsewhere
):
    fields = {
        field.name
        for field in model._meta.fields
        if not (getattr(field, "auto_now", False) or getattr(field, "auto_now_add", 0))
    }

    assert fields - elsewhere - set(names_in(panels)) == set()
