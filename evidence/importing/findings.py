"""One row of the table: reference, study and finding."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evidence.csl import person
from evidence.formats.findings_csv import FINDING_COLUMNS, STUDY_COLUMNS, Row
from evidence.identifiers import UnknownIdentifier, normalise_doi
from evidence.importing import cells
from evidence.importing.references import import_reference
from evidence.importing.report import Outcome, UnableToImport
from evidence.models import Finding, Reference, Study
from mesh.core.models import Phase, Subject

study_lists: dict[str, tuple[str, Any]] = {
    "study_subjects": ("subjects", Subject),
    "study_phases": ("phases", Phase),
}
# Column -> field of the study; all but one are the field's name with "study_" before.
study_fields: dict[str, str] = {
    column: column.removeprefix("study_")
    for column in STUDY_COLUMNS
    if column not in study_lists and column != "study_label"
} | {"study_included": "studies_included"}
study_field = {each.name: each for each in Study._meta.fields}
finding_field = {each.name: each for each in Finding._meta.fields}
IDENTITY = (
    "intervention",
    "comparison",
    "outcome",
    "outcome_kind",
    "measure",
    "subgroup",
    "delay",
    "effect_metric",
)


@dataclass
class Table:
    """What the rows before have said, so that one file can't contradict itself.

    Only rows that went in count: a refused row must not stop a good one.
    """

    this_year: int
    keys: dict[str, int] = field(default_factory=dict)  # line of each finding
    references: dict[int, int] = field(default_factory=dict)  # first line of each
    studies: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)

    def remember(self, row: Row, reference: Reference, study: Study) -> None:
        """Note what a row has said of its publication and study."""
        self.references.setdefault(reference.pk, row.line)
        for column in (*study_fields, *study_lists):
            if cell := row.cells.get(column):
                self.studies.setdefault((study.pk, column), (row.line, cell))

    def refuse_contradiction(self, row: Row, study: Study) -> None:
        """A later row of a study may leave its cells empty, not say something else.

        Raises:
            UnableToImport: it does.
        """
        for column in (*study_fields, *study_lists):
            line, before = self.studies.get((study.pk, column), (0, ""))
            if before and row.cells.get(column, "") not in ("", before):
                raise UnableToImport(
                    _("%(column)s contradicts line %(line)d about the same study.")
                    % {"column": column, "line": line}
                )


def import_finding(*, row: Row, table: Table) -> Outcome:
    """Bring one row in.

    Raises:
        UnableToImport: a cell is wrong, something is missing, or an earlier row of the
            file says otherwise.
    """
    if row.reason:
        raise UnableToImport(row.reason)
    reference, about_reference = _reference(row, table)
    study, about_study = _study(row, reference, table)
    about_finding = _finding(row, study, table)
    table.remember(row, reference, study)
    outcomes = {about_reference, about_study, about_finding}
    if about_finding == Outcome.CREATED:
        return Outcome.CREATED
    return Outcome.UNCHANGED if outcomes == {Outcome.UNCHANGED} else Outcome.UPDATED


def _reference(row: Row, table: Table) -> tuple[Reference, Outcome]:
    if slug := row.cells.get("reference"):
        reference = Reference.objects.filter(slug=slug).first()
        if reference is None:
            raise UnableToImport(_("There is no reference “%s”.") % slug[:100])
        return reference, Outcome.UNCHANGED
    if not row.cells.get("title"):
        return _reference_by_doi(row.cells.get("doi", "")), Outcome.UNCHANGED
    reference, outcome = import_reference(
        csl=_described(row.cells),
        this_year=table.this_year,
        type_if_new="article-journal" if row.cells.get("container") else "document",
    )
    line = table.references.get(reference.pk)
    if line is not None and outcome == Outcome.UPDATED:
        raise UnableToImport(
            _("Line %d is about the same publication and says otherwise.") % line
        )
    return reference, outcome


def _described(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "author": [person(name) for name in cells.slugs(row.get("authors", ""))],
        "issued": row.get("year", ""),
        "container-title": row.get("container", ""),
        "DOI": row.get("doi", ""),
    }


def _reference_by_doi(doi: str) -> Reference:
    if not doi:
        raise UnableToImport(_("Name the publication: doi, reference or title."))
    try:
        reference = Reference.objects.filter(doi=normalise_doi(doi)).first()
    except UnknownIdentifier as error:
        raise UnableToImport(_("doi “%s” is not a DOI.") % doi[:80]) from error
    if reference is None:
        raise UnableToImport(
            _("No reference has the DOI %s: import it first, or give its title.") % doi
        )
    return reference


def _study(row: Row, reference: Reference, table: Table) -> tuple[Study, Outcome]:
    label = row.cells.get("study_label", "")
    study = reference.studies.filter(label=label).first()
    outcome = Outcome.UNCHANGED
    if study is None:
        study, outcome = Study(reference=reference, label=label), Outcome.CREATED
        if not row.cells.get("study_kind") or not row.cells.get("study_design"):
            raise UnableToImport(
                _("A study that is not known yet needs study_kind and study_design.")
            )
    else:
        table.refuse_contradiction(row, study)
    said = {
        name: cells.value(column, row.cells[column], study_field[name])
        for column, name in study_fields.items()
        if row.cells.get(column)
    }
    if _changed(study, said) and outcome == Outcome.UNCHANGED:
        outcome = Outcome.UPDATED
    if outcome != Outcome.UNCHANGED:
        _save(study)
    if _set_lists(study, row.cells) and outcome == Outcome.UNCHANGED:
        outcome = Outcome.UPDATED
    return study, outcome


def _set_lists(study: Study, row: Mapping[str, str]) -> bool:
    changed = False
    for column, (name, model) in study_lists.items():
        if not row.get(column):
            continue
        wanted = set(cells.slugs(row[column]))
        rows = set(model.objects.filter(slug__in=wanted))
        if unknown := wanted - {each.slug for each in rows}:
            raise UnableToImport(
                _("%(column)s: “%(slug)s” is not known.")
                % {"column": column, "slug": sorted(unknown)[0][:80]}
            )
        if rows != set(getattr(study, name).all()):
            getattr(study, name).set(rows)
            changed = True
    return changed


def _finding(row: Row, study: Study, table: Table) -> Outcome:
    said = {
        name: cells.value(name, row.cells[name], finding_field[name])
        for name in FINDING_COLUMNS
        if name in row.cells and name != "key"
    }
    key = row.cells.get("key") or automatic_key(study, said)
    if key in table.keys:
        raise UnableToImport(
            _("The same finding is in line %d: give each a key.") % table.keys[key]
        )
    finding = Finding.objects.filter(key=key).first()
    outcome = Outcome.UNCHANGED if finding else Outcome.CREATED
    finding = finding or Finding(key=key)
    if finding.study_id not in (None, study.pk):
        raise UnableToImport(_("The key “%s” belongs to another study.") % key)
    finding.study = study
    if _changed(finding, said) and outcome == Outcome.UNCHANGED:
        outcome = Outcome.UPDATED
    if outcome != Outcome.UNCHANGED:
        _save(finding)
    table.keys[key] = row.line
    return outcome


def automatic_key(study: Study, said: Mapping[str, Any]) -> str:
    """The key of a finding without one: the same for the same comparison."""
    parts = [study.reference.slug, study.label]
    parts += [str(said.get(name) or "").casefold() for name in IDENTITY]
    return f"f-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:16]}"


def _changed(row: Study | Finding, said: Mapping[str, Any]) -> bool:
    """Set what is said; whether any of it is new."""
    changed = False
    for name, value in said.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def _save(row: Study | Finding) -> None:
    try:
        row.clean_fields(exclude=["reference", "study"])
        row.clean()
    except ValidationError as error:
        raise UnableToImport(_reasons(error)) from error
    row.save()


def _reasons(error: ValidationError) -> str:
    return " ".join(
        f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
    )
