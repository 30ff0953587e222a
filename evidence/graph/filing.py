"""Which intervention's record a finding belongs to: by its name, made when missing."""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from evidence.models import Finding, Intervention, InterventionName
from evidence.models.concepts import concept_slug, free_slug
from evidence.names import name_key

ATTEMPTS = 5  # each time, somebody else was quicker with one of the names
KEYS_PER_QUERY = 500
KIND = Intervention.kind


class UnableToFile(Exception):
    """Others kept making the same records at the same moment."""


def file_findings(findings: Iterable[Finding]) -> None:
    """Set the record of each finding by its intervention's name; saves no finding.

    A name that no record has makes one. Two queries for every 500 names, and three
    more for new ones.
    """
    every = list(findings)
    records = records_by_key(each.intervention for each in every)
    for each in every:
        each.intervention_record_id = records.get(name_key(each.intervention))


def records_by_key(names: Iterable[str]) -> dict[str, int]:
    """The records of these names, by the names' keys; those that are missing are made.

    Raises:
        UnableToFile: the same names were being made elsewhere, again and again.
    """
    wanted: dict[str, str] = {}
    for name in names:
        if key := name_key(name):
            wanted.setdefault(key, " ".join(name.split()))
    for _attempt in range(ATTEMPTS):
        known = _known(wanted)
        missing = {key: name for key, name in wanted.items() if key not in known}
        if not missing:
            return known
        try:
            return known | _make(missing)
        except IntegrityError:
            continue
    raise UnableToFile


def _known(wanted: Iterable[str]) -> dict[str, int]:
    keys = sorted(wanted)
    found: dict[str, int] = {}
    for start in range(0, len(keys), KEYS_PER_QUERY):
        rows = InterventionName.objects.filter(
            key__in=keys[start : start + KEYS_PER_QUERY]
        )
        found.update(rows.values_list("key", "intervention_id"))
    return found


@transaction.atomic
def _make(missing: Mapping[str, str]) -> dict[str, int]:
    """Make records, in the order of their keys: two who do so never wait in a ring."""
    slugs = _free_slugs(missing)
    made = Intervention.objects.bulk_create(
        Intervention(name=missing[key], slug=slugs[key]) for key in sorted(missing)
    )
    InterventionName.objects.bulk_create(
        InterventionName(key=key, intervention=record)
        for key, record in zip(sorted(missing), made, strict=True)
    )
    return {key: record.pk for key, record in zip(sorted(missing), made, strict=True)}


def _free_slugs(missing: Mapping[str, str]) -> dict[str, str]:
    wanted = {key: concept_slug(missing[key], KIND) for key in sorted(missing)}
    found = Intervention.every.filter(slug__in=wanted.values())
    taken = set(found.values_list("slug", flat=True))
    slugs: dict[str, str] = {}
    for key, slug in wanted.items():
        slugs[key] = free_slug(Intervention, slug, taken) if slug in taken else slug
        taken.add(slugs[key])
    return slugs
