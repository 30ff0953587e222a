"""The records that a portion of rows is about: read when first needed, written at once.

Rows see what rows before them brought, written or not. Nothing is written before
`write`, so that a refused row need only be forgotten. Memory holds one portion.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from evidence.appraising.recording import recompute
from evidence.bodies.waiting import mark_waiting
from evidence.computed_effects import store_effects
from evidence.constants import RatingCause
from evidence.duplicates.finding import look_for_duplicates
from evidence.graph.filing import file_findings
from evidence.importing.report import Remark
from evidence.importing.warnings import about_duplicates, about_effects
from evidence.models import (
    ComputedEffect,
    Finding,
    PossibleDuplicate,
    Reference,
    Study,
)
from evidence.search.outbox import touch
from evidence.synthesis.grouping import subjects_of

WRITTEN = [  # of a finding that was there before
    each.name
    for each in Finding._meta.fields
    if each.name not in ("id", "key", "created_at")
]
Name = tuple[str, str]  # of a study: its publication's slug, its label


class Trial:
    """The changes that one row makes to records, so that they can be taken back."""

    def __init__(self) -> None:
        self._before: list[tuple[models.Model, str, Any]] = []

    def set(self, record: models.Model, said: Mapping[str, Any]) -> bool:
        """Set what is said; whether any of it is new."""
        changed = False
        for name, value in said.items():
            before = getattr(record, name)
            if before != value:
                self._before.append((record, name, before))
                setattr(record, name, value)
                changed = True
        return changed

    def undo(self) -> None:
        """Take everything back."""
        for record, name, value in reversed(self._before):
            setattr(record, name, value)
            if isinstance(record, Reference):
                record.read_csl()


@dataclass
class Portion:
    """References, studies and findings of some rows, by what names them."""

    findings: dict[str, Finding] = field(default_factory=dict)
    looked_for: set[str] = field(default_factory=set)  # in the database, by any name
    known_as: dict[str, str] = field(default_factory=dict)  # DOI or slug of old -> slug
    studies: dict[Name, Study | None] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)  # by slug
    lines: dict[str, int] = field(default_factory=dict)  # of findings, by key
    lines_of_new: dict[str, int] = field(default_factory=dict)  # publications, by slug
    slugs_merged: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[tuple[Name, str], set[Any]] = field(default_factory=dict)
    changed_references: dict[str, Reference] = field(default_factory=dict)
    changed_studies: dict[Name, Study] = field(default_factory=dict)
    changed_findings: dict[str, Finding] = field(default_factory=dict)

    @classmethod
    def about(cls, keys: Iterable[str]) -> "Portion":
        """A portion whose rows name these findings, read in one query."""
        wanted = set(keys)
        found = Finding.objects.filter(key__in=wanted)
        looked_for = {f"key:{key}" for key in wanted}
        return cls({each.key: each for each in found}, looked_for)

    def reference_by_slug(self, slug: str) -> Reference | None:
        """The publication of this record's address."""
        if slug not in self.references and self._first_time(f"slug:{slug}"):
            self._known(_stored(slug=slug), f"slug:{slug}")
        return self.references.get(self.known_as.get(f"slug:{slug}", slug))

    def reference_by_doi(self, doi: str) -> Reference | None:
        """The publication with this DOI, written or not."""
        if self._first_time(f"doi:{doi}"):
            self._known(_stored(doi=doi), f"doi:{doi}")
        if slug := self.known_as.get(f"doi:{doi}"):
            return self.references[slug]
        every = self.references.values()
        return next((each for each in every if each.doi == doi), None)

    def references_by_key(self, key: str) -> list[Reference]:
        """Publications of the same title, year and first author, written or not."""
        if self._first_time(f"matching:{key}"):
            found = Reference.every.filter(matching_key=key)
            for each in found.select_related("merged_into"):
                self._known(each, f"matching:{key}")
        former = self.known_as.get(f"matching:{key}")
        return [
            each
            for slug, each in self.references.items()
            if each.matching_key == key or slug == former
        ]

    def _first_time(self, name: str) -> bool:
        """Whether nothing of this name was looked for yet: the next time it is here."""
        if name in self.looked_for:
            return False
        self.looked_for.add(name)
        return True

    def _known(self, reference: Reference | None, name: str) -> None:
        """Keep the one object for a publication, however it was found."""
        if reference is None:
            return
        standing = reference.standing
        self.references.setdefault(standing.slug, standing)
        if standing is not reference:
            self.known_as[name] = standing.slug

    def study(self, reference: Reference, label: str) -> Study | None:
        """The study of a publication with this label, written or not."""
        name = (reference.slug, label)
        if name not in self.studies and reference.pk is not None:
            found = reference.studies.filter(label=label).first()
            if found is not None:
                found.reference = reference
            self.studies[name] = found
        return self.studies.get(name)

    def finding(self, key: str, study: Study) -> Finding | None:
        """The finding of this key; a new study has none whose key was not given."""
        return self.findings.get(key) if study.pk is None else self.find_finding(key)

    def find_finding(self, key: str) -> Finding | None:
        """The finding of this key, whatever study it is of."""
        if self._first_time(f"key:{key}"):
            found = Finding.objects.filter(key=key)
            self.findings.update({each.key: each for each in found})
        return self.findings.get(key)

    def merged_slugs(self, reference: Reference) -> list[str]:
        """The slugs of publications that were merged into this one; read once."""
        if reference.pk is None:
            return []
        if reference.slug not in self.slugs_merged:
            found = Reference.every.filter(merged_into=reference).order_by("pk")
            self.slugs_merged[reference.slug] = list(
                found.values_list("slug", flat=True)
            )
        return self.slugs_merged[reference.slug]

    def list_of(self, study: Study, name: str) -> set[Any]:
        """Subjects or phases of a study, as they will be."""
        wanted = self.lists.get((name_of(study), name))
        if wanted is not None:
            return wanted
        return set(getattr(study, name).all()) if study.pk is not None else set()

    def free_slug(self, wanted: str) -> str:
        """The slug, numbered when a publication, written or not, has it."""
        slug, number = wanted, 1
        while slug in self.references or Reference.every.filter(slug=slug).exists():
            number += 1
            slug = f"{wanted}-{number}"
        return slug

    def keep_reference(self, reference: Reference, line: int) -> None:
        """Have a new or changed publication written."""
        if reference.pk is None:
            self.lines_of_new.setdefault(reference.slug, line)
        self.references[reference.slug] = reference
        self.changed_references[reference.slug] = reference

    def keep_study(self, study: Study) -> None:
        """Have a new or changed study written."""
        self.studies[name_of(study)] = study
        self.changed_studies[name_of(study)] = study

    def name_finding(self, finding: Finding, line: int) -> None:
        """Know a finding by its key, written or not, and where it stands."""
        self.lines[finding.key] = line
        self.findings[finding.key] = finding

    def keep_finding(self, finding: Finding) -> None:
        """Have a new or changed finding written."""
        self.changed_findings[finding.key] = finding

    def keep_lists(self, study: Study, lists: Mapping[str, set[Any]]) -> None:
        """Have subjects or phases of a study written."""
        self.studies[name_of(study)] = study
        for name, rows in lists.items():
            self.lists[name_of(study), name] = rows

    def write(self, *, now: dt.datetime) -> list[Remark]:
        """Write what was kept, file it, compute effects, rate again, tell the search.

        In a transaction. Publications and studies that are there already are few, and
        saved one by one. What a person should look at is returned.
        """
        references = list(self.changed_references.values())
        studies = list(self.changed_studies.values())
        findings = list(self.changed_findings.values())
        new = [each for each in references if each.pk is None]
        _write(references)
        pairs = look_for_duplicates(references=new, now=now)
        _write(studies)
        for (name, field_name), rows in self.lists.items():
            getattr(self.studies[name], field_name).set(rows)
        file_findings(findings)
        new_findings = [each for each in findings if each.pk is None]
        old = [each for each in findings if each.pk is not None]
        about = subjects_of(Finding.objects.filter(pk__in=[each.pk for each in old]))
        about |= {(each.intervention_record_id, each.outcome_kind) for each in findings}
        Finding.objects.bulk_create(new_findings)
        Finding.objects.bulk_create(
            old, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
        )
        effects = store_effects(findings=findings, now=now)
        _rate_again({each.study_id for each in findings}, now)
        mark_waiting(about, now=now)
        told = {each.pk for each in references}
        told |= {each.reference_id for each in studies}
        told |= {each.study.reference_id for each in findings}
        touch(*(f"reference:{pk}" for pk in sorted(told)))
        return [*self._about_pairs(pairs), *self._about_effects(effects)]

    def _about_pairs(self, found: list[PossibleDuplicate]) -> list[Remark]:
        """Remarks on new publications that look like others."""
        if not found:
            return []
        lines = {
            self.references[slug].pk: line for slug, line in self.lines_of_new.items()
        }
        of_new = models.Q(first__in=lines) | models.Q(second__in=lines)
        pairs = PossibleDuplicate.objects.open().filter(of_new).with_references()
        return about_duplicates(pairs, lines)

    def _about_effects(self, made: Mapping[int, ComputedEffect]) -> list[Remark]:
        """Remarks on every finding of the rows, changed or not."""
        findings = [self.findings[key] for key in self.lines]
        changed = {each.pk for each in self.changed_findings.values()}
        others = [each.pk for each in findings if each.pk not in changed]
        kept = ComputedEffect.objects.filter(finding__in=others)
        effects = {**made, **{each.finding_id: each for each in kept}}
        return about_effects(findings, effects, self.lines)


def _rate_again(studies: Iterable[int], now: dt.datetime) -> None:
    """Rate those again that were rated before; saving one by one would do the same."""
    rated = Study.objects.filter(pk__in=studies, rating_records__isnull=False)
    for study in rated.distinct():
        recompute(study=study, cause=RatingCause.RECORD, now=now)


def _stored(**named: str) -> Reference | None:
    return Reference.every.filter(**named).select_related("merged_into").first()


def name_of(study: Study) -> Name:
    """What names a study before it has a key."""
    return study.reference.slug, study.label


def _write(records: list[Any]) -> None:
    """Insert the new ones together; save the others, telling whoever listens."""
    if not records:
        return
    old = [each for each in records if each.pk is not None]
    new = [each for each in records if each.pk is None]
    type(records[0]).objects.bulk_create(new)
    for each in old:
        each.save()
