"""Titles and extracts with the found words marked: escaped, with <mark> only."""

from collections.abc import Collection, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from evidence.search import formulae
from evidence.search.text import Term, analyse

EXTRACT_LENGTH = 180  # characters
MAX_EXTRACTS = 2
MAX_SEARCHED = 20_000  # characters of a text; an extract from further on is not missed
NEARBY = 20  # characters on each side that make two passages the same
MAX_CONSIDERED = 100  # matches in a text that may begin a passage


def marked(text: str, terms: Collection[str]) -> SafeString:
    """The whole text, escaped, with the words of these terms marked."""
    return _render(text, [found for found in analyse(text) if found.term in terms])


def formula_alike(
    symptoms: Sequence[str], terms: Collection[str]
) -> tuple[SafeString, ...]:
    """The first symptom with a formula of one of these shapes, the formula marked."""
    for text in symptoms:
        for shape, start, end in formulae.shapes(text):
            if shape in terms:
                _text, begin, last = _cut(text, max(0, start - 40), EXTRACT_LENGTH)
                return (_render_passage(text, begin, last, [Term(shape, start, end)]),)
    return ()


def extracts(texts: Sequence[str], terms: Collection[str]) -> tuple[SafeString, ...]:
    """The passages that hold most of the terms, from the first texts that hold any.

    Without a match: the beginning of the first text that is not empty.
    """
    passages: list[SafeString] = []
    for place, text in enumerate(texts):
        searched, before = text[:MAX_SEARCHED], texts[:place]
        found = [
            match
            for match in analyse(searched)
            if match.term in terms and not _was_said(searched, match, before)
        ]
        passages += _passages(searched, found, MAX_EXTRACTS - len(passages))
        if len(passages) >= MAX_EXTRACTS:
            break
    if passages:
        return tuple(passages)
    beginnings = (_cut(text, 0, 2 * EXTRACT_LENGTH) for text in texts if text.strip())
    return tuple(
        _render_passage(text, start, end, []) for text, start, end in beginnings
    )[:1]


def _was_said(text: str, match: Term, before: Sequence[str]) -> bool:
    """Whether an earlier text has the word in the same surroundings."""
    around = text[max(0, match.start - NEARBY) : match.end + NEARBY].strip()
    return any(around in other for other in before)


def _passages(text: str, found: list[Term], wanted: int) -> list[SafeString]:
    """Up to `wanted` passages that do not overlap, in the order of the text."""
    chosen: list[tuple[int, int]] = []
    first = found[:MAX_CONSIDERED]
    for start in sorted(
        first, key=lambda match: (-_richness(first, match), match.start)
    ):
        if len(chosen) == wanted:
            break
        _text, begin, end = _cut(text, max(0, start.start - 40), EXTRACT_LENGTH)
        if all(end <= other[0] or begin >= other[1] for other in chosen):
            chosen.append((begin, end))
    return [_render_passage(text, begin, end, found) for begin, end in sorted(chosen)]


def _richness(found: list[Term], first: Term) -> int:
    """How many different terms stand in a passage that begins with this one."""
    last = first.start + EXTRACT_LENGTH - 40
    return len({match.term for match in found if first.start <= match.start < last})


def _cut(text: str, start: int, length: int) -> tuple[str, int, int]:
    """A passage from about `start`, widened and narrowed to whole words."""
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    return text, start, min(end, len(text))


def _render_passage(text: str, start: int, end: int, found: list[Term]) -> SafeString:
    inside = [
        Term(match.term, match.start - start, match.end - start)
        for match in found
        if match.start >= start and match.end <= end
    ]
    body = _render(text[start:end], inside)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return mark_safe(f"{before}{body}{after}")  # noqa: S308 - body is escaped


def _render(text: str, found: Sequence[Term]) -> SafeString:
    pieces: list[str] = []
    place = 0
    for match in found:
        pieces += [
            escape(text[place : match.start]),
            "<mark>",
            escape(text[match.start : match.end]),
            "</mark>",
        ]
        place = match.end
    pieces.append(escape(text[place:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped
