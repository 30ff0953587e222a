"""Our JSON-LD: a context and the nodes in "@graph", one a line; or a single record.

A file that was written here is read line by line and takes the memory of its largest
record. One that another program has laid out anew is read whole.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from evidence.formats.items import UnreadableFile

OPENING = '{"@context": %s, "@graph": [\n'
CLOSING = "\n]}\n"
GRAPH = '"@graph": ['
MAX_WHOLE = 50 * 1024 * 1024  # bytes of a file that is not laid out line by line


@dataclass(frozen=True)
class Node:
    """A node as the file has it, not yet checked; or why it could not be read.

    `line` is the line of the file, from 1; in a file that is not laid out line by line,
    the number of the node.
    """

    line: int
    value: Mapping[str, Any] | None = None
    reason: str = ""

    @property
    def types(self) -> set[str]:
        """Its classes."""
        found = (self.value or {}).get("@type", ())
        return {found} if isinstance(found, str) else set(map(str, found))


def pieces(nodes: Iterable[Mapping[str, Any]], *, context: str) -> Iterator[str]:
    """A document of the nodes, each on a line of its own."""
    yield OPENING % json.dumps(context)
    for number, node in enumerate(nodes):
        yield (",\n" if number else "") + json.dumps(node, ensure_ascii=False)
    yield CLOSING


def count(path: Path) -> int:
    """How many nodes there may be, for telling the progress."""
    with path.open(encoding="utf-8-sig") as file:
        return max(1, sum(1 for _line in file) - 2)


def read(path: Path) -> Iterator[Node]:
    """The nodes in their order.

    Raises:
        UnreadableFile: it is no JSON, or too large to be read whole.
    """
    with path.open(encoding="utf-8-sig") as file:
        by_line = file.readline().rstrip().endswith(GRAPH)
    return _by_line(path) if by_line else _whole(path)


def _by_line(path: Path) -> Iterator[Node]:
    number = 1
    with path.open(encoding="utf-8-sig") as file:
        file.readline()
        for number, line in enumerate(file, start=2):
            text = line.strip().removesuffix(",")
            if text == CLOSING.strip():
                return
            if text:
                yield _node(number, text)
    yield Node(number, reason=_("The file ends before it is complete: fetch it again."))


def _node(line: int, text: str) -> Node:
    try:
        value = _loads(text)
    except ValueError:
        return Node(line, reason=_("This line is not valid JSON."))
    return _checked(line, value)


def _checked(line: int, value: Any) -> Node:
    if not isinstance(value, Mapping):
        return Node(line, reason=_("This is not a record but a plain value."))
    return Node(line, value)


def _whole(path: Path) -> Iterator[Node]:
    if path.stat().st_size > MAX_WHOLE:
        raise UnreadableFile(
            _("The file is too large to be read whole: put each node on its own line.")
        )
    try:
        value = _loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(_("This is not valid JSON: %s.") % error) from error
    if isinstance(value, Mapping) and "@graph" in value:
        value = value["@graph"]
    every = value if isinstance(value, list) else [value]
    return (_checked(number, each) for number, each in enumerate(every, start=1))


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse)


def _refuse(name: str) -> NoReturn:
    """JSON has no NaN and no Infinity."""
    raise ValueError(name)
