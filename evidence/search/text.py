"""Words to terms, the same for every engine.

Folded, spelled one way, synonyms contracted, stop words out, stemmed (Snowball
English). The engines are given terms, and analyse nothing themselves.
"""

import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import snowballstemmer

from evidence.search import formulae, language

MAX_WORD_LENGTH = 64
VERSION = 3  # of what is indexed, beside the lists; a change asks for a rebuild

# A word: letters, digits, combining accents; an apostrophe may stand within. A fraction
# or decimal is one word.
_LETTER = rf"(?:[^\W_{formulae.VULGAR}]|[\u0300-\u036f])"
_NUMBER = re.compile(formulae.NUMBER)
_WORD = re.compile(rf"{formulae.NUMBER}|{_LETTER}+(?:['’]{_LETTER}+)*")
_INVISIBLE = {"Cc": " ", "Cf": "", "Cs": " ", "Zl": " ", "Zp": " "}
_SPELLING = [(re.compile(rule), written) for rule, written in language.SPELLING]
_STOP_WORDS = frozenset(language.STOP_WORDS.split())
_QUESTION_WORDS = _STOP_WORDS | frozenset(language.QUESTION_WORDS.split())
_stemmer = snowballstemmer.stemmer("english")


class Term(NamedTuple):
    """A term with the characters of the text it came from."""

    term: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text without control and direction characters, in composed form."""
    kept = "".join(_INVISIBLE.get(unicodedata.category(char), char) for char in text)
    return unicodedata.normalize("NFC", kept)


def question_words_removed(text: str) -> str:
    """The text without the words of a question; as it is, if it has no others."""
    kept = _WORD.sub(
        lambda match: "" if _fold(match.group()) in _QUESTION_WORDS else match.group(),
        text,
    )
    return kept if terms(kept) else text


def terms(text: str) -> list[str]:
    """The terms of a text, in order."""
    return [found.term for found in analyse(text)]


def shape_terms(text: str) -> tuple[str, ...]:
    """The shapes of the formulae in a text, see `evidence.search.formulae`."""
    return tuple(shape for shape, _start, _end in formulae.shapes(text))


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
    """Lower case, no accents, no possessive; a fraction or decimal as its term."""
    if _NUMBER.fullmatch(word):
        return formulae.number(word)
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
