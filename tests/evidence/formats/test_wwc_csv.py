"""The What Works Clearinghouse's download (public domain), row by row."""

import csv
import io

import pytest

from evidence.constants import Agreement, OutcomeKind
from evidence.formats import wwc_csv
from evidence.formats.items import UnreadableFile
from evidence.formats.wwc_domains import DOMAINS, kind_of_domain
from evidence.importing.files import Form, look_at
from evidence.importing.services import import_file
from evidence.models import Finding, Reference, Study

COLUMNS = [
    "FindingID",
    "ReviewID",
    "Protocol",
    "InterventionID",
    "Intervention_Name",
    "Comparison",
    "OutcomeMeasureID",
    "Outcome_Measure",
    "Outcome_Domain",
    "Period",
    "Sample_Description",
    "Is_Subgroup",
    "Outcome_Sample_Size",
    "Outcome_Measure_Intervention_Sample_Size",
    "Outcome_Measure_Comparison_Sample_Size",
    "Intervention_Clusters_Sample_Size",
    "Comparison_Clusters_Sample_Size",
    "Intervention_Mean",
    "Comparison_Mean",
    "Intervention_Standard_Deviation",
    "Comparison_Standard_Deviation",
    "Effect_Size_Study",
    "Effect_Size_WWC",
    "Improvement_Index",
    "p_Value_Study",
    "p_Value_WWC",
    "ICC",
    "Clusters_Total",
    "Is_Statistically_Significant",
    "Finding_Rating",
    "ESSA_Rating",
    "L1_Unit_of_Analysis",
]
# A row as it stands in the download.
ROW = dict(
    zip(
        COLUMNS,
        [
            "9", "50932", "Character Education", "252",
            "Too Good for Drugs and Violence (TGFD & V)", "Business as usual", "596",
            "Perceptions of social and resistance skills",
            "Knowledge, attitudes, & values", "", "Grades 9 - 12", "False", "302",
            "151", "151", "", "", "4.08", "3.77", "0.58", "0.61", "0.52",
            "0.519539725932417", "20", "", "8.97592977211481E-06", "", "", "True", "",
            "", "Student",
        ],
        strict=True,
    )
)  # fmt: skip
# Fewer fights are better: means 0.10 and 0.14, effect by the authors 0.11, index 4.
FIGHTS = ROW | {
    "FindingID": "53", "ReviewID": "50142", "Outcome_Domain": "Behavior",
    "Outcome_Measure_Intervention_Sample_Size": "345",
    "Outcome_Measure_Comparison_Sample_Size": "290", "Outcome_Sample_Size": "635",
    "Intervention_Mean": "0.1", "Comparison_Mean": "0.14",
    "Intervention_Standard_Deviation": "0.35", "Comparison_Standard_Deviation": "0.4",
    "Effect_Size_Study": "0.11", "Effect_Size_WWC": "-0.106922664349756",
    "Improvement_Index": "4",
}  # fmt: skip


def text_of(*rows, columns=COLUMNS):
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


@pytest.fixture
def bring_in(tmp_path):
    def run(*rows, columns=COLUMNS):
        path = tmp_path / "wwc_Findings.csv"
        path.write_text(text_of(*rows, columns=columns), encoding="utf-8-sig")
        return import_file(path=path, this_year=2026)

    return run


def ours(**changes):
    return wwc_csv.ours({name.lower(): cell for name, cell in (ROW | changes).items()})


def test_the_download_is_told_by_its_columns(tmp_path):
    path = tmp_path / "download"
    path.write_text(text_of(ROW), encoding="utf-8-sig")

    assert look_at(path).form == Form.WWC


@pytest.mark.django_db
def test_a_row_goes_in_with_every_number(bring_in):
    report = bring_in(ROW)

    assert report.refusals == []
    finding = Finding.objects.get()
    assert finding.key == "wwc-9"
    assert finding.intervention == "Too Good for Drugs and Violence (TGFD & V)"
    assert finding.outcome_kind == OutcomeKind.ATTITUDE
    assert finding.domain == "Knowledge, attitudes, & values"
    assert (finding.sample_size, finding.intervention_n) == (302, 151)
    assert (finding.effect_size_study, finding.improvement_index) == (0.52, 20)
    assert finding.p_value == pytest.approx(8.97592977211481e-06)
    assert finding.is_significant is True
    assert finding.unit_of_analysis == "person"
    assert finding.computed.g == pytest.approx(finding.effect_size, abs=1e-6)
    assert finding.computed.agreement == Agreement.AGREES
    study = finding.study
    assert (study.reviewed_by, study.review_id) == ("What Works Clearinghouse", "50932")
    assert study.review_protocol == "Character Education"
    assert study.design == "not_stated"


@pytest.mark.django_db
def test_rows_of_one_review_are_one_study_and_go_in_again_unchanged(bring_in):
    rows = [ROW, ROW | {"FindingID": "10"}, FIGHTS]

    first, second = bring_in(*rows), bring_in(*rows)

    assert first.summary.startswith("3 created")
    assert "3 unchanged, 0 refused" in second.summary
    assert Study.objects.count() == Reference.objects.count() == 2


@pytest.mark.django_db
def test_where_less_is_better_the_sign_is_turned_and_that_is_said(bring_in):
    bring_in(FIGHTS)

    finding = Finding.objects.get()
    assert finding.effect_size == pytest.approx(0.106922664349756)
    assert finding.lower_is_better
    assert "the sign was turned" in finding.remarks
    assert finding.computed.agreement == Agreement.AGREES


@pytest.mark.parametrize(
    ("changes", "lower_is_better"),
    [
        ({}, None),
        ({"Improvement_Index": "-20"}, "yes"),
        ({"Improvement_Index": "-20", "Effect_Size_WWC": "-0.519539725932417"}, "yes"),
        ({"Improvement_Index": "-4", "Effect_Size_WWC": "-0.1"}, "no"),
        ({"Improvement_Index": "0"}, None),
        ({"Improvement_Index": ""}, None),
        ({"Intervention_Mean": "", "Improvement_Index": "-20"}, None),
    ],
    ids=[
        "more is better",
        "effect and index differ in sign",
        "the means give the effect with the other sign",
        "an adjusted effect may differ in sign from the means",
        "no index to tell by",
        "an empty index",
        "no mean to tell by",
    ],
)
def test_less_is_better_where_index_and_means_say_so(changes, lower_is_better):
    assert ours(**changes).get("lower_is_better") == lower_is_better


def test_an_impossible_effect_is_left_out_and_that_is_said():
    cells = ours(Effect_Size_WWC="207.740036808125", Intervention_Mean="81")

    assert cells["effect_size"] == ""
    assert "207.740036808125" in cells["remarks"]


def test_without_an_effect_by_the_clearinghouse_the_authors_own_is_taken():
    cells = ours(Effect_Size_WWC="")

    assert cells["effect_size"] == "0.52"
    assert "the authors' own" in cells["remarks"]


def test_without_any_effect_there_is_none():
    cells = ours(Effect_Size_WWC="", Effect_Size_Study="")

    assert "effect_size" not in cells
    assert cells["remarks"] == ""


SHARES = {
    "Intervention_Standard_Deviation": "",
    "Comparison_Standard_Deviation": "",
    "Outcome_Measure_Intervention_Sample_Size": "100",
    "Outcome_Measure_Comparison_Sample_Size": "100",
    "Effect_Size_WWC": "0.244804",
}


@pytest.mark.parametrize(("first", "second"), [("0.6", "0.5"), ("60", "50")])
def test_means_whose_cox_index_is_the_effect_are_shares(first, second):
    cells = ours(**SHARES, Intervention_Mean=first, Comparison_Mean=second)

    assert cells["means_are"] == "shares"
    assert (cells["intervention_mean"], cells["comparison_mean"]) == ("0.6", "0.5")
    assert "Cox index" in cells["remarks"]


@pytest.mark.parametrize(
    "changes",
    [
        {"Intervention_Mean": "0.9"},
        {"Intervention_Mean": "x"},
        {"Intervention_Mean": "0"},
        {"Outcome_Measure_Intervention_Sample_Size": ""},
        {"Effect_Size_WWC": ""},
    ],
)
def test_other_means_are_scores(changes):
    given = SHARES | {"Intervention_Mean": "0.6", "Comparison_Mean": "0.5"} | changes

    assert "means_are" not in ours(**given)


def test_interventions_without_a_name_are_not_taken_for_one_another():
    cells = ours(Intervention_Name="(Not applicable)")

    assert cells["intervention"] == "Intervention without a name (WWC review 50932)"


def test_nobody_at_all_means_that_nobody_counted():
    assert ours(Outcome_Sample_Size="0")["sample_size"] == ""


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("Word reading ", OutcomeKind.ATTAINMENT),
        ("External behavior", OutcomeKind.BEHAVIOUR),
        ("Teacher instruction", OutcomeKind.TEACHER_PRACTICE),
        ("Access and enrollment", OutcomeKind.OTHER),
        ("Something new", OutcomeKind.OTHER),
    ],
)
def test_the_outcome_kind_follows_from_the_domain(domain, kind):
    assert ours(Outcome_Domain=domain)["outcome_kind"] == kind


def test_no_domain_has_two_kinds():
    assert len(kind_of_domain) == sum(len(names) for names in DOMAINS.values())


@pytest.mark.django_db
def test_a_wrong_cell_is_refused_with_its_line_and_the_others_go_in(bring_in):
    report = bring_in(ROW | {"Intervention_Mean": "4,08"}, FIGHTS)

    assert report.summary == "1 created, 0 updated, 0 unchanged, 1 refused"
    assert report.refusals[0].line == 2
    assert "write a decimal point" in report.refusals[0].reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([name for name in COLUMNS if name != "ICC"], "lacks the column icc"),
        ([*COLUMNS, "Surprise"], "Unknown columns: surprise"),
    ],
)
def test_a_download_of_another_shape_is_not_read(bring_in, columns, message):
    with pytest.raises(UnreadableFile, match=message):
        bring_in(ROW, columns=columns)

    assert not Finding.objects.exists()


@pytest.mark.django_db
def test_a_row_of_another_length_is_refused(tmp_path):
    path = tmp_path / "file"
    path.write_text(text_of(ROW) + "1,2,3\n", encoding="utf-8")

    report = import_file(path=path, this_year=2026)

    assert report.refusals[0].line == 3
    assert "cells where the header has" in report.refusals[0].reason


@pytest.mark.parametrize(
    ("text", "value"), [("1.5", 1.5), ("", None), ("x", None), ("NaN", None)]
)
def test_a_number_is_read_or_left_to_the_importer(text, value):
    assert wwc_csv.number(text) == value
