"""CSL-JSON: an array of items, or one item."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evidence.formats.items import Item, UnreadableFile

SPACE = re.compile(r"\s*")


def read(text: str) -> Iterator[Item]:
    """The items with the lines on which they begin.

    Raises:
        UnreadableFile: the text is not whole, valid JSON.
    """
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    for place, value in _values(text, decoder):
        yield Item(line=text.count("\n", 0, place) + 1, csl=value)


def _values(text: str, decoder: json.JSONDecoder) -> Iterator[tuple[int, Any]]:
    """Each value of the array with its place, found one after the other."""
    place = _after_space(text, 0)
    if not text.startswith("[", place):
        value, end = _decode(text, place, decoder)
        _expect_end(text, end)
        yield place, value
        return
    place = _after_space(text, place + 1)
    while not text.startswith("]", place):
        value, end = _decode(text, place, decoder)
        yield place, value
        place = _after_space(text, end)
        if text.startswith(",", place):
            place = _after_space(text, place + 1)
        elif not text.startswith("]", place):
            raise _broken(text, place)
    _expect_end(text, place + 1)


def _decode(text: str, place: int, decoder: json.JSONDecoder) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, place)
    except json.JSONDecodeError as error:
        unended = error.msg.startswith("Unterminated string")
        raise _broken(text, len(text) if unended else error.pos) from error
    except (RecursionError, ValueError) as error:
        raise _broken(text, place) from error


def _expect_end(text: str, place: int) -> None:
    if _after_space(text, place) < len(text):
        raise _broken(text, place)


def _after_space(text: str, place: int) -> int:
    match = SPACE.match(text, place)
    return match.end() if match else place


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _broken(text: str, place: int) -> UnreadableFile:
    line = text.count("\n", 0, place) + 1
    if place >= len(text.rstrip()):
        return UnreadableFile(_("The JSON ends before it is complete: was it cut off?"))
    return UnreadableFile(
        _("This is not valid JSON: see line %(line)d.") % {"line": line}
    )


def pieces(items: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """An array of the items, each with the name it is cited by as its id."""
    yield "["
    for number, (name, csl) in enumerate(items):
        yield (",\n" if number else "\n") + json.dumps(
            {"id": name, **csl}, ensure_ascii=False, indent=2
        )
    yield "\n]\n"
