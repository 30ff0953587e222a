"""Values of the facet "intervention": what a record holds evidence on.

They have three steps, as a path has: the intervention, then the outcome kind, then the
domain: "peer-tutoring", "peer-tutoring/attainment", "peer-tutoring/attainment/algebra".
So a search can ask for exactly what one cell of a gap map counts: a record with one
finding on peer tutoring and attitude, and another on phonics and attainment, is no
record of peer tutoring and attainment.
"""

from collections.abc import Iterable

from anyascii import anyascii
from django.utils.text import slugify

from evidence.constants import OutcomeKind
from evidence.models import Finding, Intervention, Study

SEPARATOR = "/"
NO_DOMAIN = "-"


def value(slug: str, outcome_kind: str = "", domain: str | None = None) -> str:
    """The facet's value for an intervention, one of its outcome kinds, or a domain."""
    steps = [slug]
    if outcome_kind:
        steps.append(outcome_kind)
    if domain is not None:
        steps.append(slugify(anyascii(domain)) or NO_DOMAIN)
    return SEPARATOR.join(steps)


def values(studies: Iterable[Study]) -> tuple[str, ...]:
    """Every step of every finding; their records must be fetched."""
    found: dict[str, None] = {}
    for study in studies:
        for finding in study.findings.all():
            found |= dict.fromkeys(_steps(finding))
    return tuple(found)


def _steps(finding: Finding) -> list[str]:
    if finding.intervention_record is None:
        return []
    slug, kind = finding.intervention_record.slug, finding.outcome_kind
    return [value(slug), value(slug, kind), value(slug, kind, finding.domain)]


def labels(chosen: Iterable[str]) -> dict[str, str]:
    """Chosen values in words: "Peer tutoring: attainment"; one query, or none."""
    wanted = {each: each.split(SEPARATOR) for each in chosen}
    if not wanted:
        return {}
    slugs = {steps[0] for steps in wanted.values()}
    rows = Intervention.objects.filter(slug__in=slugs).values_list("slug", "name")
    names = dict(rows)
    return {each: _label(steps, names) for each, steps in wanted.items()}


def _label(steps: list[str], names: dict[str, str]) -> str:
    slug, *further = steps
    words = [names.get(slug, slug)]
    if further:
        kinds = dict(OutcomeKind.choices)
        words.append(str(kinds.get(further[0], further[0])).lower())
    if len(further) > 1 and further[1] != NO_DOMAIN:
        words.append(further[1].replace("-", " "))
    return ": ".join(words)
