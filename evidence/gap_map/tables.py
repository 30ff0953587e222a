"""The map of interventions and outcomes as CSV: every row, not a page of them."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from evidence.formats.findings_csv import harmless
from evidence.gap_map import counting
from evidence.gap_map.bands import BANDS
from evidence.gap_map.choices import MapChoice
from evidence.gap_map.outcomes import columns_of, wanted


def lines(choice: MapChoice) -> Iterator[str]:
    """A row for each intervention and outcome, empty ones too, the header first."""
    bands = BANDS[choice.shade]
    yield _line(
        [
            _("Intervention"),
            _("Domain") if choice.outcome else _("Outcome kind"),
            _("Studies"),
            *(str(band.label) for band in bands),
        ]
    )
    rows, _every = wanted(choice)
    columns = columns_of(choice)
    cells = counting.cells(choice, [each.pk for each in rows])
    for named in rows:
        for column in columns:
            cell = cells.get((named.pk, column.key), counting.Cell())
            numbers = [cell.studies.get(band.shape, 0) for band in bands]
            yield _line([named.name, column.key, cell.total, *numbers])


def _line(values: list[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(harmless(str(each)) for each in values)
    return buffer.getvalue()
