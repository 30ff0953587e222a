"""Which findings belong together: the one place that says so."""

from django.db.models import Count, F, QuerySet

from evidence.constants import OutcomeKind
from evidence.models import Finding, Intervention
from evidence.querysets import FindingQuerySet

LEAST_STUDIES = 2


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
