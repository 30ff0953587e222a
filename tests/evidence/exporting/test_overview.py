"""The sizes that the download page promises, held against the files."""

import pytest

from evidence.constants import EdgeKind
from evidence.exporting.kinds import kinds
from evidence.exporting.overview import of_everything
from evidence.exporting.selections import everything
from evidence.exporting.writing import pieces
from tests.factories.evidence import BarrierFactory, EdgeFactory, FindingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """More than are written to learn the sizes, and a graph beside them."""
    for number in range(50):
        finding = FindingFactory(intervention=f"Intervention {number % 20}")
        FindingFactory(study=finding.study, intervention="Another one")
    first, second = BarrierFactory(), BarrierFactory()
    EdgeFactory(source=first, kind=EdgeKind.EXPLAINS, target=second)


@pytest.mark.parametrize("form", kinds)
def test_a_size_is_about_that_of_the_file(records, form):
    (promised,) = (
        each.bytes for each in of_everything().files if each.kind.form == form
    )

    written = sum(len(piece.encode()) for piece in pieces(everything(), form))

    assert promised == pytest.approx(written, rel=0.1)


def test_without_records_only_headings_are_promised():
    assert max(each.bytes for each in of_everything().files) < 2000
