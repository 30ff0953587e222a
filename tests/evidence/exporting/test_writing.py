"""Files are written batch by batch, each in a constant number of queries."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.exporting.kinds import kinds
from evidence.exporting.selections import everything, listed
from evidence.exporting.writing import pieces
from evidence.importing.files import Form
from evidence.models import Reference
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db


def fill(number):
    for _each in range(number):
        study = FindingFactory(intervention="Number line work").study
        study.subjects.add(SubjectFactory())
        study.phases.add(PhaseFactory())


def queries(form):
    with CaptureQueriesContext(connection) as seen:
        "".join(pieces(everything(), form))
    return len(seen)


@pytest.mark.parametrize("form", kinds)
def test_a_batch_takes_the_same_queries_however_many_records_it_has(form):
    fill(2)
    few = queries(form)
    fill(20)

    assert queries(form) == few


@pytest.mark.parametrize("form", kinds)
def test_batches_are_joined_without_a_seam(form, monkeypatch):
    fill(5)
    whole = "".join(pieces(everything(), form))
    monkeypatch.setattr("evidence.exporting.selections.BATCH", 2)

    assert "".join(pieces(everything(), form)) == whole


def test_nothing_is_read_before_the_first_piece_is_asked_for(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        pieces(everything(), Form.CSV)


def test_a_large_file_comes_in_several_pieces(monkeypatch):
    fill(3)
    monkeypatch.setattr("evidence.exporting.writing.PIECE", 1000)

    assert len(list(pieces(everything(), Form.JSON_LD))) > 2


def test_a_record_that_went_in_the_meantime_is_passed_over():
    fill(1)
    (reference,) = Reference.objects.all()

    text = "".join(pieces(listed("some", [reference.pk + 1, reference.pk]), Form.CSL))

    assert [each["id"] for each in json.loads(text)] == [reference.slug]
