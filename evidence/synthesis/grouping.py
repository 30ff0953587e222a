"""Which findings belong together: the one place that says so."""

from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet

from evidence.constants import OutcomeKind
from evidence.models import Finding, Intervention
from evidence.querysets import FindingQuerySet

LEAST_STUDIES = 2
Subject = tuple[int | None, str]  # an intervention's key, an outcome kind


def findings_about(
    *, intervention: Intervention, outcome_kind: OutcomeKind
) -> FindingQuerySet:
    """Every finding on an intervention, under any name, and one kind of outcome.

    With all that a synthesis reads, in one query.
    """
    found = Finding.objects.filter(
        intervention_record=intervention, outcome_kind=outcome_kind
    )
    return found.with_record().select_related("computed").order_by("study", "pk")


def findings_of(subjects: Iterable[Subject]) -> FindingQuerySet:
    """Every finding on some interventions and outcome kinds; as `findings_about`."""
    by_kind: dict[str, set[int]] = {}
    for intervention, outcome_kind in subjects:
        if intervention is not None:
            by_kind.setdefault(outcome_kind, set()).add(intervention)
    wanted = Q(pk__in=[])
    for outcome_kind, interventions in by_kind.items():
        wanted |= Q(outcome_kind=outcome_kind, intervention_record__in=interventions)
    found = Finding.objects.filter(wanted).with_record().select_related("computed")
    return found.order_by("study", "pk")


def subjects_of(findings: FindingQuerySet) -> set[Subject]:
    """What these findings are about; one query."""
    pairs = findings.order_by().values_list("intervention_record", "outcome_kind")
    return set(pairs.distinct())


def subjects_of_synthesis() -> "QuerySet[Finding, dict[str, object]]":
    """Interventions and outcome kinds on which two studies or more say something.

    Rows of `intervention_record`, `name`, `outcome_kind` and `studies`, by name.
    """
    filed = Finding.objects.filter(intervention_record__isnull=False)
    rows = filed.values(
        "intervention_record", "outcome_kind", name=F("intervention_record__name")
    )
    counted = rows.annotate(studies=Count("study", distinct=True))
    return counted.filter(studies__gte=LEAST_STUDIES).order_by("name", "outcome_kind")
