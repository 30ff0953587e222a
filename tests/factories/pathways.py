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
from tests.factories.streams import full_body, outline


def _stream(factory_class, field, raw):
    """A stream as if read from the database: raw values by block type."""
    model = factory_class._meta.model
    return model._meta.get_field(field).to_python(list(raw))


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
    """A draft: nothing reviewed goes live without a verdict.

    `PathwayPageFactory(parent=…, nodes=12, pages=[…])` makes a map of twelve nodes that
    lead to the pages in turn; `nodes` may also be a list of raw blocks.
    """

    class Meta:
        model = PathwayPage

    title = factory.Sequence(lambda n: f"Pathway {n}")
    summary = "From what a teacher sees to what helps."
    organisation = factory.SubFactory(OrganisationFactory)
    live = False

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        nodes, pages = kwargs.pop("nodes", ()), kwargs.pop("pages", ())
        if isinstance(nodes, int):
            nodes = outline(nodes, pages)
        return {**kwargs, "nodes": _stream(cls, "nodes", nodes)}


class KnowledgePageFactory(wagtail_factories.PageFactory):
    """A draft: nothing reviewed goes live without a verdict.

    `KnowledgePageFactory(parent=…, complete=True, kind=…)` fills every required part;
    `findings` and `references` say which records it cites.
    """

    class Meta:
        model = KnowledgePage

    title = factory.Sequence(lambda n: f"Whole-number bias {n}")
    kind = KnowledgeKind.BARRIER
    summary = "Pupils treat a fraction as two whole numbers."
    organisation = factory.SubFactory(OrganisationFactory)
    live = False

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        body, complete = kwargs.pop("body", ()), kwargs.pop("complete", False)
        records = {
            name: kwargs.pop(name)
            for name in ("findings", "references")
            if name in kwargs
        }
        if complete or records:
            body = full_body(kwargs["kind"], **records)
        return {**kwargs, "body": _stream(cls, "body", body)}
