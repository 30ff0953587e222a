"""The table of findings: its columns, its rows, its cells."""

import pytest

from evidence.formats import findings_csv
from evidence.formats.items import UnreadableFile

HEADER = "doi,intervention,outcome,outcome_kind,effect_metric"


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "findings.csv"
    path.write_text(text, encoding=encoding, newline="")
    return list(findings_csv.read(path))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_with_each_separator_and_line_end(tmp_path, separator, end):
    text = f"{HEADER}{end}10.5555/a, A ,B,attainment,g{end}{end}".replace(
        ",", separator
    )

    (row,) = read(tmp_path, text, encoding="utf-8-sig")

    assert row.line == 2
    assert row.cells == {
        "doi": "10.5555/a", "intervention": "A", "outcome": "B",
        "outcome_kind": "attainment", "effect_metric": "g",
    }  # fmt: skip


def test_rows_keep_their_lines_past_cells_of_several_lines(tmp_path):
    text = f'{HEADER}\na,"two\nlines",c,d,e\n\nf,g,h,i,j\n'

    assert [row.line for row in read(tmp_path, text)] == [2, 5]


def test_a_row_of_another_length_is_refused_alone(tmp_path):
    rows = read(tmp_path, f"{HEADER}\na,b\na,b,c,d,e\n")

    assert rows[0].reason == "2 cells where the header has 5."
    assert not rows[1].reason


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEADER},efect_size\n", "“efect_size” .did you mean “effect_size”"),
        (f"{HEADER},zzz\n", "Unknown columns: “zzz”"),
        (f"{HEADER},\n", "column without a name"),
        (f"{HEADER},{','.join(f'q{n}' for n in range(10_000))}\n", "and 9997 more"),
        (f"{HEADER},doi\n", "there twice: doi"),
        ("doi,intervention,outcome,effect_metric\n", "column outcome_kind is missing"),
        ("doi,intervention\n", "columns outcome, outcome_kind, effect_metric are"),
        (HEADER.replace("doi,", "place,") + "\n", "doi, reference or title"),
        (f'{HEADER}\na,"b,c,d,e\nf,g,h,i,j\n', "breaks off at line 2"),
        (f"{HEADER}\na,{'b' * 200_000},c,d,e\n", "breaks off at line 2"),
    ],
)
def test_a_table_of_another_form_is_refused_at_once(tmp_path, text, message):
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, text)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+x",
        "-x",
        "@x",
        "'=1",
        "''=1",
        "\tx",
        "'quoted'",
        "plain",
        "-0.3",
        "",
        " x",
        "x ",
        "'x\n",
        " ",
        "'",
        "'' ",
        "＝x",
        "\n=x",
    ],
)
def test_a_harmless_cell_is_restored(cell):
    assert findings_csv.restored(findings_csv.harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "\n=x", "-2+3+cmd", "＝1"]
)
def test_no_cell_begins_as_a_formula(cell):
    assert findings_csv.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.3", "\N{MINUS SIGN}0.3", "-2e-05", "12"])
def test_numbers_stay_numbers(cell):
    assert findings_csv.harmless(cell) == cell


def test_all_columns_are_written():
    text = "".join(findings_csv.pieces([{"intervention": "=A"}]))

    header, row = text.splitlines()
    assert header == ",".join(findings_csv.COLUMNS)
    assert "'=A" in row
