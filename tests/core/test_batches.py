"""Rows, some at a time."""

import pytest

from mesh.core.batches import batched


@pytest.mark.parametrize(
    ("rows", "batches"),
    [([], []), ([1], [[1]]), ([1, 2], [[1, 2]]), ([1, 2, 3], [[1, 2], [3]])],
)
def test_every_row_is_in_one_batch(rows, batches):
    assert list(batched(rows, 2)) == batches


def test_no_more_is_read_than_was_asked_for():
    rows = iter(range(10))

    next(batched(rows, 3))

    assert next(rows) == 3
