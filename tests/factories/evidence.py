"""Makes references, studies and findings."""

import factory
from django.utils import timezone

from evidence import csl
from evidence.constants import (
    Design,
    EdgeKind,
    EffectMetric,
    OutcomeKind,
    StudyKind,
)
from evidence.models import (
    Appraisal,
    AppraisalRound,
    Barrier,
    Edge,
    EdgeEvidence,
    Finding,
    Intervention,
    Reference,
    Study,
)
from mesh.core.constants import Role
from tests.factories.core import UserFactory
from workflows.constants import ConflictAnswer


class ReferenceFactory(factory.django.DjangoModelFactory):
    """`ReferenceFactory(title=..., authors=["Ni, Yujing"], year=2005, doi=...)`.

    Or give the whole CSL-JSON: `ReferenceFactory(csl={...})`.
    """

    class Meta:
        model = Reference
        exclude = ("title", "authors", "year", "doi", "container")

    title = factory.Sequence(lambda n: f"A study of fractions, number {n}")
    authors = factory.Sequence(lambda n: [f"Author{n}, Ada"])
    year = 2020
    doi = factory.Sequence(lambda n: f"10.5555/example.{n}")
    container = "Journal of Examples"
    csl = factory.LazyAttribute(
        lambda o: {
            "type": "article-journal",
            "title": o.title,
            "author": [csl.person(name) for name in o.authors],
            **({"issued": {"date-parts": [[o.year]]}} if o.year else {}),
            "container-title": o.container,
            **({"DOI": o.doi} if o.doi else {}),
        }
    )


class StudyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Study

    class Params:
        review = factory.Trait(kind=StudyKind.REVIEW, design=Design.META_ANALYSIS)

    reference = factory.SubFactory(ReferenceFactory)
    kind = StudyKind.PRIMARY
    design = Design.RCT
    weakness = "One school only."


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    class Params:
        pooled = factory.Trait(
            study=factory.SubFactory(StudyFactory, review=True), effects_pooled=43
        )

    study = factory.SubFactory(StudyFactory)
    intervention = "Number line work"
    comparison = "Usual teaching"
    outcome = "Fraction magnitude"
    outcome_kind = OutcomeKind.ATTAINMENT
    effect_metric = EffectMetric.HEDGES_G
    effect_size = 0.4
    ci_low = 0.2
    ci_high = 0.6
    sample_size = 140


class AppraisalRoundFactory(factory.django.DjangoModelFactory):
    """Two people asked; `AppraisalRoundFactory(people=[ada, bob])` to choose them."""

    class Meta:
        model = AppraisalRound
        skip_postgeneration_save = True

    study = factory.SubFactory(StudyFactory)
    assigned_by = factory.SubFactory(UserFactory, roles=[Role.CURATOR])
    opened_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def people(self, create, extracted, **kwargs):
        if extracted is None:
            extracted = [UserFactory(roles=[Role.REVIEWER]) for _each in range(2)]
        for person in extracted:
            Appraisal.objects.create(
                round=self,
                appraiser=person,
                asked_at=self.opened_at,
                conflict=ConflictAnswer.NONE,
            )


class InterventionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intervention

    name = factory.Sequence(lambda n: f"Intervention {n}")


class BarrierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Barrier

    name = factory.Sequence(lambda n: f"Barrier {n}")


class EdgeFactory(factory.django.DjangoModelFactory):
    """`EdgeFactory(source=barrier, kind=EdgeKind.ADDRESSED_BY, target=intervention)`."""

    class Meta:
        model = Edge
        exclude = ("source", "target")

    kind = EdgeKind.ADDRESSED_BY
    source = factory.SubFactory(BarrierFactory)
    target = factory.SubFactory(InterventionFactory)
    source_barrier = factory.LazyAttribute(lambda o: _if_is(o.source, Barrier))
    source_intervention = factory.LazyAttribute(
        lambda o: _if_is(o.source, Intervention)
    )
    target_barrier = factory.LazyAttribute(lambda o: _if_is(o.target, Barrier))
    target_intervention = factory.LazyAttribute(
        lambda o: _if_is(o.target, Intervention)
    )


def _if_is(record, model):
    return record if isinstance(record, model) else None


class EdgeEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EdgeEvidence

    edge = factory.SubFactory(EdgeFactory)
    finding = factory.SubFactory(FindingFactory)
