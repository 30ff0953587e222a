"""What the record page of a reference shows, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence import csl, details, numbers
from evidence.constants import EffectMetric, Independence, Measure, RecordKind
from evidence.exporting.kinds import kinds
from evidence.models import ComputedEffect, Finding, Reference, Study
from evidence.models.studies import record_kind
from evidence.rating_pages.presentation import RatingsShown
from evidence.rating_pages.reading import StudyRatings, read_ratings


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

    @property
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
    """A study with its rows of words and its findings."""

    study: Study
    findings: Sequence[FindingShown]
    ratings: RatingsShown

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

    @property
    def kind(self) -> RecordKind:
        """Study, review, or mere reference."""
        return record_kind(shown.study for shown in self.studies)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Where the record stands."""
        return [
            {"title": _("Home"), "url": "/"},
            {"title": _("Evidence"), "url": reverse("evidence:index")},
        ]

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
        return [each.finding for study in self.studies for each in study.findings]


def read_record(*, reference: Reference) -> Record:
    """Read a reference with its studies and findings."""
    studies = reference.studies.prefetch_related(
        "subjects", "phases", "findings__computed"
    )
    pairs = [(study, _findings(study, reference)) for study in studies]
    ratings = read_ratings(pairs)
    return Record(
        reference=reference,
        studies=[_shown(study, found, ratings[study.pk]) for study, found in pairs],
        reported_elsewhere=list(reference.further_studies.with_reference()),
    )


def _findings(study: Study, reference: Reference) -> list[Finding]:
    study.reference = reference
    findings = list(study.findings.all())
    for finding in findings:
        finding.study = study
    return findings


def _shown(
    study: Study, findings: Sequence[Finding], ratings: StudyRatings
) -> StudyShown:
    shown = [
        FindingShown(finding, ratings.by_finding[finding.pk]) for finding in findings
    ]
    return StudyShown(study, shown, ratings.own)
