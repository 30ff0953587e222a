"""Every wrong input that curators have met: answered with line and reason, never a 500.

Each ends with the good rows in, or with nothing written and one sentence.
"""

import io
import zipfile

import pytest

from evidence.formats.items import UnreadableFile
from evidence.importing.services import import_file
from evidence.models import ComputedEffect, Finding, Reference, Study
from tests.evidence.importing.rows import ROW, table

pytestmark = pytest.mark.django_db

GOOD = ROW | {"outcome": "Another test", "key": "good"}
MEANS = {
    "effect_metric": "g", "intervention_n": "50", "comparison_n": "50",
    "intervention_mean": "103", "comparison_mean": "100", "intervention_sd": "5.5",
    "comparison_sd": "4.5", "effect_size": "0.59",
}  # fmt: skip
MEGABYTE = 1024 * 1024


@pytest.fixture
def bring_in(tmp_path):
    def run(content, **options):
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_file(path=path, this_year=2026, **options)

    return run


def counts(report):
    """Created, updated, unchanged, refused, warned."""
    return [*(int(part.split()[0]) for part in report.summary.split(", ")),
            report.warned]  # fmt: skip


# --- Files refused as a whole ---------------------------------------------------------


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("findings.csv", table(ROW))
    return file.getvalue()


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (table(ROW | {"authors": "Müller, Ada"}).encode("latin-1"), "Line 2 is not UTF-8"),
        (table(ROW).encode("utf-16"), "saved as UTF-16"),
        (table(ROW).encode("utf-16-le"), "saved as UTF-16"),
        (table(ROW).encode("utf-16-be"), "saved as UTF-16"),
        (zipped(), "ZIP archive"),
        (BOMB.encode(), "an XML file"),
        (table(ROW).replace("140", '"140').encode(), "line 2: is a quotation mark not closed"),
        ((",".join(f"c{n}" for n in range(10_000)) + "\r\n").encode(), "none of RIS"),
        (("doi,outcome," + ",".join(f"c{n}" for n in range(10_000)) + "\n").encode(),
         "Unknown columns: “c0”.* and 9997 more"),
        (("doi,outcome," * 5_000 + "doi\n").encode(), "there twice: doi, outcome"),
        (("doi,outcome," + "x" * 300_000 + "\n").encode(), "first line.* longer than 256 kB"),
        (("y" * 300_000).encode(), "none of RIS"),
    ],
    ids=["0 bytes", "Latin-1", "UTF-16 with BOM", "UTF-16 without", "the other way", "zip renamed",
         "XML entities", "unclosed quotes", "10,000 unknown columns",
         "10,000 columns beside ours", "10,000 columns twice", "endless header",
         "endless line"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_one_sentence_and_nothing_is_written(
    bring_in, content, message
):
    with pytest.raises(UnreadableFile, match=message):
        bring_in(content)
    assert not Reference.objects.exists()


def test_200_megabytes_of_references_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "large.ris"
    with path.open("wb") as file:
        file.write(b"TY  - JOUR\nTI  - One\nER  - \n" * 1000)
        file.truncate(200 * MEGABYTE)

    with pytest.raises(UnreadableFile, match="has 200 MB, more than 50: divide it"):
        import_file(path=path, this_year=2026)


def test_a_field_without_end_stops_the_import_with_its_line(bring_in):
    text = table(GOOD) + '"10.5555/x' + "y" * 200_000 + "\n"

    with pytest.raises(UnreadableFile, match="breaks off at line 3"):
        bring_in(text)
    assert not Finding.objects.exists()


# --- Files that are read as they are meant --------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + table(ROW)).encode(),
        table(ROW).replace("\r\n", "\n").encode(),
        table(ROW).replace("\r\n", "\r").encode(),
        table(ROW).replace("\r\n", "\n\n").encode(),
    ],
    ids=["BOM", "LF", "CR", "empty lines"],
)
def test_marks_and_line_ends_make_no_difference(bring_in, content):
    assert counts(bring_in(content)) == [1, 0, 0, 0, 0]


def test_entities_in_cells_stay_the_text_that_they_are(bring_in):
    title = "A &lt;script&gt; &amp; &xxe; <b>story</b>"

    bring_in(table(ROW | {"title": title}))

    assert Reference.objects.get().csl["title"] == title


@pytest.mark.parametrize(
    "doi",
    [
        "10.3758/s13423-014-0588-3",
        "10.3758/S13423-014-0588-3",
        "doi:10.3758/s13423-014-0588-3",
        "DOI: 10.3758/s13423-014-0588-3",
        "https://doi.org/10.3758/s13423-014-0588-3",
        "http://dx.doi.org/10.3758/s13423-014-0588-3",
        "doi.org/10.3758/s13423-014-0588-3",
        "https://doi.org/10.3758%2Fs13423-014-0588-3",
        "https://doi.org/10.3758/s13423-014-0588-3?utm_source=mail",
        "10.3758/s13423\u2013014\u20130588\u20133.",
    ],
)
def test_a_doi_in_ten_spellings_is_one_publication(bring_in, doi):
    bring_in(table(ROW))

    report = bring_in(table(GOOD | {"doi": doi}))

    assert counts(report)[0] == 1
    assert Reference.objects.get().doi == ROW["doi"]


# --- Rows refused, the others in ------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"effect_size": "=1+1"}, "effect_size “=1+1”: it is not a number"),
        ({"effect_size": "NaN"}, "effect_size “NaN”: it is not a number"),
        ({"effect_size": "inf"}, "effect_size “inf”: it is not a number"),
        ({"effect_size": "45%"}, "leave the per cent sign out"),
        ({"effect_size": "1,05"}, "write a decimal point, not a comma"),
        ({"year": "20155"}, "The year 20155 is not between 1500 and 2028"),
        ({"sample_size": "-140"}, "sample_size “-140”: it can't be less than 0"),
        ({"intervention_n": "-7"}, "intervention_n “-7”: it can't be less than 0"),
        ({"intervention_sd": "-1"}, "not less than 0"),
        ({"doi": "see text"}, "“see text” is not a DOI"),
        ({"outcome_kind": "atainment"}, "did you mean “attainment”"),
        ({"outcome": "x" * 201}, "at most 200 characters"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_line_and_reason(bring_in, changes, reason):
    report = bring_in(table(ROW | changes, GOOD))

    assert counts(report)[:4] == [1, 0, 0, 1]
    assert report.refusals[0].line == 2
    assert reason in report.refusals[0].reason
    assert Finding.objects.get().key == "good"


def test_a_row_of_10_000_cells_is_refused_alone(bring_in):
    text = table(GOOD) + "," * 9_999 + "x\r\n"

    report = bring_in(text)

    assert counts(report)[:4] == [1, 0, 0, 1]
    assert "10000 cells where the header has" in report.refusals[0].reason


def test_a_formula_in_a_text_stays_text_and_goes_out_harmless(bring_in, client):
    report = bring_in(table(ROW | {"outcome": "=HYPERLINK(1)"}))

    finding = Finding.objects.get()
    assert counts(report) == [1, 0, 0, 0, 0]
    assert finding.outcome == "=HYPERLINK(1)"
    address = finding.study.reference.get_absolute_url()
    assert b"'=HYPERLINK(1)" in client.get(f"{address}csv/").getvalue()


# --- Rows that go in, with a warning --------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"intervention_sd": "0"}, "No effect can be computed: A standard deviation"),
        ({"intervention_mean": "100", "comparison_mean": "103"},
         "have opposite signs: are the groups swapped"),
        ({"effect_size": "-0.59"}, "have opposite signs"),
        ({"effect_size": "0.9"}, "differ by more than rounding"),
        ({"intervention_n": "1"}, "No effect can be computed: Each group needs"),
    ],
    ids=["SD 0", "arms swapped", "sign", "another effect", "one person"],
)  # fmt: skip
def test_numbers_that_contradict_each_other_go_in_with_a_warning(
    bring_in, changes, reason
):
    for outcome in ([1, 0, 0, 0, 1], [0, 0, 1, 0, 1]):
        report = bring_in(table(ROW | MEANS | changes))

        assert counts(report) == outcome
        assert report.warnings[0].line == 2
        assert reason in report.warnings[0].reason


def test_numbers_that_agree_give_no_warning(bring_in):
    report = bring_in(table(ROW | MEANS))

    assert counts(report) == [1, 0, 0, 0, 0]
    assert ComputedEffect.objects.get().agreement == "agrees"


def test_a_publication_that_looks_like_another_goes_in_with_a_warning(bring_in):
    bring_in(table(ROW))
    near = {"title": ROW["title"] + "s", "doi": "", "key": "near"}

    report = bring_in(table(ROW | near))

    assert counts(report) == [1, 0, 0, 0, 1]
    assert "It looks like Rohrer et al. (2014)" in report.warnings[0].reason
    assert Reference.objects.count() == 2


def test_a_reference_that_looks_like_another_is_told_with_its_line(bring_in):
    ris = "TY  - JOUR\nTI  - {}\nAU  - Ni, Y.\nPY  - 2020\nER  - \n"
    title = "Number lines in primary schools of three regions"

    report = bring_in(ris.format(title) + ris.format(title.removesuffix("s")))

    assert counts(report) == [2, 0, 0, 0, 1]
    assert report.warnings[0].line == 6


def test_a_dry_run_warns_and_refuses_alike_and_writes_nothing(bring_in):
    text = table(ROW | MEANS | {"intervention_sd": "0"}, GOOD | {"effect_size": "x"})

    report = bring_in(text, dry_run=True)

    assert counts(report) == [1, 0, 0, 1, 1]
    assert not Study.objects.exists()
