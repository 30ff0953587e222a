"""What a place on a map shows, and where it leads: to records, or to a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.gap_map.bands import BANDS, Band, Shade, Shape
from evidence.gap_map.bubbles import AREA, Bubbles, lay_out
from mesh.core.models import Subject


@dataclass(frozen=True)
class ShownCell:
    """One place of a map.

    Args:
        bubbles: its studies drawn; None where there is none.
        words: the same in words, "" where there is none.
        total: studies.
        url: where they are listed.
        proposal: the title of what could be proposed here.
        start: what else the form for proposals is opened with.
        note: what else is to be said.
        search: all records on the intervention, where `url` leads to those on an edge.
    """

    bubbles: Bubbles | None = None
    words: str = ""
    total: int = 0
    url: str = ""
    proposal: str = ""
    start: tuple[tuple[str, str], ...] = ()
    note: str = ""
    search: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nobody has looked."""
        return not self.total and not self.note

    @property
    def proposal_query(self) -> str:
        """What the form for proposals is opened with."""
        return urlencode([("title", self.proposal), *self.start])


def drawn(
    counts: Mapping[Shape, int],
    *,
    shade: Shade,
    area: float,
    url: str,
    note: str = "",
    search: str = "",
) -> ShownCell:
    """A place with studies.

    Args:
        counts: studies by shape.
        shade: what the shapes stand for.
        area: square units for one study.
        url: where they are listed.
        note: what else is to be said.
        search: see `ShownCell`.
    """
    total = sum(counts.values())
    return ShownCell(
        bubbles=lay_out(counts, area) if total else None,
        words=in_words(counts, shade),
        total=total,
        url=url,
        note=note,
        search=search,
    )


def gap(
    what: str, where: str, *, barrier: str = "", subject: Subject | None = None
) -> ShownCell:
    """A place where nobody has looked.

    Args:
        what: the intervention.
        where: the outcome or barrier.
        barrier: what the form for proposals has as its barrier.
        subject: that of the map.
    """
    words = {"what": what, "where": where}
    start = {
        "barrier": barrier,
        "known": _("On MESH, no study of “%(what)s” is about: %(where)s.") % words,
        "subject": subject.slug if subject else "",
    }
    return ShownCell(
        proposal=_("Evidence on %(what)s: %(where)s") % words,
        start=tuple((name, text) for name, text in start.items() if text),
    )


def in_words(counts: Mapping[Shape, int], shade: Shade) -> str:
    """How many studies there are of each band; "" for none."""
    total = sum(counts.values())
    if not total:
        return ""
    labels = {band.shape: band.label for band in BANDS[shade]}
    parts = [
        f"{counts[shape]} × {labels[shape]}" for shape in Shape if counts.get(shape)
    ]
    words = ngettext(
        "%(total)d study: %(parts)s", "%(total)d studies: %(parts)s", total
    )
    return words % {"total": total, "parts": ", ".join(parts)}


def key(shade: Shade) -> list[tuple[Band, Bubbles]]:
    """What each shape stands for, with the shape of two studies beside it."""
    return [(band, lay_out({band.shape: 2}, AREA)) for band in BANDS[shade]]
