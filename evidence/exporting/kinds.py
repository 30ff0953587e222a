"""The formats that are offered."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from evidence.importing.files import Form
from evidence.json_ld.terms import CONTENT_TYPE


class UnknownForm(ValueError):
    """A format that is not offered."""


@dataclass(frozen=True)
class Kind:
    """A format: what a browser is told, and what a person is."""

    form: Form
    ending: str
    content_type: str
    name: Any
    holds: Any

    @property
    def holds_findings(self) -> bool:
        """Whether findings are in it: then it is as long as they are many."""
        return self.form in {Form.CSV, Form.JSON_LD}

    @property
    def is_table(self) -> bool:
        """Whether it has a row for each finding rather than an item for each record."""
        return self.form == Form.CSV


kinds: dict[Form, Kind] = {
    each.form: each
    for each in (
        Kind(
            Form.CSV,
            "csv",
            "text/csv",
            _("Table (CSV)"),
            _(
                "One row a finding, with its study and publication. For spreadsheets, "
                "R, Python, SPSS and Stata."
            ),
        ),
        Kind(
            Form.JSON_LD,
            "jsonld",
            CONTENT_TYPE,
            "JSON-LD",
            _(
                "Everything but the ratings: publications, their studies, the findings "
                "of these, and the effects that we compute; where you download all, "
                "barriers and interventions, too. For programs."
            ),
        ),
        Kind(
            Form.CSL,
            "json",
            "application/vnd.citationstyles.csl+json",
            "CSL-JSON",
            _("The publications. For Zotero, Pandoc and other citation programs."),
        ),
        Kind(
            Form.RIS,
            "ris",
            "application/x-research-info-systems",
            "RIS",
            _("The publications. For EndNote, Mendeley, Citavi and most others."),
        ),
        Kind(
            Form.BIBTEX,
            "bib",
            "application/x-bibtex",
            "BibTeX",
            _("The publications. For LaTeX and JabRef."),
        ),
    )
}


def kind_of(form: str) -> Kind:
    """The format of this name.

    Raises:
        UnknownForm: it is none of those offered.
    """
    try:
        return kinds[Form(form)]
    except (KeyError, ValueError) as error:
        raise UnknownForm(form) from error
