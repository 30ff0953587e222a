"""Is a file what it says it is?"""

import io
import zipfile

import pytest

from evidence.formats.items import UnreadableFile
from evidence.importing import files
from evidence.importing.files import Form, look_at

HEADER = "doi,intervention,outcome,outcome_kind,effect_metric\n"


def file_of(tmp_path, content, name="file.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("\ufeff" + HEADER, Form.CSV),
        (HEADER.replace(",", ";"), Form.CSV),
        ('[{"title": "T"}]', Form.CSL),
        ('  {"title": "T"}', Form.CSL),
        ("TY  - JOUR\nER  - \n", Form.RIS),
        ("\ufeffProvider: X\n\nTY - JOUR\r\nER -\r\n", Form.RIS),
        ("% made by X\n@article{a,\n", Form.BIBTEX),
    ],
)
def test_content_tells_the_format_whatever_the_name(tmp_path, content, form):
    source = look_at(file_of(tmp_path, content, name="file.docx"))

    assert source.form == form
    assert not source.text().startswith("\ufeff")


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", HEADER)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "file is empty"),
        (zipped(), "ZIP archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (HEADER.encode("utf-16"), "UTF-16"),
        (HEADER.encode() + "10.5555/a,Übung".encode("latin-1"), "Line 2 is not UTF-8"),
        (HEADER.encode() + b"\n\n\xc3", "Line 4 is not UTF-8"),
        (HEADER.encode() + b"a\n\0b", "Line 3 holds a NUL"),
        (b"<!doctype html><title>Sign in</title>", "none of RIS"),
        (b"\n \n", "none of RIS"),
        (b"hello", "none of RIS"),
    ],
)
def test_a_file_that_is_no_source_is_refused_with_one_sentence(
    tmp_path, content, message
):
    with pytest.raises(UnreadableFile, match=message):
        look_at(file_of(tmp_path, content, name="findings.csv"))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="There is no file"):
        look_at(tmp_path / "nothing.csv")


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="is a directory"):
        look_at(tmp_path)


def test_a_name_that_the_system_refuses_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match=r"can't be read|no file"):
        look_at(tmp_path / ("x" * 5000))


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_REFERENCES", 10)

    with pytest.raises(UnreadableFile, match="more than 0: divide it"):
        look_at(file_of(tmp_path, "TY  - JOUR\nER  - \n"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"title": "T"}]', "not RIS but CSL-JSON"),
        ("hello", "This is not RIS"),
    ],
)
def test_the_format_named_must_be_the_format(tmp_path, content, message):
    with pytest.raises(UnreadableFile, match=message):
        look_at(file_of(tmp_path, content), form=Form.RIS)


def test_the_format_named_is_taken_when_it_is_true(tmp_path):
    assert look_at(file_of(tmp_path, HEADER), form=Form.CSV).form == Form.CSV
