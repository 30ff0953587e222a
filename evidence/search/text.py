"""Text for the search: words to terms, the query as typed to its parts.

Every engine sees words the same way: folded, spelled one way, synonyms contracted,
stop words out, stemmed (Snowball English; Elasticsearch does the same itself).
"""

import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import snowballstemmer

from evidence.search import language

MAX_QUERY_LENGTH = 2000  # characters; the rest of a longer query is left out
MAX_QUERY_TERMS = 64
MAX_REPEATED = 2 * MAX_QUERY_TERMS
MAX_WORD_LENGTH = 64
MAX_WORDS_WITH_OPERATORS = 30  # a longer text was pasted: its quotes quote, no more
VERSION = 2  # of what is indexed, beside the lists; a change asks for a rebuild

# A word: letters, digits, combining accents; an apostrophe may stand within.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’](?:[^\W_]|[\u0300-\u036f])+)*")
_PARTS = re.compile(r'(?<!\S)(?P<minus>-+)?"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|"')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"') | dict.fromkeys("−–—", "-"))
_INVISIBLE = {"Cc": " ", "Cf": "", "Cs": " ", "Zl": " ", "Zp": " "}
_SPELLING = [(re.compile(rule), written) for rule, written in language.SPELLING]
_STOP_WORDS = frozenset(language.STOP_WORDS)
_stemmer = snowballstemmer.stemmer("english")


class Term(NamedTuple):
    """A term with the characters of the text it came from."""

    term: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """A phrase, or a word to leave out: as typed, and as terms in order."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class ParsedQuery:
    """A query as typed, taken apart: words, "phrases", -words to leave out."""

    text: str = ""  # the words, without phrases and exclusions
    words: tuple[str, ...] = ()  # their terms, each once
    repeated: tuple[str, ...] = ()  # as often as typed: a word said twice weighs more
    phrases: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for and nothing to leave out: everything matches."""
        return not (self.words or self.phrases or self.excluded)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term to look for, each once: what is marked in the extracts."""
        inside = (term for phrase in self.phrases for term in phrase.terms)
        return tuple(dict.fromkeys((*self.words, *inside)))


def clean(text: str) -> str:
    """The text without control and direction characters, in composed form."""
    kept = "".join(_INVISIBLE.get(unicodedata.category(char), char) for char in text)
    return unicodedata.normalize("NFC", kept)


def parse(text: str) -> ParsedQuery:
    """Take a query apart. Any string parses; what means nothing is left out."""
    text = clean(text[:MAX_QUERY_LENGTH]).translate(_QUOTES)
    loose: list[str] = []
    phrases: list[Clause] = []
    excluded: list[Clause] = []
    if len(text.split()) > MAX_WORDS_WITH_OPERATORS:
        text = text.replace('"', " ").replace(" -", " ")
    for part in _PARTS.finditer(text):
        phrase, word = part["phrase"], part["word"] or ""
        if phrase is not None:
            (excluded if part["minus"] else phrases).append(_clause(phrase))
        elif word.startswith("-"):
            excluded.append(_clause(word))
        else:
            loose.append(word)
    plain = telling(" ".join(loose))
    said = terms(plain)
    words = tuple(dict.fromkeys(said))[:MAX_QUERY_TERMS]
    return ParsedQuery(
        text=plain.strip(),
        words=words,
        repeated=tuple(term for term in said if term in words)[:MAX_REPEATED],
        phrases=_kept(phrases),
        excluded=_kept(excluded),
    )


def telling(text: str) -> str:
    """The text without the words of a question; as it is, if it has no others."""
    kept = _WORD.sub(
        lambda match: (
            "" if _fold(match.group()) in language.QUESTION_WORDS else match.group()
        ),
        text,
    )
    return kept if terms(kept) else text


def _clause(text: str) -> Clause:
    return Clause(text.strip("- "), tuple(terms(text))[:MAX_QUERY_TERMS])


def _kept(clauses: list[Clause]) -> tuple[Clause, ...]:
    return tuple(clause for clause in clauses if clause.terms)[:MAX_QUERY_TERMS]


def terms(text: str) -> list[str]:
    """The terms of a text, in order."""
    return [found.term for found in analyse(text)]


def analyse(text: str) -> Iterator[Term]:
    """The terms of a text with their places; a synonym of several words is one term."""
    matches = list(_WORD.finditer(text))
    words = [_normalise(match.group()) for match in matches]
    place = 0
    while place < len(words):
        length, term = _contraction(words, place) or (1, _stem(words[place]))
        if term:
            yield Term(term, matches[place].start(), matches[place + length - 1].end())
        place += length


def written_words(text: str) -> list[str]:
    """The words of a text as people write them: folded, but neither spelled nor stemmed."""
    return [_fold(match.group()) for match in _WORD.finditer(text)]


@functools.cache
def known_words() -> frozenset[str]:
    """Every word of the synonym list: never taken for a misspelling."""
    return frozenset(
        word
        for variants, _contracted in language.SYNONYMS
        for word in written_words(variants)
    )


@functools.cache
def fingerprint() -> str:
    """Changes when the way words are analysed changes; an index of another is stale."""
    rules = [
        VERSION,
        language.STOP_WORDS,
        language.SPELLING,
        language.SYNONYMS,
        language.STEMS,
        MAX_WORD_LENGTH,
    ]
    return hashlib.sha256(json.dumps(rules).encode()).hexdigest()[:12]


def _fold(word: str) -> str:
    """Lower case, no accents, no possessive."""
    word = unicodedata.normalize("NFKD", word).replace("’", "'").lower()
    word = word.removesuffix("'s")
    return "".join(char for char in word if char.isalnum())[:MAX_WORD_LENGTH]


@functools.lru_cache(maxsize=100_000)
def _normalise(word: str) -> str:
    """The word folded and spelled one way."""
    word = _fold(word)
    for rule, written in _SPELLING:
        word = rule.sub(written, word)
    return word


@functools.lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """The stem of a normalised word; nothing for a stop word."""
    if word in _STOP_WORDS:
        return ""
    return language.STEMS.get(word) or _stemmer.stemWord(word)


@functools.cache
def _contractions() -> dict[str, list[tuple[list[str], str]]]:
    """By first word: the variants, longest first, with what they become."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for variants, contracted in language.SYNONYMS:
        for variant in variants.split(","):
            words = [_normalise(word) for word in variant.split()]
            table.setdefault(words[0], []).append((words, _stem(contracted)))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return table


def _contraction(words: list[str], place: int) -> tuple[int, str] | None:
    """How many words from here on are one synonym, and its term."""
    for variant, term in _contractions().get(words[place], ()):
        if words[place : place + len(variant)] == variant:
            return len(variant), term
    return None


def replace_words(text: str, replacements: Mapping[str, str]) -> str:
    """The text with some words, given as `written_words` has them, replaced."""
    if not replacements:
        return ""
    return _WORD.sub(
        lambda match: replacements.get(_fold(match.group()), match.group()), text
    )
