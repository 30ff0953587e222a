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
from tests.factories.workflows import make_live


def _stream(factory_class, field, raw):
    """A stream as if read from the database: raw values by block type."""
    model = factory_class._meta.model
    return model._meta.get_field(field).to_python(list(raw))


class ReviewedPageFactory(wagtail_factories.PageFactory):
    """Makes a draft; with `live=True` it then goes through review and judgement.

    Nothing reviewed goes live without a verdict, in a test neither: what a live page
    should hold must be given here, and is complete.
    """

    class Meta:
        abstract = True

    live = False

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        live = kwargs.pop("live")
        page = super()._create(model_class, *args, live=False, **kwargs)
        if live:
            make_live(page)
        return page


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


class PathwayPageFactory(ReviewedPageFactory):
    """`PathwayPageFactory(parent=…, nodes=12, pages=[…])` makes a map of twelve nodes that
    lead to the pages in turn; `nodes` may also be a list of raw blocks.
    """

    class Meta:
        model = PathwayPage

    title = factory.Sequence(lambda n: f"Pathway {n}")
    summary = "From what a teacher sees to what helps."
    organisation = factory.SubFactory(OrganisationFactory)

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        nodes, pages = kwargs.pop("nodes", ()), kwargs.pop("pages", ())
        if kwargs["live"] and not nodes:
            nodes = 1
        if isinstance(nodes, int):
            nodes = outline(nodes, pages)
        return {**kwargs, "nodes": _stream(cls, "nodes", nodes)}


class KnowledgePageFactory(ReviewedPageFactory):
    """`KnowledgePageFactory(parent=…, complete=True, kind=…)` fills every required part;
    `findings` and `references` say which records it cites.
    """

    class Meta:
        model = KnowledgePage

    title = factory.Sequence(lambda n: f"Whole-number bias {n}")
    kind = KnowledgeKind.BARRIER
    summary = "Pupils treat a fraction as two whole numbers."
    organisation = factory.SubFactory(OrganisationFactory)

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        body, complete = kwargs.pop("body", ()), kwargs.pop("complete", False)
        complete = complete or (kwargs["live"] and not body)
        records = {
            name: kwargs.pop(name)
            for name in ("findings", "references")
            if name in kwargs
        }
        if complete or records:
            body = full_body(kwargs["kind"], **records)
        return {**kwargs, "body": _stream(cls, "body", body)}
