"""What the record page of a reference shows, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence import csl, details, numbers
from evidence.constants import EffectMetric, Independence, Measure, RecordKind
from evidence.crumbs import Crumb, crumbs
from evidence.exporting.kinds import kinds
from evidence.models import ComputedEffect, Finding, Reference, Study
from evidence.models.studies import record_kind
from evidence.rating_pages.presentation import RatingsShown
from evidence.rating_pages.reading import StudyRatings, read_ratings

IN_FULL = 20  # findings on a page, each a screen long on a phone; the others in a line


@dataclass(frozen=True)
class FindingShown:
    """A finding with its rows of words, and on its record page with its ratings."""

    finding: Finding
    ratings: RatingsShown | None = None

    @property
    def has_drawing(self) -> bool:
        """Only standardised mean differences are drawn; other scales stay words."""
        return self.finding.effect_size is not None and self.finding.effect_metric in (
            EffectMetric.HEDGES_G,
            EffectMetric.COHENS_D,
        )

    @property
    def computed(self) -> ComputedEffect | None:
        """What our own code makes of its numbers; fetched with the record."""
        return getattr(self.finding, "computed", None)

    @property
    def groups_table(self) -> list[tuple[str, str, str]]:
        """Numbers of both groups side by side."""
        return details.groups_table(self.finding)

    @cached_property
    def details(self) -> list[details.Details]:
        """Whatever else is recorded."""
        return details.of_finding(self.finding)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Names and texts; what is not known is left out by the template."""
        finding = self.finding
        known = finding.measure != Measure.UNKNOWN
        return [
            (_("What was measured"), self._outcome()),
            (_("Kind of test"), finding.get_measure_display() if known else ""),
            (_("Compared with"), finding.comparison),
            (_("Group"), finding.subgroup),
            (_("Measured when"), finding.delay),
            (_("Rests on"), self._size()),
            (_("Place in the paper"), finding.place),
        ]

    def _outcome(self) -> str:
        kind = self.finding.get_outcome_kind_display()
        return f"{self.finding.outcome} ({kind.lower()})"

    def _size(self) -> str:
        finding = self.finding
        parts = []
        if (k := finding.effects_pooled) is not None:
            parts.append(
                ngettext("%(k)s effect (k)", "%(k)s effects (k)", k)
                % {"k": numbers.count(k)}
            )
        if (n := finding.people) is not None:
            name = "N" if finding.study.is_review else "n"
            parts.append(
                ngettext("%(n)s person (%(name)s)", "%(n)s people (%(name)s)", n)
                % {"n": numbers.count(n), "name": name}
            )
        if (clusters := finding.clusters) is not None:
            parts.append(
                ngettext("%(n)s class or school", "%(n)s classes or schools", clusters)
                % {"n": numbers.count(clusters)}
            )
        return ", ".join(parts)


@dataclass(frozen=True)
class StudyShown:
    """A study with its rows of words and its findings: some in full, some in a line."""

    study: Study
    findings: Sequence[FindingShown]
    ratings: RatingsShown
    every_finding: Sequence[Finding]

    @cached_property
    def in_a_line(self) -> Sequence[Finding]:
        """Those that are not on this page in full."""
        in_full = {each.finding.pk for each in self.findings}
        return [each for each in self.every_finding if each.pk not in in_full]

    @property
    def details(self) -> list[details.Details]:
        """Whatever else is recorded."""
        return details.of_study(self.study)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Names and texts; what is not known is left out by the template."""
        study = self.study
        known = study.independence != Independence.UNKNOWN
        return [
            (_("Kind"), study.get_kind_display()),
            (_("Design"), study.get_design_display()),
            (_("Subjects"), ", ".join(map(str, study.subjects.all()))),
            (_("Phases"), ", ".join(map(str, study.phases.all()))),
            (_("Who took part"), study.sample),
            (_("People"), numbers.count(study.sample_size)),
            (_("Studies included"), numbers.count(study.studies_included)),
            (_("Setting"), study.setting),
            (_("Country"), study.country),
            (
                _("Independence"),
                study.get_independence_display() if known else _("Not stated"),
            ),
            (_("Funder"), study.funder),
        ]


@dataclass(frozen=True)
class Record:
    """A reference with the studies it reports."""

    reference: Reference
    studies: Sequence[StudyShown]
    reported_elsewhere: Sequence[Study]
    page_obj: "Page[Finding]"

    @property
    def kind(self) -> RecordKind:
        """Study, review, or mere reference."""
        return record_kind(shown.study for shown in self.studies)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    @property
    def crumbs(self) -> list[Crumb]:
        """Where the record stands."""
        return crumbs()

    @property
    def authors(self) -> list[str]:
        """Authors, family name first."""
        return csl.names(self.reference.csl)

    @property
    def container(self) -> str:
        """The journal or book it appeared in."""
        return str(self.reference.csl.get("container-title", ""))

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Formats of the download with their names; the table only where it has rows."""
        offered = [
            each for each in kinds.values() if self.findings or not each.is_table
        ]
        return [(each.form.value, str(each.name)) for each in offered]

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding of every study."""
        return [each for study in self.studies for each in study.every_finding]


def read_record(
    *, reference: Reference, page: str | None = None, finding: str = ""
) -> Record:
    """Read a reference with its studies and findings.

    Args:
        reference: the publication.
        page: which findings are shown in full, the first unless it is a number.
        finding: the key of one that is to be among them, whatever `page` says.
    """
    studies = reference.studies.prefetch_related(
        "subjects", "phases", "findings__computed"
    )
    every = {study: _findings(study, reference) for study in studies}
    page_obj = _page(list(chain.from_iterable(every.values())), page, finding)
    in_full = {each.pk for each in page_obj}
    pairs = [
        (study, [each for each in found if each.pk in in_full])
        for study, found in every.items()
    ]
    ratings = read_ratings(pairs)
    return Record(
        reference=reference,
        studies=[
            _shown(study, found, ratings[study.pk], every[study])
            for study, found in pairs
        ],
        reported_elsewhere=list(reference.further_studies.with_reference()),
        page_obj=page_obj,
    )


def _page(findings: list[Finding], page: str | None, key: str) -> "Page[Finding]":
    keys = [each.key for each in findings]
    paginator = Paginator(findings, IN_FULL)
    if key in keys:
        return paginator.page(keys.index(key) // IN_FULL + 1)
    return paginator.get_page(page)


def _findings(study: Study, reference: Reference) -> list[Finding]:
    study.reference = reference
    findings = list(study.findings.all())
    for finding in findings:
        finding.study = study
    return findings


def _shown(
    study: Study,
    findings: Sequence[Finding],
    ratings: StudyRatings,
    every_finding: Sequence[Finding],
) -> StudyShown:
    shown = [
        FindingShown(finding, ratings.by_finding[finding.pk]) for finding in findings
    ]
    return StudyShown(study, shown, ratings.own, every_finding)
