"""Makes references, studies and findings."""

import factory

from evidence.constants import Design, EffectMetric, OutcomeKind, StudyKind
from evidence.models import Finding, Reference, Study


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reference

    csl = factory.Sequence(
        lambda n: {
            "type": "article-journal",
            "title": f"A study of fractions, number {n}",
            "author": [{"family": f"Author{n}", "given": "Ada"}],
            "issued": {"date-parts": [[2020]]},
            "container-title": "Journal of Examples",
            "DOI": f"10.5555/example.{n}",
        }
    )
    title = factory.LazyAttribute(lambda o: o.csl["title"])
    slug = factory.Sequence(lambda n: f"author{n}-2020")
    authors_text = factory.LazyAttribute(lambda o: o.csl["author"][0]["family"])
    year = 2020
    doi = factory.LazyAttribute(lambda o: o.csl["DOI"])


class StudyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Study

    reference = factory.SubFactory(ReferenceFactory)
    kind = StudyKind.PRIMARY
    design = Design.RCT
    weakness = "One school only."


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

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
