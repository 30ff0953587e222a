"""A query as typed, taken apart. Any string parses; what means nothing is left out.

words          any of them, at least two (`api.Engine.find` says how many)
"a phrase"     must be there as it stands
-word          must not be there; -"a phrase" neither
one OR other   one of them must be there; | is the same
author:krueger title:"number line"    must be there, in that field
year:2015..2020 phase:ks2 design:rct  limits, see `evidence.search.limits`
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from evidence.search import formulae
from evidence.search.text import clean, question_words_removed, shape_terms, terms

MAX_LENGTH = 2000  # characters; the rest of a longer query is left out
MAX_TERMS = 64
MAX_REPEATED = 2 * MAX_TERMS
MAX_CLAUSES = 16  # of each kind
MAX_WORDS_WITH_OPERATORS = 30  # a longer text was pasted: its quotes quote, no more

TEXT_FIELDS = {"author": "authors", "title": "title"}
LIMITS = ("year", "outcome", "subject", "phase", "design", "kind")
_NAMES = "|".join((*TEXT_FIELDS, *LIMITS))
_PARTS = re.compile(
    rf"(?<!\S)(?P<minus>-+)?(?:(?P<field>{_NAMES}):\s*)?"
    r'(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))'
    r'|(?P<rest>[^\s"]+)|"',
    re.IGNORECASE,
)
_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"') | dict.fromkeys("−–—", "-"))
_OR = frozenset({"OR", "|", "||"})


@dataclass(frozen=True)
class Clause:
    """A phrase, a word to leave out, or a word of a field: as typed, and as terms."""

    text: str
    terms: tuple[str, ...]
    field: str = ""  # a document's field; empty for all


@dataclass(frozen=True)
class Limit:
    """A limit as typed: `-phase:ks2` is the field "phase", the value "ks2", without."""

    field: str
    value: str
    without: bool = False


@dataclass(frozen=True)
class ParsedQuery:
    """A query as typed, taken apart."""

    text: str = ""  # the words, without phrases, exclusions and field words
    words: tuple[str, ...] = ()  # their terms, each once
    repeated: tuple[str, ...] = ()  # as often as typed: a word said twice weighs more
    phrases: tuple[Clause, ...] = ()
    alternatives: tuple[tuple[Clause, ...], ...] = ()  # of each, one must be there
    excluded: tuple[Clause, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for and nothing to leave out: everything matches."""
        return not (self.required or self.words or self.excluded or self.limits)

    @property
    def required(self) -> tuple[tuple[Clause, ...], ...]:
        """Phrases and alternatives alike: of each group one clause must be there."""
        return (*((phrase,) for phrase in self.phrases), *self.alternatives)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term to look for, each once: what is marked in the extracts."""
        inside = (term for group in self.required for c in group for term in c.terms)
        return tuple(dict.fromkeys((*self.words, *inside)))


class _Part(NamedTuple):
    """One piece of the query: loose words are no clause of their own."""

    minus: bool
    field: str
    text: str
    is_phrase: bool


def parse(text: str) -> ParsedQuery:
    """Take a query apart. Never fails."""
    text = clean(text[:MAX_LENGTH])
    formula = shape_terms(text)
    text = text.translate(_QUOTES)
    if len(text.split()) > MAX_WORDS_WITH_OPERATORS:
        return _parsed([], text.replace('"', " "), formula)
    groups, loose = _grouped(_parts(_formulae_glued(text)))
    return _parsed(groups, " ".join(loose), formula)


def _formulae_glued(text: str) -> str:
    """Formulae without the spaces before a minus: "5 -3 = 2" leaves nothing out."""
    pieces: list[str] = []
    place = 0
    for _shape, start, end in formulae.shapes(text):
        if start >= place:
            pieces += [text[place:start], text[start:end].replace(" -", " - ")]
            place = end
    return "".join((*pieces, text[place:]))


def _parts(text: str) -> Iterator[_Part]:
    for found in _PARTS.finditer(text):
        field = (found["field"] or "").lower()
        written = found["phrase"] if found["phrase"] is not None else found["word"]
        if written is None:
            written = found["rest"] or ""
        yield _Part(bool(found["minus"]), field, written, found["phrase"] is not None)


def _grouped(parts: Iterator[_Part]) -> tuple[list[list[_Part]], list[str]]:
    """Parts joined by OR in one group; loose words apart, in their order."""
    groups: list[list[_Part]] = []
    joins = False
    for part in parts:
        if part.text in _OR and not (part.field or part.is_phrase or part.minus):
            joins = bool(groups) and _can_be_alternative(groups[-1][-1])
            continue
        if joins and _can_be_alternative(part):
            groups[-1].append(part)
        else:
            groups.append([part])
        joins = False
    loose = [g[0].text for g in groups if len(g) == 1 and _is_loose(g[0])]
    return [g for g in groups if len(g) > 1 or not _is_loose(g[0])], loose


def _can_be_alternative(part: _Part) -> bool:
    return not part.minus and part.field not in LIMITS


def _is_loose(part: _Part) -> bool:
    return not (part.minus or part.field or part.is_phrase)


def _parsed(
    groups: list[list[_Part]], loose: str, formula: tuple[str, ...]
) -> ParsedQuery:
    plain = question_words_removed(loose)
    said = [*terms(plain), *formula]
    words = tuple(dict.fromkeys(said))[:MAX_TERMS]
    clauses = [part for group in groups if len(group) == 1 for part in group]
    texts = [part for part in clauses if part.field not in LIMITS]
    return ParsedQuery(
        text=plain.strip(),
        words=words,
        repeated=tuple(term for term in said if term in words)[:MAX_REPEATED],
        phrases=_clauses(part for part in texts if not part.minus),
        alternatives=_alternatives(group for group in groups if len(group) > 1),
        excluded=_clauses(part for part in texts if part.minus),
        limits=tuple(
            Limit(part.field, part.text.strip(), part.minus)
            for part in clauses
            if part.field in LIMITS
        )[:MAX_CLAUSES],
    )


def _alternatives(groups: Iterator[list[_Part]]) -> tuple[tuple[Clause, ...], ...]:
    found = (_clauses(iter(group)) for group in groups)
    return tuple(group for group in found if group)[:MAX_CLAUSES]


def _clauses(parts: Iterator[_Part]) -> tuple[Clause, ...]:
    """What has a term, as clauses."""
    made = (
        Clause(
            part.text.strip("- "),
            tuple(terms(part.text))[:MAX_TERMS],
            TEXT_FIELDS.get(part.field, ""),
        )
        for part in parts
    )
    return tuple(clause for clause in made if clause.terms)[:MAX_CLAUSES]
