"""The ways into the evidence, and how much of it there is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.models import Finding, Reference, Study

SEARCH = "/search/?kind=study&kind=review&kind=reference"


@dataclass(frozen=True)
class Way:
    """A page that shows all the evidence from one side."""

    name: Promise
    url: str
    about: Promise


@dataclass(frozen=True)
class Amount:
    """How much there is to be read."""

    references: int
    studies: int
    findings: int


def amount() -> Amount:
    """Three counts, three queries."""
    return Amount(
        references=Reference.objects.count(),
        studies=Study.objects.count(),
        findings=Finding.objects.count(),
    )


def ways() -> list[Way]:
    """Every way in, what a teacher asks first."""
    return [
        Way(
            _("Barriers to learning"),
            reverse("evidence:barriers"),
            _("What keeps pupils from learning something, and what helps."),
        ),
        Way(
            _("Interventions"),
            reverse("evidence:interventions"),
            _("What a teacher can do, with all that was found of it."),
        ),
        Way(
            _("Gap map"),
            reverse("evidence:gaps"),
            _("How much is known of what, how well, and what nobody has looked at."),
        ),
        Way(
            _("Findings together"),
            reverse("evidence:syntheses"),
            _("What several studies of one intervention found on average."),
        ),
        Way(
            _("How we rate"),
            reverse("evidence:how_we_rate"),
            _("Every rule by which a study or a result is rated, to read and dispute."),
        ),
        Way(
            _("Download"),
            reverse("evidence:download_page"),
            _("All records as files, for spreadsheets and citation programs."),
        ),
    ]
