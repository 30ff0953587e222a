"""One row of the table: reference, study and finding."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from evidence.csl import person
from evidence.csl import slug as slug_of
from evidence.formats.findings_csv import FINDING_COLUMNS, STUDY_COLUMNS, Row
from evidence.identifiers import UnknownIdentifier, normalise_doi
from evidence.importing import cells, values
from evidence.importing.portion import Portion, Trial, name_of
from evidence.importing.references import (
    check,
    find,
    new_reference,
    read_item,
    what_is_new,
)
from evidence.importing.report import Outcome, UnableToImport
from evidence.importing.table import Table
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


def import_finding(*, row: Row, table: Table, portion: Portion) -> Outcome:
    """Bring one row in: kept in the portion, which is written as a whole.

    Raises:
        UnableToImport: a cell is wrong, something is missing, or an earlier row of the
            file says otherwise. Nothing of the row is kept then.
    """
    if row.reason:
        raise UnableToImport(row.reason)
    trial = Trial()
    try:
        return _import(row, table, portion, trial)
    except UnableToImport:
        trial.undo()
        raise


def _import(row: Row, table: Table, portion: Portion, trial: Trial) -> Outcome:
    reference, about_reference = _reference(row, table, portion, trial)
    study, about_study = _study(row, reference, table, portion, trial)
    lists = _lists(row, study, portion)
    finding, about_finding = _finding(row, study, table, portion, trial)
    if about_reference != Outcome.UNCHANGED:
        portion.keep_reference(reference, row.line)
    if about_study != Outcome.UNCHANGED:
        portion.keep_study(study)
    portion.name_finding(finding, row.line)
    if about_finding != Outcome.UNCHANGED:
        portion.keep_finding(finding)
    portion.keep_lists(study, lists)
    table.note(f"reference:{reference.slug}", row.line)
    table.note(f"key:{finding.key}", row.line)
    table.note_study(_name(study), row.line, _said_of_study(row))
    if about_finding == Outcome.CREATED:
        return Outcome.CREATED
    outcomes = {about_reference, about_study, about_finding}
    if outcomes == {Outcome.UNCHANGED} and not lists:
        return Outcome.UNCHANGED
    return Outcome.UPDATED


def _reference(
    row: Row, table: Table, portion: Portion, trial: Trial
) -> tuple[Reference, Outcome]:
    said: dict[str, Any] = {}
    if row.cells.get("reference") or not row.cells.get("title"):
        known = _reference_named(row, portion)
    else:
        item, abstract = read_item(_described(row.cells), this_year=table.this_year)
        found = find(item, portion)
        if found is None:
            return _new_reference(row, item, abstract, portion), Outcome.CREATED
        known, said = found, what_is_new(found, item, abstract)
    if not trial.set(known, said | retraction(row.cells)):
        return known, Outcome.UNCHANGED
    if line := table.line_of(f"reference:{known.slug}"):
        raise UnableToImport(
            _("Line %d is about the same publication and says otherwise.") % line
        )
    check(known)
    return known, Outcome.UPDATED


def _reference_named(row: Row, portion: Portion) -> Reference:
    if slug := row.cells.get("reference"):
        reference = portion.reference_by_slug(slug)
        if reference is None:
            raise UnableToImport(_("There is no reference “%s”.") % slug[:100])
        return reference
    return _reference_by_doi(row.cells.get("doi", ""), portion)


def retraction(row: Mapping[str, str]) -> dict[str, Any]:
    """What a row says of a retraction. None takes one back: only a person can."""
    said: dict[str, Any] = {}
    if cells.yes_or_no("retracted", row.get("retracted", "")):
        said["retracted"] = True
    if note := row.get("retraction_note"):
        said["retraction_note"] = note
    return said


def _new_reference(
    row: Row, item: Mapping[str, Any], abstract: str, portion: Portion
) -> Reference:
    kind = "article-journal" if row.cells.get("container") else "document"
    reference = new_reference(item, abstract, type_if_new=kind)
    for name, value in retraction(row.cells).items():
        setattr(reference, name, value)
    check(reference)
    reference.slug = portion.free_slug(slug_of(reference.csl))
    return reference


def _described(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "author": [person(name) for name in cells.slugs(row.get("authors", ""))],
        "issued": row.get("year", ""),
        "container-title": row.get("container", ""),
        "DOI": row.get("doi", ""),
    }


def _reference_by_doi(doi: str, portion: Portion) -> Reference:
    if not doi:
        raise UnableToImport(_("Name the publication: doi, reference or title."))
    try:
        reference = portion.reference_by_doi(normalise_doi(doi))
    except UnknownIdentifier as error:
        raise UnableToImport(_("doi “%s” is not a DOI.") % doi[:80]) from error
    if reference is None:
        raise UnableToImport(
            _("No reference has the DOI %s: import it first, or give its title.") % doi
        )
    return reference


def _study(
    row: Row, reference: Reference, table: Table, portion: Portion, trial: Trial
) -> tuple[Study, Outcome]:
    label = row.cells.get("study_label", "")
    study = portion.study(reference, label)
    outcome = Outcome.UNCHANGED
    if study is None:
        study, outcome = Study(reference=reference, label=label), Outcome.CREATED
        if not row.cells.get("study_kind") or not row.cells.get("study_design"):
            raise UnableToImport(
                _("A study that is not known yet needs study_kind and study_design.")
            )
    else:
        table.refuse_contradiction(_name(study), _said_of_study(row))
    said = {
        name: cells.value(column, row.cells[column], study_field[name])
        for column, name in study_fields.items()
        if row.cells.get(column)
    }
    if trial.set(study, said) and outcome == Outcome.UNCHANGED:
        outcome = Outcome.UPDATED
    if outcome != Outcome.UNCHANGED:
        values.check(study, exclude=["reference"])
    return study, outcome


def _name(study: Study) -> str:
    return "study:" + ":".join(name_of(study))


def _said_of_study(row: Row) -> dict[str, str]:
    columns = (*study_fields, *study_lists)
    return {name: cell for name in columns if (cell := row.cells.get(name))}


def _lists(row: Row, study: Study, portion: Portion) -> dict[str, set[Any]]:
    """Subjects and phases that the row changes."""
    changed = {}
    for column, (name, model) in study_lists.items():
        if not row.cells.get(column):
            continue
        wanted = set(cells.slugs(row.cells[column]))
        rows = set(model.objects.filter(slug__in=wanted))
        if unknown := wanted - {each.slug for each in rows}:
            raise UnableToImport(
                _("%(column)s: “%(slug)s” is not known.")
                % {"column": column, "slug": sorted(unknown)[0][:80]}
            )
        if rows != portion.list_of(study, name):
            changed[name] = rows
    return changed


def _finding(
    row: Row, study: Study, table: Table, portion: Portion, trial: Trial
) -> tuple[Finding, Outcome]:
    said = {
        name: cells.value(name, row.cells[name], finding_field[name])
        for name in FINDING_COLUMNS
        if name in row.cells and name != "key"
    }
    key = row.cells.get("key") or automatic_key(study, said)
    if line := table.line_of(f"key:{key}"):
        raise UnableToImport(
            _("The same finding is in line %d: give each a key.") % line
        )
    finding = portion.finding(key, study)
    if finding is None and not row.cells.get("key"):
        finding = _of_merged(study, said, portion)
        key = finding.key if finding else key
    if finding is None:
        finding, outcome = Finding(key=key, study=study), Outcome.CREATED
    elif finding.study_id != study.pk:
        raise UnableToImport(_("The key “%s” belongs to another study.") % key)
    else:
        finding.study, outcome = study, Outcome.UNCHANGED
    if trial.set(finding, said) and outcome == Outcome.UNCHANGED:
        outcome = Outcome.UPDATED
    if outcome != Outcome.UNCHANGED:
        values.check(finding, exclude=["study"])
    return finding, outcome


def _of_merged(
    study: Study, said: Mapping[str, Any], portion: Portion
) -> Finding | None:
    """The finding by the key that it got before its publication was merged."""
    for slug in portion.merged_slugs(study.reference):
        if found := portion.finding(automatic_key(study, said, slug), study):
            return found
    return None


def automatic_key(study: Study, said: Mapping[str, Any], slug: str = "") -> str:
    """The key of a finding without one: the same for the same comparison."""
    parts = [slug or study.reference.slug, study.label]
    parts += [str(said.get(name) or "").casefold() for name in IDENTITY]
    return f"f-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:16]}"
