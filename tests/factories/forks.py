"""Makes forks by the real service, and publishes their parents anew."""

from django.utils import timezone

from pathways.models import PathwayPage
from pathways.services import forks
from tests.factories.core import UserFactory
from tests.factories.workflows import make_live


def make_fork(parent, *, editor, association, now=None, **plan):
    """A fork of a live pathway for an association of the editor's."""
    values = {
        "under": parent.get_parent().specific,
        "title": f"{parent.title} for Wales",
        "organisation": association,
        "for_whom": "Teachers in Wales",
        **plan,
    }
    return forks.fork_pathway(
        parent=parent,
        plan=forks.ForkPlan(**values),
        by=editor,
        now=now or timezone.now(),
    )


def publish_with(page, nodes=None, **fields):
    """The live page with other nodes or fields, through review once more."""
    page = PathwayPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    if nodes is not None:
        draft.nodes = nodes
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=page.owner or UserFactory())
    page = PathwayPage.objects.get(pk=page.pk)
    make_live(page)
    return PathwayPage.objects.get(pk=page.pk)


def save_draft(page, nodes, *, by):
    """A further draft of a page with these nodes."""
    draft = PathwayPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.nodes = nodes
    return draft.save_revision(user=by, clean=False)
