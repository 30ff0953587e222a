"""Makes the registration page and proposals."""

import factory
import wagtail_factories
from django.utils import timezone

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from pathways.constants import HeldReason, ProposalState
from pathways.models import PathwayProposal, RegisterPathwayPage
from tests.factories.core import (
    OrganisationFactory,
    PhaseFactory,
    SubjectFactory,
    UserFactory,
)


def editor_of(association, **fields):
    """An editor with a current membership in an association."""
    user = UserFactory(roles=[Role.EDITOR], **fields)
    Membership.objects.create(
        user=user, organisation=association, role=MembershipRole.EDITOR
    )
    return user


class RegisterPathwayPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = RegisterPathwayPage

    title = "Register a pathway"
    slug = "register"
    data_notice = "<p>Only the editors see what you send.</p>"


class PathwayProposalFactory(factory.django.DjangoModelFactory):
    """A new proposal; `confirmed=True` proves the address, `held=True` holds it."""

    class Meta:
        model = PathwayProposal
        skip_postgeneration_save = True

    class Params:
        confirmed = factory.Trait(
            address_confirmed_at=factory.LazyFunction(timezone.now)
        )
        held = factory.Trait(
            state=ProposalState.HELD, held_reasons=[HeldReason.HONEYPOT.value]
        )
        discarded = factory.Trait(
            state=ProposalState.DISCARDED,
            decided_at=factory.LazyFunction(timezone.now),
        )
        accepted = factory.Trait(
            confirmed=True,
            state=ProposalState.ACCEPTED,
            decided_at=factory.LazyFunction(timezone.now),
        )

    title = factory.Sequence(lambda n: f"Proposal {n}")
    subject = factory.SubFactory(SubjectFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    barrier = "Pupils treat a fraction as two whole numbers."
    known = "Ni & Zhou 2005, doi:10.1207/s15326985ep4001_3"
    proposer_name = "Demo Proposer"
    proposer_email = factory.Sequence(lambda n: f"proposer{n}@example.org")
    consented_at = factory.LazyFunction(timezone.now)
    received_at = factory.LazyFunction(timezone.now)
    submission_key = factory.Sequence(lambda n: f"{n:064x}")
    content_digest = factory.Sequence(lambda n: f"{n:064x}")

    @factory.post_generation
    def phases(self, create, extracted, **kwargs):
        self.phases.set(extracted or [PhaseFactory()])
