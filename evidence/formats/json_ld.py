"""Our JSON-LD: a context and the records in "@graph", one a line; or a single record.

Read value by value: a file of any size takes the memory of its largest record.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

OPENING = '{"@context": %s, "@graph": [\n'
CLOSING = "\n]}\n"


def pieces(records: Iterable[Mapping[str, Any]], *, context: str) -> Iterator[str]:
    """A document of the records, each on a line of its own."""
    yield OPENING % json.dumps(context)
    for number, record in enumerate(records):
        yield (",\n" if number else "") + json.dumps(record, ensure_ascii=False)
    yield CLOSING
