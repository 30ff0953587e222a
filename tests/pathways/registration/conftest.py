"""What the tests of registration may ask for."""

import datetime as dt

import pytest

from pathways.services import proposals
from pathways.spam import FormToken
from tests.factories.core import OrganisationFactory, PhaseFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.registration import RegisterPathwayPageFactory, editor_of
from tests.factories.workflows import make_live


@pytest.fixture
def register_page(home):
    return RegisterPathwayPageFactory(parent=home)


@pytest.fixture
def association(db):
    return OrganisationFactory(name="Demo Mathematics Association")


@pytest.fixture
def editor(association):
    return editor_of(association, email="editor@example.org")


@pytest.fixture
def pathway(subject_page):
    """Makes a pathway ready for review: `pathway("Title", live=True)` reviews it."""

    def make(title="A pathway", *, live=False):
        known = KnowledgePageFactory(parent=subject_page)
        page = PathwayPageFactory(
            parent=subject_page,
            title=title,
            slug=f"pathway-{known.pk}",
            nodes=12,
            pages=[known],
        )
        if live:
            make_live(page)
        return page

    return make


@pytest.fixture
def data(subject_page, association):
    """What a proposer sends, valid; `data(title=...)` changes it."""

    def make(**changes):
        values = {
            "title": "Fractions as numbers",
            "subject": subject_page.subject,
            "organisation": association,
            "phases": [PhaseFactory()],
            "barrier": "Pupils treat a fraction as two whole numbers.",
            "known": "Ni & Zhou 2005",
            "proposer_name": "Ada Demo Proposer",
            "proposer_email": "ada@example.org",
        }
        return proposals.ProposalData(**values | changes)

    return make


@pytest.fixture
def receive(data, now):
    """Receive a proposal a minute after its form was opened."""

    def make(*, at=now, token=None, client="", trap_was_filled=False, **changes):
        token = token or FormToken.new(at - dt.timedelta(minutes=1))
        return proposals.receive_proposal(
            data=data(**changes),
            token=token,
            now=at,
            client=client,
            trap_was_filled=trap_was_filled,
        )

    return make


@pytest.fixture
def form_values(register_page, subject_page, association, now):
    """What a browser posts, valid; `form_values(title=...)` changes it."""

    def make(**changes):
        token = FormToken.new(now - dt.timedelta(minutes=1))
        values = {
            "title": "Fractions as numbers",
            "subject": subject_page.subject.pk,
            "organisation": association.pk,
            "phases": [PhaseFactory().pk],
            "barrier": "Pupils treat a fraction as two whole numbers.",
            "known": "Ni & Zhou 2005",
            "proposer_name": "Ada Demo Proposer",
            "proposer_email": "ada@example.org",
            "proposer_organisation": "Demo School",
            "consent": "on",
            "token": token.sign(),
        }
        return values | changes

    return make
