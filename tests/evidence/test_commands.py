"""`import_evidence` and `export_evidence` as they are typed."""

import json

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Finding, Reference
from tests.evidence.importing.rows import ROW, table
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_text(table(ROW, {**ROW, "effect_size": "1,05", "outcome": "B"}))
    return path


def test_the_report_names_numbers_lines_and_reasons(file, capsys):
    call_command("import_evidence", file)

    out = capsys.readouterr().out
    assert "Line 3 refused: effect_size “1,05”: write a decimal point" in out
    assert "1 created, 0 updated, 0 unchanged, 1 refused; 0 warnings." in out


def test_citations_are_rendered_after_the_import(file):
    call_command("import_evidence", file)

    assert "<i>Psychonomic" in Reference.objects.get().citation_html


def test_a_dry_run_says_that_it_wrote_nothing(file, capsys):
    call_command("import_evidence", file, dry_run=True)

    assert "nothing has been written" in capsys.readouterr().out
    assert not Finding.objects.exists()


def test_many_refusals_are_cut_short(file, capsys, monkeypatch):
    for module in ("importing.report", "management.commands.import_evidence"):
        monkeypatch.setattr(f"evidence.{module}.KEPT_REMARKS", 0)

    call_command("import_evidence", file)

    assert "Only the first are listed" in capsys.readouterr().out


def test_the_full_report_holds_every_remark(file, tmp_path, monkeypatch):
    monkeypatch.setattr("evidence.importing.report.KEPT_REMARKS", 0)
    report = tmp_path / "report.csv"

    call_command("import_evidence", file, report=report)

    assert report.read_text(encoding="utf-8-sig").splitlines()[0] == "line,what,reason"
    assert '3,refused,"effect_size “1,05”' in report.read_text(encoding="utf-8-sig")


def test_a_report_that_can_not_be_written_is_one_sentence(file, tmp_path):
    with pytest.raises(CommandError, match="report can't be written"):
        call_command("import_evidence", file, report=tmp_path / "no" / "report.csv")
    assert not Finding.objects.exists()


def test_a_log_gets_plain_lines_of_progress(file, capsys):
    call_command("import_evidence", file)

    assert "Rows: 1 / 2\nRows: 2 / 2\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [({}, "none of RIS"), ({"format": "ris"}, "This is not RIS")],
)
def test_a_wrong_file_is_one_sentence(tmp_path, options, message):
    path = tmp_path / "page.csv"
    path.write_text("<html>")

    with pytest.raises(CommandError, match=message):
        call_command("import_evidence", path, **options)


def test_what_is_exported_is_imported_unchanged(tmp_path, capsys):
    FindingFactory()
    for form in ("csv", "csl", "ris", "bibtex"):
        path = tmp_path / form
        call_command("export_evidence", format=form, output=path)
        call_command("import_evidence", path)
        assert "0 created, 0 updated, 1 unchanged, 0 refused; 0 warnings." in (
            capsys.readouterr().out
        )


def test_an_export_without_a_file_is_written_to_the_screen(capsys):
    FindingFactory()

    call_command("export_evidence", format="csl")

    assert json.loads(capsys.readouterr().out)[0]["type"] == "article-journal"


def test_an_export_to_nowhere_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_evidence", output=tmp_path / "no" / "file.csv")
