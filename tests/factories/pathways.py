"""Makes the page tree: home, subjects, pathways, knowledge pages."""

import factory
import wagtail_factories

from pathways.constants import KnowledgeKind
from pathways.models import (
    HomePage,
    KnowledgePage,
    PathwayPage,
    SubjectIndexPage,
    SubjectPage,
)
from tests.factories.core import OrganisationFactory, SubjectFactory


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "MESH"
    introduction = "What gets in the way of learning, and what helps."


class SubjectIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SubjectIndexPage

    title = "Subjects"
    slug = "subjects"


class SubjectPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SubjectPage

    title = factory.LazyAttribute(lambda o: o.subject.name)
    subject = factory.SubFactory(SubjectFactory)


class PathwayPageFactory(wagtail_factories.PageFactory):
    """A draft: nothing reviewed goes live without a verdict."""

    class Meta:
        model = PathwayPage

    title = factory.Sequence(lambda n: f"Pathway {n}")
    summary = "From what a teacher sees to what helps."
    organisation = factory.SubFactory(OrganisationFactory)
    live = False


class KnowledgePageFactory(wagtail_factories.PageFactory):
    """A draft: nothing reviewed goes live without a verdict."""

    class Meta:
        model = KnowledgePage

    title = factory.Sequence(lambda n: f"Whole-number bias {n}")
    kind = KnowledgeKind.BARRIER
    summary = "Pupils treat a fraction as two whole numbers."
    organisation = factory.SubFactory(OrganisationFactory)
    live = False
