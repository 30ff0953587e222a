"""The light markup of the demo's texts."""

import pytest

from pathways.demo.prose import Prose

PROSE = Prose(
    page_key={"number-line": 7}.__getitem__,
    citation={"ni-2005": ("/evidence/ni-2005/", "Ni & Zhou", 2005)}.__getitem__,
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo\nlines.", "<p>One.</p><p>Two lines.</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("**3/4** is *one* number", "<p><b>3/4</b> is <i>one</i> number</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("`a * b * c`", "<p><b>a * b * c</b></p>"),
        (
            "see [the line](page:number-line)",
            '<p>see <a linktype="page" id="7">the line</a></p>',
        ),
        (
            "so [@ni-2005].",
            '<p>so (<a href="/evidence/ni-2005/">Ni &amp; Zhou, 2005</a>).</p>',
        ),
        (
            "[@@ni-2005] say so",
            '<p><a href="/evidence/ni-2005/">Ni &amp; Zhou (2005)</a> say so</p>',
        ),
        ("", ""),
    ],
)
def test_markup_becomes_rich_text(text, html):
    assert PROSE.rich_text(text) == html


def test_an_unknown_reference_stops_the_load():
    with pytest.raises(KeyError, match="nobody"):
        PROSE.rich_text("so [@nobody]")
