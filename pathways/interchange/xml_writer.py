"""XML written element by element, without characters that XML cannot hold."""

import re
from collections.abc import Mapping
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class XmlWriter:
    """Writes to a string; the caller closes what it opens, in order."""

    def __init__(self) -> None:
        self._file = StringIO()
        self._xml = SimplerXMLGenerator(
            self._file, encoding="utf-8", short_empty_elements=True
        )

    def declare(self) -> None:
        """Begin with the XML declaration."""
        self._xml.startDocument()

    def open(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Start an element."""
        seen = {key: UNSEEN.sub("", value) for key, value in (attributes or {}).items()}
        self._xml.startElement(name, AttributesImpl(seen))

    def close(self, *names: str) -> None:
        """End elements, the innermost first."""
        for name in names:
            self._xml.endElement(name)

    def add(
        self, name: str, text: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        """An element with nothing but text in it."""
        self.open(name, attributes)
        if text:
            self._xml.characters(UNSEEN.sub("", text))
        self.close(name)

    def new_line(self) -> None:
        """A line end for those who read the file."""
        self._xml.ignorableWhitespace("\n")

    def text(self) -> str:
        """What was written."""
        return self._file.getvalue()
