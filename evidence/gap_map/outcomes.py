"""The map of interventions and outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.constants import OutcomeKind
from evidence.gap_map import counting
from evidence.gap_map.bands import Band
from evidence.gap_map.bubbles import Bubbles, area_of_one
from evidence.gap_map.cells import ShownCell, drawn, gap, key
from evidence.gap_map.choices import MapChoice, Order
from evidence.gap_map.counting import Cell, Column, Named, Place
from evidence.search.interventions import value

ROWS_PER_PAGE = 25
COLUMNS_PER_PAGE = 8


@dataclass(frozen=True)
class ShownColumn:
    """An outcome kind or domain as the head of a column."""

    key: str
    label: str
    studies: int
    url: str = ""  # its domains, where it has some


@dataclass(frozen=True)
class ShownRow:
    """An intervention with its cells, one a column."""

    named: Named
    cells: Sequence[ShownCell]

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("evidence:intervention", args=[self.named.slug])


@dataclass(frozen=True)
class OutcomeMap:
    """A page of the map, with what is beyond it."""

    choice: MapChoice
    rows: Sequence[ShownRow]
    columns: Sequence[ShownColumn]
    page: Page[Named]
    column_page: Page[Column]
    interventions: int

    @property
    def key(self) -> list[tuple[Band, Bubbles]]:
        """What the shapes stand for."""
        return key(self.choice.shade)

    @property
    def left_out(self) -> int:
        """Interventions with fewer studies than asked for, or another name."""
        return self.interventions - self.page.paginator.count

    @property
    def next_columns_url(self) -> str:
        """Further outcomes, "" where these are the last."""
        if not self.column_page.has_next():
            return ""
        return self.choice.but(columns=self.column_page.number + 1).query

    @property
    def previous_columns_url(self) -> str:
        """The outcomes before these, "" where these are the first."""
        if not self.column_page.has_previous():
            return ""
        return self.choice.but(columns=self.column_page.number - 1).query or "?"

    @property
    def every_url(self) -> str:
        """The map with every intervention that has a record."""
        return self.choice.but(q="", least=0, page=1).query


def wanted(choice: MapChoice) -> tuple[list[Named], int]:
    """The interventions that a map shows, in its order, and how many there are."""
    every = counting.interventions(choice)
    words = choice.q.casefold()
    found = [
        each
        for each in every
        if each.studies >= choice.least and words in each.name.casefold()
    ]
    if choice.sort == Order.STUDIES:
        found.sort(key=lambda each: (-each.studies, each.name))
    return found, len(every)


def read(choice: MapChoice) -> OutcomeMap:
    """The map that an address asks for; a page past the last is the last."""
    found, every = wanted(choice)
    page = Paginator(found, ROWS_PER_PAGE).get_page(choice.page)
    column_page = Paginator(columns_of(choice), COLUMNS_PER_PAGE).get_page(
        choice.columns
    )
    columns = [_shown(each, choice) for each in column_page]
    cells = counting.cells(
        choice, [each.pk for each in page], [each.key for each in columns]
    )
    most = max((max(cell.studies.values()) for cell in cells.values()), default=0)
    area = area_of_one(most)
    rows = [
        ShownRow(named, [_cell(choice, named, each, cells, area) for each in columns])
        for named in page
    ]
    return OutcomeMap(choice, rows, columns, page, column_page, every)


def columns_of(choice: MapChoice) -> list[Column]:
    """Every outcome kind, whether studied or not; within one, the domains studied."""
    studied = counting.columns(choice)
    if choice.outcome:
        return studied
    known = {each.key: each for each in studied}
    return [known.get(kind, Column(kind)) for kind in OutcomeKind.values]


def _shown(column: Column, choice: MapChoice) -> ShownColumn:
    if choice.outcome:
        label = column.key or _("Domain not stated")
        return ShownColumn(column.key, label, column.studies)
    label = str(OutcomeKind(column.key).label)
    domains = choice.but(outcome=column.key, columns=1).query
    return ShownColumn(
        column.key, label, column.studies, domains if column.studies else ""
    )


def _cell(
    choice: MapChoice,
    named: Named,
    column: ShownColumn,
    cells: Mapping[Place, Cell],
    area: float,
) -> ShownCell:
    cell = cells.get((named.pk, column.key))
    if cell is None:
        return gap(named.name, column.label.lower(), subject=choice.subject)
    return drawn(
        cell.studies,
        shade=choice.shade,
        area=area,
        url=_search(choice, named.slug, column.key),
    )


def _search(choice: MapChoice, slug: str, column: str) -> str:
    """The search for the records that a cell counts."""
    if choice.outcome:
        asked = value(slug, choice.outcome, column)
    else:
        asked = value(slug, column)
    return f"{reverse('search')}?{urlencode(choice.filters | {'intervention': asked})}"
