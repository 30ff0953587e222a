"""References, with their studies and findings, as documents of the search."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from evidence import csl
from evidence.models import Finding, Reference, Study
from evidence.models.studies import record_kind
from evidence.search import interventions
from evidence.search.api import SearchDocument


class ReferenceSource:
    """See `evidence.search.api.Source`. Every reference is public."""

    name = "reference"

    def keys(self) -> Iterable[int]:
        """Every reference, in order."""
        return Reference.objects.order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys: Sequence[int]) -> Iterable[SearchDocument]:
        """Their documents; five queries, however many they are."""
        references = Reference.objects.filter(pk__in=keys).prefetch_related(
            Prefetch(
                "studies__findings",
                Finding.objects.select_related("intervention_record"),
            ),
            "studies__subjects__parent",
            "studies__phases",
        )
        return [document(reference) for reference in references]


def retracted_among(uids: Iterable[str]) -> set[str]:
    """Those of the documents whose publication was retracted, as the record says now."""
    named = (uid.partition(":") for uid in uids)
    keys = [int(key) for source, _colon, key in named if source == ReferenceSource.name]
    if not keys:
        return set()
    found = Reference.objects.filter(pk__in=keys, retracted=True)
    return {f"{ReferenceSource.name}:{pk}" for pk in found.values_list("pk", flat=True)}


def document(reference: Reference) -> SearchDocument:
    """The document of a reference whose studies and findings have been fetched."""
    studies = list(reference.studies.all())
    findings = [finding for study in studies for finding in study.findings.all()]
    return SearchDocument(
        uid=f"reference:{reference.pk}",
        kind=record_kind(studies).value,
        title=reference.title,
        url=reference.get_absolute_url(),
        summary=reference.abstract or " ".join(filter(None, map(in_words, findings))),
        body="\n".join(filter(None, [*map(study_text, studies), *map(text, findings)])),
        keywords=unique(name for finding in findings for name in names(finding)),
        authors=tuple(csl.names(reference.csl)),
        year=reference.year,
        subject=unique(slug for study in studies for slug in subject_slugs(study)),
        phase=unique(phase.slug for study in studies for phase in study.phases.all()),
        outcome=unique(finding.outcome_kind for finding in findings),
        design=unique(study.design for study in studies),
        country=unique(study.country for study in studies),
        measure=unique(finding.measure for finding in findings),
        intervention=() if reference.retracted else interventions.values(studies),
        updated=reference.updated_at,
    )


def names(finding: Finding) -> Iterable[str]:
    """What its intervention is called: as published, and by the record's name."""
    yield finding.intervention
    if finding.intervention_record:
        yield finding.intervention_record.name


def subject_slugs(study: Study) -> Iterable[str]:
    """Its subjects; a topic counts for its subject too."""
    for subject in study.subjects.all():
        if subject.parent:
            yield subject.parent.slug
        yield subject.slug


def in_words(finding: Finding) -> str:
    """The result as a sentence: the curator's, or one made of its fields."""
    if finding.statement:
        return finding.statement
    result = finding.effect_with_interval
    return f"{finding}: {result}." if result else ""


def text(finding: Finding) -> str:
    """Every word of a finding that somebody may look for, a line for each text."""
    parts = (
        finding.intervention,
        finding.comparison,
        finding.outcome,
        finding.subgroup,
        finding.statement,
    )
    return "\n".join(filter(None, parts))


def study_text(study: Study) -> str:
    """Every word about a study that somebody may look for, a line for each text."""
    parts = (study.label, study.setting, study.sample, study.country, study.weakness)
    return "\n".join(filter(None, parts))


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in the order of its first appearance."""
    return tuple(dict.fromkeys(value for value in values if value))
