"""Studies by intervention and outcome: the database counts, few rows come out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from evidence.gap_map.bands import Counted, Shade, Shape, shape_of
from evidence.gap_map.choices import MapChoice
from evidence.models import Finding, Intervention
from evidence.rating_pages.badges import security_of

Place = tuple[int, str]  # an intervention's key, and an outcome kind or domain


@dataclass(frozen=True)
class Named:
    """An intervention as a row of the map, with its number of studies."""

    pk: int
    name: str
    slug: str
    studies: int


@dataclass(frozen=True)
class Column:
    """An outcome kind or domain, with what there is of it in the whole map."""

    key: str
    studies: int = 0
    interventions: int = 0


@dataclass
class Cell:
    """What there is at one place of the map.

    Args:
        studies: how many, by shape.
        publications: their main publications, by key.
    """

    studies: dict[Shape, int] = field(default_factory=lambda: defaultdict(int))
    publications: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        """Studies of every shape."""
        return sum(self.studies.values())


def column_field(choice: MapChoice) -> str:
    """Outcome kinds; within one of them, its domains."""
    return "domain" if choice.outcome else "outcome_kind"


def interventions(choice: MapChoice) -> list[Named]:
    """Every intervention with its number of studies under the filters; two queries."""
    counted = (
        _findings(choice)
        .values_list("intervention_record")
        .annotate(studies=Count("study", distinct=True))
        .order_by()
    )
    studies = {key: number for key, number in counted if key is not None}
    rows = Intervention.objects.order_by("name").values_list("pk", "name", "slug")
    return [Named(pk, name, slug, studies.get(pk, 0)) for pk, name, slug in rows]


def columns(choice: MapChoice) -> list[Column]:
    """What there is of each outcome in the whole map, the most studied first."""
    name = column_field(choice)
    rows = (
        _findings(choice)
        .filter(intervention_record__isnull=False)
        .values_list(name)
        .annotate(
            studies=Count("study", distinct=True),
            interventions=Count("intervention_record", distinct=True),
        )
        .order_by("-studies", name)
    )
    return [Column(*row) for row in rows]


def cells(
    choice: MapChoice, rows: Iterable[int], shown: Iterable[str] | None = None
) -> Mapping[Place, Cell]:
    """The studies at each place of these interventions; two queries.

    Args:
        choice: what the reader chose.
        rows: keys of interventions.
        shown: outcome kinds or domains; None for all.
    """
    name = column_field(choice)
    found = _findings(choice).filter(intervention_record__in=list(rows))
    if shown is not None:
        found = found.filter(**{f"{name}__in": list(shown)})
    every = list(
        found.order_by()
        .values_list(
            "intervention_record",
            name,
            "study",
            "study__reference",
            "study__kind",
            "study__design",
            "published_rating",
        )
        .distinct()
    )
    return _placed(every, choice.shade)


def _placed(rows: Sequence[tuple], shade: Shade) -> Mapping[Place, Cell]:
    ratings: dict[tuple[Place, int], set[str]] = defaultdict(set)
    studies: dict[tuple[Place, int], tuple[int, str, str]] = {}
    for intervention, column, study, reference, kind, design, rating in rows:
        at = ((intervention, column), study)
        ratings[at].add(rating)
        studies[at] = (reference, kind, design)
    by_security = shade == Shade.SECURITY
    security = security_of({key for _place, key in studies}) if by_security else {}
    placed: dict[Place, Cell] = defaultdict(Cell)
    for (place, key), (reference, kind, design) in studies.items():
        published = frozenset(ratings[place, key])
        counted = Counted(kind, design, security.get(key), published)
        placed[place].studies[shape_of(counted, shade)] += 1
        placed[place].publications.add(reference)
    return placed


def _findings(choice: MapChoice) -> "QuerySet[Finding]":
    return Finding.objects.filter(choice.findings)
