"""Makes people, organisations, subjects and phases."""

import factory
from django.contrib.auth.models import Group
from django.utils import timezone

from mesh.core.models import (
    Membership,
    Organisation,
    OutgoingMail,
    Phase,
    Subject,
    User,
)


class UserFactory(factory.django.DjangoModelFactory):
    """`UserFactory(roles=[Role.JUDGE], member_of=[association])`; password "password"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Demo"
    last_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("password")

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for role in extracted or ():
            self.groups.add(Group.objects.get_or_create(name=role.value)[0])

    @factory.post_generation
    def member_of(self, create, extracted, **kwargs):
        for organisation in extracted or ():
            Membership.objects.create(user=self, organisation=organisation)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Association {n}")
    slug = factory.Sequence(lambda n: f"association-{n}")


class SubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Subject

    name = factory.Sequence(lambda n: f"Subject {n}")
    slug = factory.Sequence(lambda n: f"subject-{n}")


class PhaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Phase

    name = factory.Sequence(lambda n: f"Key Stage {n}")
    slug = factory.Sequence(lambda n: f"key-stage-{n}")
    age_from = 7
    age_to = 11


class OutgoingMailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutgoingMail

    event = "core/emails/example"
    to = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = factory.Sequence(lambda n: f"Mail {n}")
    text = "Good morning.\n"
    html = "<p>Good morning.</p>"
    next_attempt_at = factory.LazyFunction(timezone.now)
