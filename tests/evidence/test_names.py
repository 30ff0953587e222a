"""When two spellings are one name."""

import pytest

from evidence.names import KEY_LENGTH, name_key


@pytest.mark.parametrize(
    "other",
    [
        "number line work",
        "  Number  line\twork ",
        "Number-line work",
        "Number\u2013line work.",
        "“Number line work”",
        "Number Line Work®",
        "Number line work™",
        "NUMBER LINE WORK",
    ],
)
def test_spellings_of_one_name_share_a_key(other):
    assert name_key(other) == name_key("Number line work")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reading A", "Reading B"),
        ("Read 180", "Read 18"),
        ("Maths+", "Maths"),
        ("Numeracy (primary)", "Numeracy (secondary)"),
        ("Lesén", "Lesen"),
    ],
)
def test_other_names_do_not(one, other):
    assert name_key(one) != name_key(other)


def test_and_may_be_a_sign():
    assert name_key("Read & Write") == name_key("Read and write")


def test_a_name_of_signs_only_is_a_name():
    assert name_key("®") == "®"
    assert name_key("—") == "—"


def test_nothing_is_no_name():
    assert name_key("  ") == ""


def test_a_key_fits_its_column():
    assert len(name_key("\ufdfa" * 200)) == KEY_LENGTH
