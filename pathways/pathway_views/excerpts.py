"""What a node is said to be about: the summary of its page, its own first words."""

import re
from collections.abc import Iterable, Mapping
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from pathways.outline import Node
from pathways.pathway_views.facts import Facts

MOST_WORDS = 34
BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")  # the next word is another line's


def put_summaries(nodes: Iterable[Node], known: Mapping[str, Facts]) -> None:
    """Give each node the summary of its page, where anybody may read that page."""
    for node in nodes:
        if node.page is not None and known[node.id].is_public:
            node.summary = node.page.summary


def beginning(node: Node, *, most_words: int = MOST_WORDS) -> tuple[str, bool]:
    """The first words of a node's own text, else of its page; and whether they end early.

    A page that not everybody may read has no summary on its node, and is not quoted.
    """
    texts = [each.value.source for each in node.media if each.block_type == "text"]
    if texts:
        spaced = (BLOCK_END.sub(" ", text) for text in texts)
        whole = " ".join(unescape(strip_tags(text)) for text in spaced)
    else:
        whole = node.summary
    whole = " ".join(whole.split())
    short = Truncator(whole).words(most_words) if most_words else ""
    return short, bool(texts) and short != whole
