"""A knowledge page started from a node of a map."""

import pytest

from mesh.core.constants import Role
from pathways.constants import KnowledgeKind
from pathways.models import KnowledgePage
from pathways.services.knowledge_drafts import UnableToStartPage, start_draft
from tests.factories.core import OrganisationFactory
from tests.factories.pathways import KnowledgePageFactory


@pytest.fixture
def start(subject_page, person, now):
    """Starts a page as an author does, with these things given otherwise."""
    given = {
        "parent": subject_page,
        "title": "Whole-number bias",
        "kind": KnowledgeKind.BARRIER,
        "organisation": OrganisationFactory(),
        "author": person(Role.AUTHOR),
        "now": now,
    }
    return lambda **changes: start_draft(**given | changes)


def test_the_draft_stands_under_the_subject_and_belongs_to_its_author(
    start, subject_page, person
):
    author = person(Role.AUTHOR)

    page = start(author=author, title="  Whole-number \n bias ")

    page = KnowledgePage.objects.get(pk=page.pk)
    assert page.title == "Whole-number bias"
    assert page.get_parent().pk == subject_page.pk
    assert (page.live, page.owner) == (False, author)
    assert page.revisions.get().user == author
    assert page.permissions_for_user(author).can_edit()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "  "}, "Give the page a title."),
        ({"title": "x" * 256}, "Shorten the title to 255 characters at most."),
        ({"kind": "probe"}, "about a barrier or an intervention"),
        ({"organisation": None}, "Choose the association"),
    ],
)
def test_what_is_missing_is_asked_for(start, changes, said):
    with pytest.raises(UnableToStartPage, match=said):
        start(**changes)

    assert not KnowledgePage.objects.exists()


def test_a_title_that_the_subject_has_already_is_refused(start, subject_page):
    KnowledgePageFactory(parent=subject_page, title="Whole-Number Bias")

    with pytest.raises(UnableToStartPage, match="has a page called"):
        start()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.JUDGE, Role.TRUSTEE])
def test_who_may_not_write_there_is_refused(start, person, role):
    with pytest.raises(UnableToStartPage, match="You may not add pages"):
        start(author=person(role))
