"""When two spellings are one name."""

import re
import unicodedata

KEY_LENGTH = 400  # a compatibility form can be longer than the name of 200 characters
MARKS = re.compile("[\u00ae\u2122\u00a9\u2120]")  # registered, trade mark, copyright
DASHES_AND_SPACE = re.compile(r"[\s\u2010-\u2015\u2212_-]+")
QUOTES = str.maketrans("", "", "'\"\u2018\u2019\u201c\u201d\u00b4`")


def name_key(name: str) -> str:
    """What spellings of one name share; "" for a text without a name.

    Case, kinds of dashes and quotation marks, dash or space, "&" or "and", a full stop
    at the end and marks of registration don't tell names apart. Everything else does:
    whether two such names are one thing, only a person can say.
    """
    marked = MARKS.sub("", name).replace("&", " and ").translate(QUOTES)
    plain = unicodedata.normalize("NFKC", marked).casefold()
    words = DASHES_AND_SPACE.sub(" ", plain).strip(" .")
    return (words or name.strip().casefold())[:KEY_LENGTH]
