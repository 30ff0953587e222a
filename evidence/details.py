"""Every field of a finding or a study in groups of names and words, for "All details"."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import numbers
from evidence.models import Finding, Study

DECIMALS = 4
SMALLEST = 0.0001  # below, a p-value is given as "less than"
groups_of_finding: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("What was tested"),
        (
            "domain",
            "sample_description",
            "is_subgroup",
            "period",
            "delay_weeks",
            "unit_of_analysis",
            "means_are",
            "lower_is_better",
        ),
    ),
    (
        gettext_lazy("Figures as published"),
        (
            "effect_size",
            "standard_error",
            "effect_size_study",
            "p_value_study",
            "p_value",
            "is_significant",
            "improvement_index",
            "icc",
            "before_after_correlation",
            "published_rating",
            "published_tier",
        ),
    ),
    (
        gettext_lazy("How it was given"),
        ("deliverer", "dose", "dose_hours", "fidelity"),
    ),
    (
        gettext_lazy("Cost"),
        ("cost_per_pupil", "cost_currency", "cost_year", "cost_note"),
    ),
    (gettext_lazy("About the data"), ("remarks", "key")),
)
groups_of_study: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Sample"),
        (
            "unit_of_assignment",
            "multisite",
            "sites",
            "class_size",
            "percent_disadvantaged",
            "percent_english_learners",
            "percent_special_needs",
            "percent_minority",
            "percent_female",
            "ethnicity",
            "developer_link",
            "eric_id",
        ),
    ),
    (
        gettext_lazy("Review by another body, as published"),
        (
            "reviewed_by",
            "review_id",
            "review_url",
            "review_protocol",
            "review_standards",
            "review_purpose",
            "review_rating",
            "review_reason",
            "review_ineligibility",
        ),
    ),
)
by_group = (
    (gettext_lazy("People"), "n"),
    (gettext_lazy("Classes or schools"), "clusters"),
    (gettext_lazy("Mean"), "mean"),
    (gettext_lazy("Standard deviation"), "sd"),
    (gettext_lazy("Mean before"), "mean_before"),
    (gettext_lazy("Standard deviation before"), "sd_before"),
)


@dataclass(frozen=True)
class Details:
    """A heading with names and words under it."""

    heading: str
    rows: list[tuple[str, str]]


def of_finding(finding: Finding) -> list[Details]:
    """What is known of a finding beside the two groups' numbers."""
    return _known(finding, groups_of_finding)


def of_study(study: Study) -> list[Details]:
    """What is known of a study's sample, and another body's review of it."""
    return _known(study, groups_of_study)


def groups_table(finding: Finding) -> list[tuple[str, str, str]]:
    """Rows of name, intervention, comparison; those that nobody printed are left out."""
    rows = []
    for label, name in by_group:
        pair = [
            getattr(finding, f"{group}_{name}")
            for group in ("intervention", "comparison")
        ]
        if pair != [None, None]:
            rows.append((str(label), plain(pair[0]), plain(pair[1])))
    return rows


def plain(value: float | None) -> str:
    """A number as printed, up to four decimals; "" for None: 51.33, 1,250."""
    if value is None:
        return ""
    size = round(abs(value), DECIMALS)
    places = len(f"{size:.{DECIMALS}f}".rstrip("0").partition(".")[2])
    shown = formats.number_format(size, decimal_pos=places, force_grouping=True)
    return f"{numbers.MINUS}{shown}" if value < 0 else str(shown)


def _known(
    row: Finding | Study, groups: Iterable[tuple[Any, tuple[str, ...]]]
) -> list[Details]:
    found = [
        Details(
            str(heading),
            [
                (_label(row, name), text)
                for name in names
                if (text := _words(row, row._meta.get_field(name)))
            ],
        )
        for heading, names in groups
    ]
    return [each for each in found if each.rows]


def _label(row: Finding | Study, name: str) -> str:
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - relations are not listed
    return str(capfirst(field.verbose_name))


def _words(row: Finding | Study, field: Any) -> str:
    value = getattr(row, field.name)
    if value is None or value == field.get_default():
        return ""  # not known, or as a reader expects: scores, the whole sample
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name.startswith("p_value"):
        return p_value(value)
    if isinstance(field, models.PositiveSmallIntegerField):
        return str(value)  # a year
    return plain(value) if isinstance(value, int | float) else str(value)


def p_value(value: float) -> str:
    """A p-value with four decimals at most; very small ones as "less than 0.0001"."""
    if value < SMALLEST:
        return _("less than %(smallest)s") % {"smallest": plain(SMALLEST)}
    return plain(round(value, DECIMALS))
