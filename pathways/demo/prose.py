"""The light markup of the data's texts as rich text.

Paragraphs are parted by an empty line; lines that start with "- " or "1. " are lists;
`**bold**`, `*italic*`, `[words](page:slug)` for a page, `[@key]` for "(Ni and Zhou,
2005)" and `[@@key]` for "Ni and Zhou (2005)", both linked to the record.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

ITEM = re.compile(r"(?:- |\d+\. )(.*)", re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
ITALIC = re.compile(r"\*(.+?)\*", re.DOTALL)
PAGE_LINK = re.compile(r"\[([^\]]+)\]\(page:([\w-]+)\)")
CITATION = re.compile(r"\[(@{1,2})([\w-]+)\]")


@dataclass(frozen=True)
class Prose:
    """Writes rich text; the two functions know what links lead to.

    `page_key` gives the primary key of a page by slug; `citation` the address of a
    record, the authors' short name and the year by the reference's key.
    """

    page_key: Callable[[str], int]
    citation: Callable[[str], tuple[str, str, int]]

    def rich_text(self, text: str) -> str:
        """The HTML that Wagtail stores for a rich text."""
        blocks = re.split(r"\n\s*\n", text.strip())
        return "".join(self._block(block) for block in blocks if block.strip())

    def _block(self, block: str) -> str:
        lines = block.strip().split("\n")
        if all(ITEM.match(line) for line in lines):
            tag = "ul" if lines[0].startswith("- ") else "ol"
            items = "".join(
                f"<li>{self._inline(found.group(1))}</li>"
                for line in lines
                if (found := ITEM.match(line))
            )
            return f"<{tag}>{items}</{tag}>"
        return f"<p>{self._inline(' '.join(lines))}</p>"

    def _inline(self, text: str) -> str:
        # Code first and out of the way: its asterisks are no markup.
        kept: list[str] = []

        def keep(found: re.Match[str]) -> str:
            kept.append(f"<b>{found.group(1)}</b>")
            return f"\x00{len(kept) - 1}\x00"

        text = CODE.sub(keep, escape(text, quote=False))
        text = PAGE_LINK.sub(self._page_link, text)
        text = CITATION.sub(self._citation, text)
        text = ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", text))
        return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found.group(1))], text)

    def _page_link(self, found: re.Match[str]) -> str:
        words, slug = found.groups()
        return f'<a linktype="page" id="{self.page_key(slug)}">{words}</a>'

    def _citation(self, found: re.Match[str]) -> str:
        marks, key = found.groups()
        url, name, year = self.citation(key)
        if marks == "@@":
            return f'<a href="{url}">{escape(name)} ({year})</a>'
        return f'(<a href="{url}">{escape(name)}, {year}</a>)'
