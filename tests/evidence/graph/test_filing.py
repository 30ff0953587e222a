"""Which record a finding belongs to."""

import pytest
from django.core.exceptions import ValidationError

from evidence.graph import filing
from evidence.graph.filing import UnableToFile, file_findings, records_by_key
from evidence.models import Finding, Intervention, InterventionName
from evidence.names import name_key
from tests.factories.evidence import (
    BarrierFactory,
    FindingFactory,
    InterventionFactory,
    StudyFactory,
)

pytestmark = pytest.mark.django_db


def test_a_saved_finding_makes_the_record_of_its_intervention():
    finding = FindingFactory(intervention="Number line work")

    record = finding.intervention_record
    assert (record.name, record.slug) == ("Number line work", "number-line-work")
    assert record.findings.get() == finding


def test_another_spelling_joins_the_record():
    first = FindingFactory(intervention="Number line work")
    second = FindingFactory(intervention="number-line  Work")

    assert second.intervention_record == first.intervention_record
    assert second.intervention == "number-line  Work"


def test_another_name_of_the_record_joins_it():
    record = InterventionFactory(name="Interleaved practice", other_names=["Mixing"])

    assert FindingFactory(intervention="mixing").intervention_record == record


def test_a_renamed_finding_changes_its_record():
    finding = FindingFactory(intervention="One")

    finding.intervention = "Two"
    finding.save(update_fields=["intervention"])

    finding.refresh_from_db()
    assert finding.intervention_record.name == "Two"


def test_a_name_that_makes_no_address_gets_one():
    first, second = (FindingFactory(intervention=name) for name in ("+", "%"))

    assert first.intervention_record.slug == "intervention"
    assert second.intervention_record.slug == "intervention-2"


def test_names_of_one_address_get_numbers_within_one_go():
    records = records_by_key(["A+", "A!", "A?"])

    slugs = Intervention.objects.filter(pk__in=records.values())
    assert set(slugs.values_list("slug", flat=True)) == {"a", "a-2", "a-3"}


def test_a_finding_without_a_name_has_no_record():
    finding = Finding(study=StudyFactory(), intervention=" ")

    file_findings([finding])

    assert finding.intervention_record is None


def test_many_findings_are_filed_in_a_few_queries(django_assert_max_num_queries):
    study = StudyFactory()
    found = [Finding(study=study, intervention=f"No. {n % 40}") for n in range(400)]

    with django_assert_max_num_queries(8):
        file_findings(found)

    assert Intervention.objects.count() == 40
    with django_assert_max_num_queries(1):
        file_findings(found)


def test_who_was_slower_takes_the_record_that_is_there(monkeypatch):
    """The other's record appears between looking and making."""
    looked = []
    known = filing._known

    def too_early(wanted):
        looked.append(1)
        if len(looked) == 1:
            InterventionFactory(name="Number line work")
            return {}
        return known(wanted)

    monkeypatch.setattr(filing, "_known", too_early)
    record = records_by_key(["number line work"])["number line work"]

    assert Intervention.objects.get().pk == record
    assert len(looked) == 2


def test_who_is_always_slower_is_told(monkeypatch):
    InterventionFactory(name="Number line work")
    monkeypatch.setattr(filing, "_known", lambda wanted: {})

    with pytest.raises(UnableToFile):
        records_by_key(["Number line work"])


def test_a_record_is_found_by_its_names_only_as_long_as_it_has_them():
    record = InterventionFactory(name="One", other_names=["Two"])

    record.other_names = ["Three"]
    record.save()

    keys = InterventionName.objects.values_list("key", flat=True)
    assert set(keys) == {"one", "three"}
    assert Intervention.objects.named("THREE").get() == record
    assert not Intervention.objects.named("Two").exists()


def test_a_name_that_another_record_has_is_refused():
    InterventionFactory(name="Interleaved practice", other_names=["Mixing"])

    with pytest.raises(ValidationError, match="“Interleaved practice” has this name"):
        Intervention(name="mixing").full_clean()


def test_a_barrier_may_be_called_like_an_intervention():
    InterventionFactory(name="Estimation")

    assert BarrierFactory(name="Estimation").slug == "estimation"


def test_keys_are_the_names_in_one_spelling():
    assert Intervention(name="A-B", other_names=["a b", ""]).keys == {name_key("A B")}
