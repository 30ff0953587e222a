"""Two publications of the demo with all that hangs on them, for the examples.

Each figure is that of the demo's data files, so of the paper.
"""

import datetime as dt

from django.utils import timezone
from wagtail.models import Page, Site

from evidence.constants import EdgeKind
from evidence.importing.references import import_reference
from evidence.models import Finding, Intervention, Study
from mesh.core.models import Phase, Subject
from pathways.constants import NodeKind
from pathways.demo import catalogue
from pathways.models import PathwayPage
from tests.factories.core import OrganisationFactory, PhaseFactory, SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
)
from tests.factories.pathways import (
    HomePageFactory,
    PathwayPageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)
from tests.factories.streams import node
from tests.factories.workflows import make_live

SHOWN = ("rohrer-2014", "raudenbush-bryk-1985")
LISTS = {"subjects": Subject, "phases": Phase}
PUBLISHED = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)
NODE_IDS = (
    "6f1f3c7e-0000-4000-8000-000000000001",
    "6f1f3c7e-0000-4000-8000-000000000002",
)


def build_examples() -> None:
    """Records, an edge, and a published pathway."""
    maths = SubjectFactory(name="Mathematics", slug="mathematics")
    SubjectFactory(name="All subjects", slug="all-subjects")
    PhaseFactory(name="Key Stage 3", slug="ks3", age_from=11, age_to=14)
    for entry in catalogue.references():
        if entry["key"] in SHOWN:
            _import(entry)
    _relate(maths)
    _publish(maths)


def _import(entry) -> None:
    year = timezone.now().year
    reference, _outcome = import_reference(csl=catalogue.csl(entry), this_year=year)
    for fields, findings in catalogue.studies(entry):
        plain = {name: value for name, value in fields.items() if name not in LISTS}
        study = Study.objects.create(reference=reference, **plain)
        for name, model in LISTS.items():
            rows = model.objects.filter(slug__in=fields.get(name, ()))
            getattr(study, name).set(rows)
        for each in findings:
            values = {name: value for name, value in each.items() if name != "mark"}
            Finding.objects.create(study=study, **values)


def _relate(maths) -> None:
    mixed = Intervention.objects.named("Mixed practice in mathematics").get()
    mixed.summary = "Problems of several kinds in one exercise."
    mixed.save()
    mixed.subjects.add(maths)
    barrier = BarrierFactory(
        name="Choosing the method by the page",
        summary="Pupils use the method of the lesson, whatever the problem asks for.",
    )
    barrier.subjects.add(maths)
    edge = EdgeFactory(source=barrier, kind=EdgeKind.ADDRESSED_BY, target=mixed)
    EdgeEvidenceFactory(
        edge=edge,
        finding=Finding.objects.get(key="rohrer-2014-test"),
        note="Pupils of Grade 7 solved more problems of the kinds that they had mixed.",
    )


def _publish(maths) -> None:
    home = HomePageFactory(parent=Page.get_first_root_node(), slug="mesh")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "mesh.example.org", "port": 443, "root_page": home},
    )
    subjects = SubjectIndexPageFactory(parent=home)
    above = SubjectPageFactory(parent=subjects, subject=maths, slug="mathematics")
    start, leaf = NODE_IDS
    nodes = [
        node("Pupils use the last method taught", level=1, kind=NodeKind.SYMPTOM),
        node("Choosing the method by the page", level=2, kind=NodeKind.BARRIER),
    ]
    nodes = [raw | {"id": key} for raw, key in zip(nodes, (start, leaf), strict=True)]
    page = PathwayPageFactory(
        parent=above,
        title="Choosing a method",
        slug="choosing-a-method",
        summary="Why pupils use the last method taught, and what helps.",
        organisation=OrganisationFactory(name="Demo association of mathematics"),
        nodes=nodes,
    )
    page.phases.add(Phase.objects.get(slug="ks3"))
    page.save()
    make_live(page)
    PathwayPage.objects.update(
        first_published_at=PUBLISHED, last_published_at=PUBLISHED
    )
