"""A small site that has one page of every public type."""

from dataclasses import dataclass, field

import wagtail_factories
from django.utils import timezone
from wagtail.models import Page, Site

from mesh.core.constants import Role
from pathways.constants import KnowledgeKind
from pathways.models import InformationPage
from tests.factories.core import (
    OrganisationFactory,
    PhaseFactory,
    SubjectFactory,
    UserFactory,
)
from tests.factories.evidence import FindingFactory
from tests.factories.pathways import (
    HomePageFactory,
    KnowledgePageFactory,
    PathwayPageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)
from tests.factories.registration import (
    PathwayProposalFactory,
    RegisterPathwayPageFactory,
)
from tests.factories.workflows import submit
from workflows import links
from workflows.services import invitations

PATHWAY = "Fractions as numbers"
BARRIER = "Whole-number bias"
INTERVENTION = "Fractions on a number line"


class InformationPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = InformationPage


@dataclass(frozen=True)
class PublicSite:
    """The addresses of a site's pages, by what they are."""

    paths: dict[str, str] = field(default_factory=dict)


def plant_tree():
    """Home, an association, and one subject with a phase and a topic."""
    home = HomePageFactory(parent=Page.get_first_root_node(), slug="mesh")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home},
    )
    association = OrganisationFactory(name="Demo Mathematics Association")
    PhaseFactory(name="Primary", slug="primary")
    subject = SubjectFactory(name="Mathematics", slug="mathematics")
    index = SubjectIndexPageFactory(parent=home)
    subject_page = SubjectPageFactory(parent=index, subject=subject, slug="mathematics")
    RegisterPathwayPageFactory(parent=home)
    return home, subject_page, association


def build_public_site() -> PublicSite:
    """Make every public page type, filled and live."""
    home, subject_page, association = plant_tree()
    information = InformationPageFactory(
        parent=home,
        title="About MESH",
        slug="about",
        body="<h2>Who we are</h2><p>Teachers and researchers.</p><ul><li>One</li></ul>",
    )
    shared = {"parent": subject_page, "organisation": association, "live": True}
    finding, pooled = FindingFactory(), FindingFactory(pooled=True)
    barrier = KnowledgePageFactory(
        title=BARRIER, slug="bias", findings=[finding, pooled], **shared
    )
    intervention = KnowledgePageFactory(
        title=INTERVENTION,
        slug="line",
        kind=KnowledgeKind.INTERVENTION,
        findings=[finding],
        **shared,
    )
    pathway = PathwayPageFactory(
        title=PATHWAY,
        slug="fractions",
        nodes=12,
        pages=[barrier, intervention],
        **shared,
    )
    subject = subject_page.subject
    PathwayProposalFactory(
        accepted=True, title="Ratio", subject=subject, organisation=association
    )
    pages = {
        "home": home,
        "subjects": subject_page.get_parent(),
        "subject": subject_page,
        "pathway": pathway,
        "barrier": barrier,
        "intervention": intervention,
        "information": information,
    }
    return PublicSite(
        {
            **{name: page.get_url() for name, page in pages.items()},
            "evidence record": finding.study.reference.get_absolute_url(),
            "evidence record of a review": pooled.study.reference.get_absolute_url(),
            "search": "/search/?q=fraction",
            "search narrowed": "/search/?q=fraction&kind=barrier",
            "search without a word": "/search/",
            "search without results": "/search/?q=zzyzx",
            "register": "/register/",
            "register sent": "/register/sent/",
            "public register": "/register/list/",
            "not found": "/no-such-page/",
            "invitation": _invitation(subject_page, association),
        }
    )


def _invitation(subject_page, association) -> str:
    """Where a reviewer who was invited to a page in review answers."""
    page = KnowledgePageFactory(
        parent=subject_page, organisation=association, complete=True
    )
    assignment = invitations.invite_reviewer(
        review_round=submit(page),
        reviewer=UserFactory(roles=[Role.REVIEWER]),
        by=UserFactory(roles=[Role.COORDINATOR]),
        now=timezone.now(),
    )
    return path_of(links.invitation(assignment))


def path_of(url: str) -> str:
    """The address without the host that a mail gives it."""
    return "/" + url.split("//", 1)[1].split("/", 1)[1]
