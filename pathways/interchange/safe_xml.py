"""XML as a light tree with line numbers, read without entities and without recursion."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from defusedxml import expatreader
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from pathways.interchange.documents import UnreadableMap

MAX_DEPTH = 300  # of elements; notes in HTML nest too, so more than a map's levels
BLOCKS = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass
class Element:
    """An element, with the line of the file on which it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list["Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name, "")

    def children(self, *names: str) -> Iterator["Element"]:
        """The elements directly within, of these names or of any."""
        for each in self.content:
            if isinstance(each, Element) and (not names or each.name in names):
                yield each

    def first(self, name: str) -> "Element | None":
        """The first element of a name directly within."""
        return next(self.children(name), None)

    def words(self) -> str:
        """All text within, a line for each block of HTML, without empty lines."""
        pieces: list[str] = []
        _gather(self, pieces)
        lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def _gather(element: Element, pieces: list[str]) -> None:
    for each in element.content:
        if isinstance(each, str):
            pieces.append(" ".join(each.split("\n")))
        elif each.name.lower() not in {"head", "style", "script"}:
            _gather(each, pieces)
            if each.name.lower() in BLOCKS:
                pieces.append("\n")


class _TreeBuilder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[Element] = [Element("", {}, 0)]
        self.locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - SAX's name
        self.locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX's name
        line = self.locator.getLineNumber()
        if len(self.open) > MAX_DEPTH:
            raise UnreadableMap(
                _("Line %(line)d is more than %(most)d levels deep: this is no map.")
                % {"line": line, "most": MAX_DEPTH}
            )
        element = Element(name, dict(attrs), line)
        self.open[-1].content.append(element)
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].content.append(content)


def parse(text: str) -> Element:
    """The root of a document.

    Raises:
        UnreadableMap: it is not well-formed, is cut off, nests too deep, or declares
            a document type or entities, by which a file can do harm.
    """
    source = InputSource()
    source.setCharacterStream(StringIO(text))
    builder = _TreeBuilder()
    parser = expatreader.create_parser(forbid_dtd=True)
    parser.setContentHandler(builder)
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        raise UnreadableMap(
            _(
                "The file declares a document type or entities (<!DOCTYPE …>). They can "
                "do harm, so it was not read. Take that line out, or export it anew."
            )
        ) from error
    except SAXParseException as error:
        raise UnreadableMap(_broken(error)) from error
    return next(builder.open[0].children())


def _broken(error: Any) -> str:
    return _(
        "Line %(line)d is not valid XML (%(reason)s). Is the file complete? Export it "
        "anew."
    ) % {"line": error.getLineNumber(), "reason": error.getMessage()}
