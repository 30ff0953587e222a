"""Which findings belong together: the one place that says so."""

from django.db.models import Count, QuerySet

from evidence.constants import OutcomeKind
from evidence.models import Finding
from evidence.querysets import FindingQuerySet

LEAST_STUDIES = 2


def findings_about(*, intervention: str, outcome_kind: OutcomeKind) -> FindingQuerySet:
    """Every finding on an intervention, by its name, and one kind of outcome.

    With all that a synthesis reads, in one query.
    """
    found = Finding.objects.filter(intervention=intervention, outcome_kind=outcome_kind)
    return found.with_record().select_related("computed").order_by("study", "pk")


def subjects_of_synthesis() -> "QuerySet[Finding, dict[str, object]]":
    """Interventions and outcome kinds on which two studies or more say something.

    Rows of `intervention`, `outcome_kind` and `studies`, by name.
    """
    rows = Finding.objects.values("intervention", "outcome_kind")
    counted = rows.annotate(studies=Count("study", distinct=True))
    return counted.filter(studies__gte=LEAST_STUDIES).order_by(
        "intervention", "outcome_kind"
    )
