"""Our table of findings: one row a finding, with its study and reference.

Documented in docs/features/importing-evidence.md. Separator: comma, semicolon or tab.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol, TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.formats.items import UnreadableFile

REFERENCE_COLUMNS = (
    "doi",
    "reference",
    "title",
    "authors",
    "year",
    "container",
    "retracted",
    "retraction_note",
)
STUDY_COLUMNS = (
    "study_label",
    "study_kind",
    "study_design",
    "study_subjects",
    "study_phases",
    "study_country",
    "study_setting",
    "study_sample",
    "study_sample_size",
    "study_included",
    "study_independence",
    "study_funder",
    "study_preregistration",
    "study_weakness",
    "study_unit_of_assignment",
    "study_multisite",
    "study_sites",
    "study_class_size",
    "study_percent_disadvantaged",
    "study_percent_english_learners",
    "study_percent_special_needs",
    "study_percent_minority",
    "study_percent_female",
    "study_ethnicity",
    "study_developer_link",
    "study_eric_id",
    "study_reviewed_by",
    "study_review_id",
    "study_review_url",
    "study_review_protocol",
    "study_review_standards",
    "study_review_purpose",
    "study_review_rating",
    "study_review_reason",
    "study_review_ineligibility",
)
FINDING_COLUMNS = (
    "key",
    "intervention",
    "comparison",
    "outcome",
    "outcome_kind",
    "measure",
    "subgroup",
    "delay",
    "effect_metric",
    "effect_size",
    "standard_error",
    "ci_low",
    "ci_high",
    "prediction_low",
    "prediction_high",
    "sample_size",
    "clusters",
    "effects_pooled",
    "statement",
    "place",
    "intervention_n",
    "comparison_n",
    "intervention_clusters",
    "comparison_clusters",
    "means_are",
    "lower_is_better",
    "intervention_mean",
    "comparison_mean",
    "intervention_sd",
    "comparison_sd",
    "intervention_mean_before",
    "comparison_mean_before",
    "intervention_sd_before",
    "comparison_sd_before",
    "before_after_correlation",
    "icc",
    "effect_size_study",
    "p_value_study",
    "p_value",
    "is_significant",
    "improvement_index",
    "published_rating",
    "published_tier",
    "domain",
    "sample_description",
    "is_subgroup",
    "period",
    "delay_weeks",
    "unit_of_analysis",
    "deliverer",
    "dose",
    "dose_hours",
    "fidelity",
    "cost_per_pupil",
    "cost_currency",
    "cost_year",
    "cost_note",
    "remarks",
)
COLUMNS = (*REFERENCE_COLUMNS, *STUDY_COLUMNS, *FINDING_COLUMNS)
REQUIRED = ("intervention", "outcome", "outcome_kind", "effect_metric")
ONE_OF = ("doi", "reference", "title")
SEPARATORS = ",;\t"
LONGEST_HEADER = 256 * 1024  # characters: 10,000 columns and more
NAMED = 3  # unknown columns named in a message
NUMBER = re.compile(r"[-\N{MINUS SIGN}]?\d[\d.]*(?:[eE][-+]?\d+)?")
# A spreadsheet would compute such a cell; some take the wide signs for the narrow ones.
DANGEROUS = re.compile(r"[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")


class SupportsWrite(Protocol):
    """A file, or the standard output of a command."""

    def write(self, text: str, /) -> Any: ...


@dataclass(frozen=True)
class Row:
    """A row of the table by column; `reason` says why there are no cells.

    Absent columns are absent, empty cells are "".
    """

    line: int
    cells: dict[str, str]
    reason: str = ""


def harmless(text: str) -> str:
    """The cell as no spreadsheet computes it; `restored` takes it back.

    Space around a text is marked, too, as a reader would take it for nothing.
    """
    return f"'{text}" if _is_marked(text) and not NUMBER.fullmatch(text) else text


def restored(cell: str) -> str:
    """The text as it was before `harmless`, without space that was only typed."""
    if cell.startswith("'") and _is_marked(cell[1:]):
        return cell[1:]
    return cell.strip()


def _is_marked(text: str) -> bool:
    bare = text.lstrip("'")  # a text that looks marked already must be marked again
    return bool(DANGEROUS.match(bare)) or bare != bare.strip()


def has_header(line: str) -> bool:
    """Whether a line names columns of this table."""
    return sum(name in COLUMNS for name in header(line)) > 1


def count_rows(path: Path) -> int:
    """How many rows the table has, once its form has been checked from end to end.

    Raises:
        UnreadableFile: a column is unknown or missing, or quotes are not closed.
    """
    return sum(1 for _row in read(path))


def read(path: Path) -> Iterator[Row]:
    """The rows, one at a time.

    Raises:
        UnreadableFile: a column is unknown or missing, or quotes are not closed.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        line = first_line(lines)
        names = header(line)
        _check_columns(names)
        yield from rows(lines, names, max(SEPARATORS, key=line.count))


def first_line(lines: TextIO) -> str:
    """The line that names the columns; raises UnreadableFile where it has no end."""
    line = lines.readline(LONGEST_HEADER)
    if len(line) == LONGEST_HEADER:
        raise UnreadableFile(
            _("The first line, which names the columns, is longer than 256 kB.")
        )
    return line


def header(line: str) -> list[str]:
    """The columns that a first line names, in lower case."""
    separator = max(SEPARATORS, key=line.count)
    try:
        cells = next(csv.reader([line.strip("\r\n\ufeff")], delimiter=separator), [])
    except csv.Error:  # one cell longer than any table's
        return []
    return [cell.strip().lower() for cell in cells]


def _check_columns(names: Sequence[str]) -> None:
    unknown = [name for name in dict.fromkeys(names) if name not in COLUMNS]
    if unknown:
        raise UnreadableFile(_unknown(unknown))
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise UnreadableFile(
            _("These columns are there twice: %s.") % ", ".join(twice[:NAMED])
        )
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise UnreadableFile(
            ngettext(
                "The column %s is missing.", "The columns %s are missing.", len(missing)
            )
            % ", ".join(missing)
        )
    if not set(ONE_OF) & set(names):
        raise UnreadableFile(
            _("One column must name the publication: doi, reference or title.")
        )


def _unknown(names: Sequence[str]) -> str:
    texts = []
    for name in names[:NAMED]:
        near = get_close_matches(name, COLUMNS, n=1, cutoff=0.6)
        shown = f"“{name[:60]}”" if name else _("a column without a name")
        texts.append(
            _("%(name)s (did you mean “%(near)s”?)") % {"name": shown, "near": near[0]}
            if near
            else shown
        )
    if (more := len(names) - NAMED) > 0:
        texts.append(_("and %d more") % more)
    return _("Unknown columns: %s.") % ", ".join(texts)


def rows(lines: TextIO, names: Sequence[str], separator: str) -> Iterator[Row]:
    """The rows below a header, one at a time; empty lines are passed over.

    Raises:
        UnreadableFile: quotes are not closed.
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 2
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(line, names, cells)
            line = reader.line_num + 2
    except csv.Error as error:
        raise UnreadableFile(
            _("The table breaks off at line %d: is a quotation mark not closed?") % line
        ) from error


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(names):
        reason = _("%(found)d cells where the header has %(expected)d.")
        return Row(line, {}, reason % {"found": len(cells), "expected": len(names)})
    texts = (restored(cell) for cell in cells)
    return Row(line, dict(zip(names, texts, strict=True)))


def pieces(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The table line by line, with all columns, each cell harmless in a spreadsheet."""
    line = io.StringIO()
    writer = csv.DictWriter(line, fieldnames=COLUMNS, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: harmless(text) for name, text in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()
