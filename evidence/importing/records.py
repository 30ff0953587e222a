"""A record of our JSON-LD: a publication with its studies and findings."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from evidence.csl import slug as slug_of
from evidence.formats.json_ld import Node
from evidence.importing import values
from evidence.importing.portion import Portion, Trial
from evidence.importing.references import (
    check,
    find,
    new_reference,
    read_item,
    what_is_new,
)
from evidence.importing.report import Became, Outcome, Remark, UnableToImport
from evidence.importing.table import Table
from evidence.json_ld import addresses
from evidence.models import Finding, Reference, Study

Value = Mapping[str, Any]


def import_record(*, node: Node, table: Table, portion: Portion) -> Outcome:
    """Bring a record in whole, kept in the portion, or not at all.

    Raises:
        UnableToImport: something in it is wrong. Nothing of it is kept then.
    """
    if node.value is None:
        raise UnableToImport(node.reason)
    if "cslItem" not in node.value:
        raise UnableToImport(_("This is no record: it has no cslItem."))
    trial = Trial()
    try:
        return _Record(node.line, node.value, table, portion, trial).bring_in()
    except UnableToImport:
        trial.undo()
        raise


class _Record:
    """A record while it is read: nothing is kept before all of it is right."""

    def __init__(
        self, line: int, value: Value, table: Table, portion: Portion, trial: Trial
    ) -> None:
        self.line, self.value = line, value
        self.table, self.portion, self.trial = table, portion, trial
        self.studies: list[tuple[Study, Outcome, dict[str, set[Any]]]] = []
        self.findings: list[tuple[Finding, Outcome]] = []

    def bring_in(self) -> Outcome:
        """Read all, then keep all."""
        reference, about_reference = self._reference()
        if before := self.table.line_of(f"record:{reference.slug}"):
            raise UnableToImport(_("Line %d is about the same publication.") % before)
        for study in values.nodes(self.value, "studies"):
            self._study(study, reference)
        self._keep(reference, about_reference)
        outcomes = {about_reference, *(outcome for _f, outcome in self.findings)}
        outcomes |= {outcome for _s, outcome, _lists in self.studies}
        if about_reference == Outcome.CREATED:
            return Outcome.CREATED
        is_changed = outcomes != {Outcome.UNCHANGED} or any(
            lists for _s, _o, lists in self.studies
        )
        return Outcome.UPDATED if is_changed else Outcome.UNCHANGED

    def _reference(self) -> tuple[Reference, Outcome]:
        said = values.plain(Reference, self.value)
        csl = said.pop("csl")
        if not isinstance(csl, Mapping):
            raise UnableToImport(_("cslItem: this must be an object."))
        abstract = said.pop("abstract", "")
        item, _abstract = read_item(csl, this_year=self.table.this_year)
        # A retraction is only ever added: to take one back is for a person.
        told = {name: value for name, value in said.items() if value}
        if (known := find(item, self.portion)) is None:
            return self._new(item, abstract, told), Outcome.CREATED
        changes = what_is_new(known, item, abstract) | told
        if not self.trial.set(known, changes):
            return known, Outcome.UNCHANGED
        check(known)
        return known, Outcome.UPDATED

    def _new(self, item: Value, abstract: str, told: Value) -> Reference:
        reference = new_reference(item, abstract)
        for name, value in told.items():
            setattr(reference, name, value)
        check(reference)
        wanted = addresses.slug_of(str(self.value.get("@id", "")))
        reference.slug = self.portion.free_slug(wanted or slug_of(reference.csl))
        return reference

    def _study(self, value: Value, reference: Reference) -> None:
        said = values.plain(Study, value)
        study = self.portion.study(reference, said.get("label", ""))
        outcome = Outcome.UNCHANGED
        if study is None:
            study, outcome = Study(reference=reference), Outcome.CREATED
        if self.trial.set(study, said) and outcome == Outcome.UNCHANGED:
            outcome = Outcome.UPDATED
        values.check(study, exclude=["reference"])
        lists = {
            name: rows
            for name, rows in values.linked(value).items()
            if rows != self.portion.list_of(study, name)
        }
        self.studies.append((study, outcome, lists))
        for finding in values.nodes(value, "findings"):
            self._finding(finding, study)

    def _finding(self, value: Value, study: Study) -> None:
        said = values.plain(Finding, value)
        if not (key := said.get("key", "")):
            raise UnableToImport(_("A finding has no key."))
        if before := self.table.line_of(f"key:{key}"):
            raise UnableToImport(
                _("The finding “%(key)s” is in line %(line)d already.")
                % {"key": key, "line": before}
            )
        finding, outcome = self.portion.find_finding(key), Outcome.UNCHANGED
        if finding is None:
            finding, outcome = Finding(study=study), Outcome.CREATED
        elif finding.study_id != study.pk:
            raise UnableToImport(_("The key “%s” belongs to another study.") % key)
        finding.study = study
        said = values.defaults(Finding, said) | said
        if self.trial.set(finding, said) and outcome == Outcome.UNCHANGED:
            outcome = Outcome.UPDATED
        values.check(finding, exclude=["study"])
        self.findings.append((finding, outcome))

    def _keep(self, reference: Reference, about_reference: Outcome) -> None:
        if about_reference != Outcome.UNCHANGED:
            self.portion.keep_reference(reference, self.line)
        self.table.note(f"record:{reference.slug}", self.line)
        for study, outcome, lists in self.studies:
            if outcome != Outcome.UNCHANGED:
                self.portion.keep_study(study)
            self.portion.keep_lists(study, lists)
        for finding, outcome in self.findings:
            self.table.note(f"key:{finding.key}", self.line)
            self.portion.name_finding(finding, self.line)
            if outcome != Outcome.UNCHANGED:
                self.portion.keep_finding(finding)


def names_further_references(node: Node) -> bool:
    """Whether a study of the record was published elsewhere, too: few are."""
    studies = (node.value or {}).get("studies", [])
    every = studies if isinstance(studies, list) else [studies]
    return any(
        isinstance(each, Mapping) and "furtherReferences" in each for each in every
    )


def further_references(node: Node) -> list[Became]:
    """Join the further publications of a record's studies; those unknown are told.

    Raises:
        UnableToImport: the record was refused already.
    """
    value = node.value or {}
    missing: list[Became] = []
    for each in values.nodes(value, "studies"):
        slugs = {
            addresses.slug_of(address): address
            for address in values.addresses(each, "furtherReferences")
        }
        if not slugs:
            continue
        study = _stored_study(value, str(each.get("label", "")))
        found = Reference.every.filter(slug__in=slugs).select_related("merged_into")
        if study is not None:
            study.further_references.add(*(each.standing for each in found))
        unknown = set(slugs) - {reference.slug for reference in found}
        missing += [
            Remark(node.line, _("There is no reference “%s”.") % slugs[slug][:200])
            for slug in sorted(unknown)
        ]
    return missing


def _stored_study(value: Value, label: str) -> Study | None:
    slug = addresses.slug_of(str(value.get("@id", "")))
    return Study.objects.filter(reference__slug=slug, label=label).first()
