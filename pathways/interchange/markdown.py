"""A Markdown outline: headings, and bullets or numbers beneath them.

Ours stands in comments, which no renderer shows; a person may write `{.barrier
edge=explains}` behind a label instead.
"""

import re
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pathways.interchange.documents import MapDocument, MapNode, PageLink, Topic
from pathways.interchange.notes import note_of, paragraphs
from pathways.interchange.shape import tidy

# Beyond it markdown-it drops what follows without a word; the limit on levels, a
# quarter of it, refuses such a file first.
NESTING = 100
COMMENT = re.compile(r"<!--\s*mesh\b(.*?)-->", re.DOTALL)
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LISTED = re.compile(
    r"\s*\{((?:[#.][\w-]+|\w+=[\w./-]+)(?:\s+(?:[#.][\w-]+|\w+=[\w./-]+))*)\}$"
)
CHECKBOX = re.compile(r"\[([ xX])\]\s+")
SPECIAL = re.compile(r"([\\`*_\[\]<>&~{}|$])")
LEADING = re.compile(r"^([-+#=:]|\d{1,9}(?=[.)]))")


def read(text: str, document: MapDocument) -> None:
    """Add the nodes of an outline to a document.

    Raises:
        UnreadableMap: there are too many nodes or levels.
    """
    text = _without_front_matter(text, document)
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING})
    _Reader(document).read(parser.parse(text))


def _without_front_matter(text: str, document: MapDocument) -> str:
    found = FRONT_MATTER.match(text)
    if not found:
        return text
    for line in found[1].splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "title":
            document.title = value.strip().strip("\"'")
        elif value.strip():
            words = _("“%s” of the head of the file was left out.") % line.strip()[:80]
            document.remark(Topic.ATTRIBUTE, words)
    return "\n" * found[0].count("\n") + text[found.end() :]


class _Reader:
    """Follows the tokens, and knows at which heading, list and node it is."""

    def __init__(self, document: MapDocument) -> None:
        self.document = document
        self.heading = 0  # the level of the heading above, 0 before the first
        self.lists = 0
        self.quotes = 0
        self.wanted = 0  # the level of the node whose label comes next, 0 for none
        self.line = 1

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.map:
                self.line = token.map[0] + 1
            handle = getattr(self, f"on_{token.type}", None)
            if handle:
                handle(token)

    def on_heading_open(self, token: Token) -> None:
        if self.lists:
            return  # within a bullet it is only large print
        self.heading = int(token.tag[1])
        self.wanted = self.heading

    def on_bullet_list_open(self, _token: Token) -> None:
        self.lists += 1

    def on_bullet_list_close(self, _token: Token) -> None:
        self.lists -= 1

    on_ordered_list_open = on_bullet_list_open
    on_ordered_list_close = on_bullet_list_close

    def on_list_item_open(self, _token: Token) -> None:
        self.wanted = 0 if self.quotes else self.heading + self.lists

    def on_list_item_close(self, _token: Token) -> None:
        if self.wanted and not self.quotes:  # an empty bullet
            self._add(MapNode(label="", level=self.wanted, line=self.line))

    def on_blockquote_open(self, _token: Token) -> None:
        self.quotes += 1

    def on_blockquote_close(self, _token: Token) -> None:
        self.quotes -= 1

    def on_inline(self, token: Token) -> None:
        if self.wanted and not self.quotes:
            self._add(self._node(token))
        else:
            self._note(_words(token))

    def on_fence(self, token: Token) -> None:
        self._note(token.content)

    on_code_block = on_fence

    def on_html_block(self, token: Token) -> None:
        ours = COMMENT.search(token.content)
        if ours and self.wanted:  # a node without a label
            node = MapNode(label="", level=self.wanted, line=self.line)
            _describe(node, ours[1], "")
            self._add(node)
        elif words := strip_tags(token.content).strip():
            self._note(unescape(words))

    def _add(self, node: MapNode) -> None:
        self.document.add(node)
        self.wanted = 0

    def _note(self, words: str) -> None:
        if self.document.nodes:
            node = self.document.nodes[-1]
            node.note = note_of([node.note, words])
        elif words.strip():
            cut = " ".join(words.split())[:120]
            self.document.remark(
                Topic.NOTE,
                _("The text in front of the first node was left out: “%s”.") % cut,
            )

    def _node(self, token: Token) -> MapNode:
        comments, links, images = [], [], []
        label = ""
        for child in token.children or ():
            if child.type == "html_inline":
                comments += COMMENT.findall(child.content)
            elif child.type == "link_open":
                links.append(str(child.attrs.get("href", "")))
            elif child.type == "image":
                images.append(str(child.attrs.get("src", "")))
            label += _visible(child)
        node = MapNode(label=label.strip(), level=self.wanted, line=self.line)
        if not comments:  # written by hand, or by another program
            self._untick(node)
            if listed := LISTED.search(node.label):
                node.label = node.label[: listed.start()]
                comments = [listed[1]]
        _describe(node, comments[0] if comments else "", links[0] if links else "")
        self._remark(node, links[1:], images)
        return node

    def _untick(self, node: MapNode) -> None:
        if box := CHECKBOX.match(node.label):
            node.label = node.label[box.end() :]
            if box[1] != " ":
                words = _("It is ticked as done; a map has no such mark.")
                self.document.remark(Topic.ATTRIBUTE, words, node)

    def _remark(self, node: MapNode, links: list[str], images: list[str]) -> None:
        for link in links:
            words = _("It has more than one link; %s was left out.") % link[:120]
            self.document.remark(Topic.LINK, words, node)
        for image in images:
            words = _("The picture %s was left out. Add it in the editor.")
            self.document.remark(Topic.MEDIA, words % image[:120], node)


def _visible(child: Token) -> str:
    if child.type in {"text", "code_inline", "image"}:
        return child.content
    return " " if child.type in {"softbreak", "hardbreak"} else ""


def _words(token: Token) -> str:
    """A paragraph as plain text, addresses behind the words that link to them."""
    pieces: list[str] = []
    address = ""
    for child in token.children or ():
        if child.type == "link_open":
            address = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            if pieces[-1:] != [address]:  # not one that stands for itself
                pieces.append(f" ({address})")
        else:
            pieces.append(_visible(child))
    return "".join(pieces)


def _describe(node: MapNode, listed: str, url: str) -> None:
    """Give a node what a comment or an attribute list says of it."""
    found: dict[str, Any] = {}
    for word in listed.split():
        name, _equals, value = word.partition("=")
        if word.startswith("#"):
            found["id"] = word[1:]
        elif word.startswith("."):
            found["kind"] = word[1:]
        else:
            found[name] = value
    node.id = found.get("id", "")
    node.kind = found.get("kind", "")
    node.edge = found.get("edge", "")
    node.page = PageLink.of(url, found.get("page", ""))


def write(document: MapDocument) -> str:
    """The map as a heading and nested bullets, readable wherever Markdown is shown."""
    lines: list[str] = []
    for node in document.nodes:
        lines += _heading(node) if node.level == 1 else _bullet(node)
    return "\n".join(lines) + "\n"


def _heading(node: MapNode) -> list[str]:
    return [f"# {_label(node)}", "", *_quoted(node, "")]


def _bullet(node: MapNode) -> list[str]:
    indent = "  " * (node.level - 2)
    quoted = _quoted(node, f"{indent}  ")
    return [f"{indent}- {_label(node)}", *(("", *quoted) if quoted else ())]


def _label(node: MapNode) -> str:
    text = escape(tidy(node.label))
    page = node.page or PageLink()
    if page.url and text:
        text = f"[{text}]({_address(page.url)})"
    parts = {
        "id": node.id,
        "kind": node.kind,
        "edge": node.edge,
        "page": page.reference,
    }
    comment = " ".join(f"{name}={value}" for name, value in parts.items() if value)
    return f"{text} <!-- mesh {comment} -->" if text else f"<!-- mesh {comment} -->"


def _address(url: str) -> str:
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _quoted(node: MapNode, indent: str) -> list[str]:
    lines: list[str] = []
    for index, line in enumerate(paragraphs(node.note)):
        lines += [f"{indent}>"] if index else []
        lines.append(f"{indent}> {escape(line)}")
    return [*lines, ""] if lines else []


def escape(text: str) -> str:
    """Text in which nothing is Markdown."""
    return LEADING.sub(_escape_leading, SPECIAL.sub(r"\\\1", text))


def _escape_leading(found: re.Match[str]) -> str:
    mark = found[1]
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"
