"""The address of a search says what goes beyond the usual, and nothing else."""

import pytest
from django.http import QueryDict

from evidence.search import address


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("q=fractions", "?q=fractions"),
        ("q=fractions&sort=newest", "?q=fractions&sort=newest"),
        ("q=fractions&sort=relevance&page=1", "?q=fractions"),
        ("sort=newest", "?"),
        ("kind=barrier&kind=study&page=2", "?kind=barrier&kind=study&page=2"),
        ("sort=sideways&colour=red", "?"),
    ],
)
def test_an_address_is_written_as_it_was_read(written, kept):
    assert address.write(address.read(QueryDict(written))) == kept
