"""Rows, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Row = TypeVar("Row")


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Lists of `size` rows, the last of what is left; read when they are asked for.

    `itertools.batched`, which Python has from 3.12 on, with lists for tuples.
    """
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
