"""Cells as values."""

import pytest

from evidence.constants import Design
from evidence.importing import cells
from evidence.importing.report import UnableToImport


@pytest.mark.parametrize(
    ("cell", "value"),
    [("", None), ("0.41", 0.41), ("-.39", -0.39), ("\N{MINUS SIGN}0.39", -0.39),
     ("2e-05", 2e-05), ("+1", 1.0), ("0", 0.0)],
)  # fmt: skip
def test_a_decimal_is_read(cell, value):
    assert cells.decimal("effect_size", cell) == value


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("0,41", "effect_size “0,41”: write a decimal point, not a comma"),
        ("41 %", "leave the per cent sign out"),
        ("NaN", "not a number"),
        ("inf", "not a number"),
        ("1e999", "not a number"),
        ("0.4*", "not a number"),
        ("1_000", "not a number"),
    ],
)
def test_what_is_no_decimal_is_refused(cell, message):
    with pytest.raises(UnableToImport, match=message):
        cells.decimal("effect_size", cell)


def test_a_count_is_read():
    assert cells.count("sample_size", "1250") == 1250
    assert cells.count("sample_size", "") is None


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("-3", "less than 0"),
        ("1,250", "whole number in digits"),
        ("12.5", "whole number in digits"),
        ("²", "whole number in digits"),
        ("9" * 30, "too large"),
        ("2147483648", "too large"),
    ],
)
def test_what_is_no_count_is_refused(cell, message):
    with pytest.raises(UnableToImport, match=message):
        cells.count("sample_size", cell)


@pytest.mark.parametrize("cell", ["rct", "RCT", "randomised controlled trial"])
def test_a_choice_is_read_by_value_or_label(cell):
    assert cells.choice("study_design", cell, Design.choices) == "rct"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("metaanalysis", "did you mean “meta_analysis”"),
        ("zzz", "known are rct, cluster"),
    ],
)
def test_an_unknown_choice_names_the_nearest(cell, message):
    with pytest.raises(UnableToImport, match=message):
        cells.choice("study_design", cell, Design.choices)
