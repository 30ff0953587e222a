"""The columns of every detail, brought in and sent out without loss."""

import io

import pytest

from evidence.computed_effects import compute
from evidence.exporting import selections
from evidence.exporting.writing import write
from evidence.importing import cells
from evidence.importing.files import Form
from evidence.importing.report import UnableToImport
from evidence.importing.services import import_file
from evidence.models import Finding, Study
from tests.evidence.importing.rows import ROW, table

pytestmark = pytest.mark.django_db

DETAILS = {
    "intervention_n": "70", "comparison_n": "70", "intervention_clusters": "5",
    "comparison_clusters": "4", "means_are": "scores", "lower_is_better": "no",
    "intervention_mean": "51.33", "comparison_mean": "48.36", "intervention_sd": "10",
    "comparison_sd": "9.5", "intervention_mean_before": "40",
    "comparison_mean_before": "41.5", "intervention_sd_before": "8",
    "comparison_sd_before": "8.25", "before_after_correlation": "0.7", "icc": "0.2",
    "effect_size_study": "1.1", "p_value_study": "0.04", "p_value": "0.0389",
    "is_significant": "yes", "improvement_index": "35", "published_rating": "1",
    "published_tier": "ESSA Tier 1", "domain": "Mathematics",
    "sample_description": "Grade 7", "is_subgroup": "yes", "period": "1 year",
    "delay_weeks": "4.5", "unit_of_analysis": "person", "deliverer": "teacher",
    "dose": "30 lessons", "dose_hours": "22.5", "fidelity": "Seen twice",
    "cost_per_pupil": "79.5", "cost_currency": "GBP", "cost_year": "2019",
    "cost_note": "Training", "remarks": "-1 was printed for 1",
    "study_unit_of_assignment": "class", "study_multisite": "yes", "study_sites": "3",
    "study_class_size": "24",
    "study_percent_disadvantaged": "42.5", "study_percent_english_learners": "10",
    "study_percent_special_needs": "12", "study_percent_minority": "30",
    "study_percent_female": "51", "study_ethnicity": "40 % Hispanic",
    "study_developer_link": "Wrote the test", "study_eric_id": "EJ123456",
    "study_reviewed_by": "WWC", "study_review_id": "70710",
    "study_review_url": "https://ies.ed.gov/ncee/wwc/Study/70710",
    "study_review_protocol": "Beginning Reading", "study_review_standards": "4.1",
    "study_review_purpose": "Single study review",
    "study_review_rating": "Meets without reservations",
    "study_review_reason": "Low attrition", "study_review_ineligibility": "None",
}  # fmt: skip


@pytest.fixture
def bring_in(tmp_path):
    def run(text):
        path = tmp_path / "file.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return import_file(path=path, this_year=2026)

    return run


def everything():
    """Both tables' contents without keys and dates."""
    own = {"id", "study_id", "reference_id", "created_at", "updated_at"}
    return [
        {name: value for name, value in row.items() if name not in own}
        for model in (Study, Finding)
        for row in model.objects.values()
    ]


def test_every_detail_goes_in_and_comes_back(bring_in):
    report = bring_in(table(ROW | DETAILS))
    before = everything()
    file = io.StringIO()
    write(selection=selections.everything(), form=Form.CSV, file=file)
    Finding.objects.all().delete()
    Study.objects.all().delete()

    again = bring_in(file.getvalue())

    assert (report.refusals, again.refusals) == ([], [])
    assert everything() == before
    finding = Finding.objects.get()
    assert finding.study.multisite is True
    assert finding.is_subgroup is True
    assert finding.lower_is_better is False
    assert finding.cost_year == 2019
    assert finding.computed.g == pytest.approx(compute(finding).g)


def test_an_empty_cell_is_not_known_or_the_usual(bring_in):
    bring_in(table(ROW | dict.fromkeys(DETAILS, "")))

    finding = Finding.objects.get()
    assert finding.means_are == "scores"
    assert finding.is_significant is None
    assert finding.is_subgroup is False
    assert finding.deliverer == ""
    assert finding.study.multisite is None


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("intervention_n", "-20", "less than 0"),
        ("intervention_sd", "-1", "not less than 0"),
        ("intervention_mean", "51,33", "decimal point"),
        ("comparison_mean", "NaN", "not a number"),
        ("icc", "20 %", "per cent sign"),
        ("is_subgroup", "perhaps", "write yes or no"),
        ("deliverer", "teecher", "did you mean “teacher”"),
        ("study_percent_female", "120", "less than or equal to 100"),
        ("cost_year", "20155", "cost_year"),
    ],
)
def test_a_wrong_detail_is_refused_with_its_reason(bring_in, column, cell, reason):
    report = bring_in(table(ROW | {column: cell}))

    assert reason in report.refusals[0].reason
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("yes", True),
        ("TRUE", True),
        ("1", True),
        ("No", False),
        ("0", False),
        ("", None),
    ],
)
def test_yes_and_no_are_read_in_any_spelling(cell, value):
    assert cells.yes_or_no("is_subgroup", cell) is value


def test_anything_else_is_neither_yes_nor_no():
    with pytest.raises(UnableToImport, match="write yes or no"):
        cells.yes_or_no("is_subgroup", "maybe")
