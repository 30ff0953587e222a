"""The What Works Clearinghouse's download of findings, as rows of our own table.

Its columns are told in docs/features/importing-evidence.md. The file names each study
by the number of its review only; its publication is recorded under that number until
somebody tells it.
"""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from evidence.constants import Design, MeansAre, OutcomeKind, StudyKind, Unit
from evidence.effects.results import UnableToCompute
from evidence.effects.rounding import tolerance
from evidence.effects.two_groups import Group, from_means, from_shares
from evidence.formats import findings_csv
from evidence.formats.findings_csv import Row
from evidence.formats.items import UnreadableFile
from evidence.formats.wwc_domains import kind_of_domain

BODY = "What Works Clearinghouse"
UNNAMED = "(Not applicable)"
# Their column -> ours, where the cell is taken as it is.
TAKEN = {
    "protocol": "study_review_protocol",
    "reviewid": "study_review_id",
    "intervention_name": "intervention",
    "comparison": "comparison",
    "outcome_measure": "outcome",
    "outcome_domain": "domain",
    "period": "period",
    "sample_description": "sample_description",
    "is_subgroup": "is_subgroup",
    "outcome_sample_size": "sample_size",
    "outcome_measure_intervention_sample_size": "intervention_n",
    "outcome_measure_comparison_sample_size": "comparison_n",
    "intervention_clusters_sample_size": "intervention_clusters",
    "comparison_clusters_sample_size": "comparison_clusters",
    "intervention_mean": "intervention_mean",
    "comparison_mean": "comparison_mean",
    "intervention_standard_deviation": "intervention_sd",
    "comparison_standard_deviation": "comparison_sd",
    "effect_size_study": "effect_size_study",
    "improvement_index": "improvement_index",
    "p_value_study": "p_value_study",
    "p_value_wwc": "p_value",
    "icc": "icc",
    "clusters_total": "clusters",
    "is_statistically_significant": "is_significant",
    "finding_rating": "published_rating",
    "essa_rating": "published_tier",
}
READ = {
    "findingid",
    "interventionid",
    "outcomemeasureid",
    "effect_size_wwc",
    "l1_unit_of_analysis",
}
COLUMNS = {*TAKEN, *READ}
TOLD_BY = {"findingid", "intervention_name", "effect_size_wwc"}
units = {
    "student": Unit.PERSON,
    "teacher": Unit.TEACHER,
    "class": Unit.CLASS,
    "classroom": Unit.CLASS,
    "school": Unit.SCHOOL,
}
GROUPS = ("intervention", "comparison")
NEAR = 0.02  # between effects that are one, but for rounding
LARGEST = 10  # standard deviations; beyond, a number was mistyped
WHOLE = 100  # per cent


def has_header(line: str) -> bool:
    """Whether a line names columns of this download."""
    return set(findings_csv.header(line)) >= TOLD_BY


def count_rows(path: Path) -> int:
    """How many rows the download has, its form checked from end to end.

    Raises:
        UnreadableFile: a column is unknown or missing, or quotes are not closed.
    """
    return sum(1 for _row in _rows(path))


def read(path: Path) -> Iterator[Row]:
    """The rows in the columns of our table, one at a time.

    Raises:
        UnreadableFile: a column is unknown or missing, or quotes are not closed.
    """
    return (
        row if row.reason else Row(row.line, ours(row.cells)) for row in _rows(path)
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        names = findings_csv.header(findings_csv.first_line(lines))
        _check(names)
        yield from findings_csv.rows(lines, names, ",")


def _check(names: list[str]) -> None:
    if missing := sorted(COLUMNS - set(names)):
        raise UnreadableFile(
            _("This download lacks the column %s.") % ", ".join(missing[:3])
        )
    if unknown := sorted(set(names) - COLUMNS):
        raise UnreadableFile(
            _("Unknown columns: %s.") % ", ".join(name[:60] for name in unknown[:3])
        )


def ours(theirs: Mapping[str, str]) -> dict[str, str]:
    """A row of the download in the columns of our table."""
    cells = {column: theirs[name] for name, column in TAKEN.items()}
    domain = theirs["outcome_domain"].strip().lower()
    cells |= {
        "key": f"wwc-{theirs['findingid']}",
        "title": f"WWC review {theirs['reviewid']}",
        "study_kind": StudyKind.PRIMARY,
        "study_design": Design.NOT_STATED,
        "study_reviewed_by": BODY,
        "outcome_kind": kind_of_domain.get(domain, OutcomeKind.OTHER),
        "effect_metric": "g",
        "unit_of_analysis": units.get(theirs["l1_unit_of_analysis"].lower(), ""),
    }
    if theirs["intervention_name"] == UNNAMED:
        # Studies of interventions without a name must not be taken for one another's.
        cells["intervention"] = (
            f"Intervention without a name (WWC review {theirs['reviewid']})"
        )
    if theirs["outcome_sample_size"] == "0":
        cells["sample_size"] = ""  # not told: no arm has people either
    remarks = [*_effect(theirs, cells), *_shares(theirs, cells)]
    return cells | {"remarks": " ".join(remarks)}


def _effect(theirs: Mapping[str, str], cells: dict[str, str]) -> list[str]:
    """Set the effect so that positive is better, and tell what was done to it."""
    text = theirs["effect_size_wwc"] or theirs["effect_size_study"]
    effect, index = number(text), number(theirs["improvement_index"])
    remarks = []
    if text and not theirs["effect_size_wwc"]:
        remarks.append(f"The effect is the authors' own: the {BODY} gives none.")
    if effect is None:
        return remarks
    if abs(effect) > LARGEST:
        cells["effect_size"] = ""
        return [
            f"The {BODY}'s file gives an effect of {text} standard deviations; it can't "
            "be, and was left out."
        ]
    if index and index * effect < 0:
        cells["effect_size"] = text[1:] if text.startswith("-") else f"-{text}"
        remarks.append(
            f"The file gives an effect of {text}; its improvement index has the "
            "opposite sign, as it has where less is better: the sign was turned."
        )
    else:
        cells["effect_size"] = text
    raw = _raw_effect(theirs)
    if index and raw is not None and raw * index < 0:
        is_turned = raw * effect > 0 or abs(abs(raw) - abs(effect)) < NEAR
        cells["lower_is_better"] = "yes" if is_turned else "no"
    return remarks


def _raw_effect(theirs: Mapping[str, str]) -> float | None:
    """What the means alone give, whatever is better; None without the numbers.

    Without standard deviations only its sign counts.
    """
    try:
        groups = [
            Group(
                float(theirs[f"{group}_mean"]),
                float(theirs[f"{group}_standard_deviation"] or 1),
                int(theirs[f"outcome_measure_{group}_sample_size"]),
            )
            for group in GROUPS
        ]
        return from_means(intervention=groups[0], comparison=groups[1]).g
    except (ValueError, UnableToCompute):
        return None


def _shares(theirs: Mapping[str, str], cells: dict[str, str]) -> list[str]:
    """Tell means that are shares of people: the file does not say it.

    They are where there are no standard deviations and the Cox index of the means is
    the Clearinghouse's effect, within rounding.
    """
    if theirs["intervention_standard_deviation"]:
        return []
    for of in (1, WHOLE):
        if _is_cox_index(theirs, of):
            cells["means_are"] = MeansAre.SHARES
            for group in GROUPS:
                mean = number(theirs[f"{group}_mean"]) or 0
                cells[f"{group}_mean"] = f"{mean / of:.10f}".rstrip("0")
            return ["The means are shares of people: their Cox index is the effect."]
    return []


def _is_cox_index(theirs: Mapping[str, str], of: int) -> bool:
    """Whether the means, as shares of `of`, give the Clearinghouse's effect."""
    effect = number(theirs["effect_size_wwc"])
    means = [number(theirs[f"{group}_mean"]) for group in GROUPS]
    sizes = [number(theirs[f"outcome_measure_{group}_sample_size"]) for group in GROUPS]
    if effect is None or None in means or None in sizes:
        return False

    def index(printed: Mapping[str, float]) -> float:
        return from_shares(
            intervention_share=printed["intervention"] / of,
            comparison_share=printed["comparison"] / of,
            intervention_n=int(sizes[0] or 0),
            comparison_n=int(sizes[1] or 0),
        ).g

    printed = {"intervention": means[0] or 0.0, "comparison": means[1] or 0.0}
    try:
        near = tolerance(effect, printed, index)
        return abs(abs(index(printed)) - abs(effect)) <= near
    except UnableToCompute:
        return False


def number(text: str) -> float | None:
    """A number of the download; None for what is none (the importer says so)."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
