"""What pupils write: fractions, decimals and whole formulae as terms.

`3/4`, `3 / 4` and `¾` are the same term, `3over4`; `0.25` is `0point25`. A formula has a
shape as well: `3/4 + 1/2 = 4/6` is fraction + fraction = fraction, so that a pupil's
other numbers find the same barrier. Terms are letters and digits only, as every term is.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_TEXT = 5000  # characters of a text that are searched for formulae
SLASHES = "/⁄∕"
MINUS = "−–-"  # the last one stays last: within brackets it would mean a span
VULGAR = "".join(
    char
    for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)
    if "⁄" in unicodedata.normalize("NFKD", char := chr(code))
)
FRACTION = (
    rf"(?<![\w{SLASHES}.])\d{{1,3}}\s?[{SLASHES}]\s?\d{{1,3}}(?![\w{SLASHES}]|\.\d)"
)
NUMBER = rf"[{VULGAR}]|{FRACTION}|(?<![\w.])\d+\.\d+(?![\w.]*\d)"

_OPERAND = (
    rf"(?:(?:\d{{1,6}}\s?)?[{VULGAR}]|(?:\d{{1,6}}\s)?\d{{1,3}}\s?[{SLASHES}]\s?\d{{1,3}}"
    r"|\d{1,6}(?:\.\d{1,6})?[a-zA-Z]?(?![a-zA-Z])|(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z]))"
)
_OPERATORS = {"+": "p", "×": "t", "*": "t", "·": "t", "÷": "o", "=": "e"}
_OPERATORS |= {"<": "l", ">": "g", "^": "u"} | dict.fromkeys(MINUS, "m")
_SIGN = rf"[+×*·÷=<>^{MINUS}]"
_FORMULA = re.compile(
    rf"{_OPERAND}(?:\s{{0,3}}{_SIGN}\s{{0,3}}[{MINUS}]?{_OPERAND}){{1,30}}"
)
_PIECE = re.compile(rf"(?P<operand>{_OPERAND})|(?P<sign>{_SIGN})")
_TELLING = frozenset("+×*·÷=")  # "5-7" is a span of ages, "p < .05" a statistic


def number(text: str) -> str:
    """The term of a fraction or decimal that `NUMBER` matched."""
    plain = unicodedata.normalize("NFKD", text).replace(" ", "")
    for slash in SLASHES:
        plain = plain.replace(slash, "over")
    return plain.replace(".", "point")


def shapes(text: str) -> Iterator[tuple[str, int, int]]:
    """The shape of each formula, and of what stands before its "=", with their places."""
    for found in _FORMULA.finditer(text[:MAX_TEXT]):
        written = found.group()
        if _TELLING.isdisjoint(written) or not re.search(r"[\d½¼¾]", written):
            continue
        shape = "".join(_letter(piece) for piece in _PIECE.finditer(written))
        yield f"shape{shape}", found.start(), found.end()
        before, equals, after = shape.partition("e")
        if equals and after and len(before) > 1:
            yield f"shape{before}", found.start(), found.end()


def _letter(piece: re.Match[str]) -> str:
    """F a fraction, d a decimal, v with a letter, n a number; or the operator's."""
    if sign := piece["sign"]:
        return _OPERATORS[sign]
    operand = piece["operand"]
    if any(char in operand for char in SLASHES + VULGAR):
        return "f"
    if any(char.isalpha() for char in operand):
        return "v"
    return "d" if "." in operand else "n"
