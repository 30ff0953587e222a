"""Awkward maps, as documents: what a round trip must bring back as it was."""

import random
import uuid

from evidence.constants import EdgeKind
from pathways.constants import NodeKind
from pathways.interchange.documents import MapDocument, MapNode, PageLink

AWKWARD_LABELS = [
    "Plain",
    "Größe, façade, naïve – “quoted” … 5 €",
    "العربية من اليمين إلى اليسار",
    "עברית (with English) 123",
    "👩🏽‍🏫 teaches 🧮 at 100 %",
    "<script>alert('x')</script> & <b>bold</b>",
    "&amp; &lt; &#65; &nbsp;",
    "\"double\" 'single' `code` ``two``",
    "*stars* _under_ **strong** ~~gone~~ $x$ | bar",
    "[link](https://example.org) ![picture](x.png) <https://example.org>",
    "# heading", "## heading ##", "- bullet", "+ plus", "1. first", "12) twelfth",
    "[ ] box", "[x] ticked", "> quoted", "--- ", "===", "```fence", "    indented",
    "=1+1", "+49 30 1234", "-5", "@sum", "'=quoted", "'", "''+x", "\\backslash\\",
    "a, b; c\ttab", "comma, and; semicolon", "{.barrier edge=explains}",
    "ends in brackets {#one .probe}", "<!-- mesh id=1 kind=gap -->", "--> <!--",
    "two  spaces inside", "3/4 + 1/2 = ?", "a_b_c", "x" * 160, "key: value",
    "Title\\", "trailing #", "https://example.org/a(b)c", "null", "true", "0",
    "e\u0301 combining, zero\u200bwidth, \u200fmark", "non\u00a0breaking\u202fspace ?",
    "sep=;", "level,label", "\N{LATIN SMALL LETTER I}\N{COMBINING DOT ABOVE}",
]  # fmt: skip
AWKWARD_NOTES = [
    "",
    "One paragraph.",
    "Two.\n\nParagraphs with *stars* & <tags>.",
    "=1+1\n\n- not a bullet\n\n# not a heading",
    "עברית\n\n👩🏽‍🏫\n\n> not a quotation",
    'A "quoted", semicolon; and a comma.',
    "Read on (https://example.org/a).",
]


def node(label, level, **fields):
    return MapNode(
        label=label, level=level, id=fields.pop("id", str(uuid.uuid4())), **fields
    )


def awkward_labels():
    nodes = [node("The start", 1, kind="symptom")]
    nodes += [
        node(label, 2 + index % 3 if index else 2, kind="barrier", edge="explains")
        for index, label in enumerate(AWKWARD_LABELS)
    ]
    return MapDocument(title="Awkward", nodes=nodes)


def awkward_root(label):
    return MapDocument(title="T", nodes=[node(label, 1), node("below", 2)])


def awkward_notes():
    nodes = [node("The start", 1, note="A note on the start.")]
    nodes += [
        node(f"Node {index}", 2 + index % 2, note=note, kind="note")
        for index, note in enumerate(AWKWARD_NOTES)
    ]
    return MapDocument(title="Notes & <more>", nodes=nodes)


def without_words():
    """No kinds, no relations, no labels."""
    return MapDocument(title="T", nodes=[node("", 1), node("", 2), node("", 3)])


def without_identities():
    return MapDocument(
        title="T", nodes=[node("a", 1, id=""), node("b", 2, id=""), node("", 2, id="")]
    )


def every_choice():
    nodes = [node("The start", 1)]
    nodes += [
        node(f"{kind} {edge}", 2, kind=kind.value, edge=edge.value)
        for kind in NodeKind
        for edge in EdgeKind
    ]
    return MapDocument(title="Choices", nodes=nodes)


def deep():
    nodes = [node(f"Level {level}", level) for level in range(1, 10)]
    nodes += [node("Back up", 2), *(node(f"Again {n}", n) for n in range(3, 10))]
    return MapDocument(title="Deep", nodes=nodes)


def linked():
    url = "https://mesh.example/subjects/maths/gr%C3%B6%C3%9Fe/"
    link = PageLink(url, 12, "größe")
    return MapDocument(
        title="Linked",
        nodes=[
            node("The start", 1, page=link),
            node("Without address", 2, page=PageLink("", 13, "draft")),
            node("Elsewhere", 2, page=PageLink("https://example.org/a?b=1&c=2#d")),
            node("", 2, page=PageLink("https://example.org/empty", 14, "e")),
            node("[brackets](x)", 3, page=link),
        ],
    )


def random_tree(seed, count):
    """A tree of a shape, labels, kinds and notes that nobody chose."""
    choose = random.Random(seed)  # noqa: S311 - the same trees in every run
    letters = "abc é ß 漢字 ع 😀 <>&\"'`*_[](){}#+-=.!|~$\\;,@ 123"
    nodes = [node("Root", 1)]
    for _index in range(count - 1):
        length = choose.randint(0, 40)
        label = "".join(choose.choice(letters) for _letter in range(length)).strip()
        nodes.append(
            node(
                label,
                choose.randint(2, min(9, nodes[-1].level + 1)),
                kind=choose.choice(["", *NodeKind.values]),
                edge=choose.choice(["", *EdgeKind.values]),
                note=choose.choice(AWKWARD_NOTES),
            )
        )
    return MapDocument(title=f"Random {seed}", nodes=nodes)
