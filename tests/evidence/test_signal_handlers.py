"""News to the search, and the refusal to lose what a page cites."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError
from django.db.transaction import atomic
from wagtail.models import Page, ReferenceIndex

from evidence.citing import citing_pages, public_citing_pages
from evidence.models import Reference, SearchOutbox
from tests.factories.core import SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


def cite(page, row):
    """As Wagtail notes it when a page that cites the row is saved."""
    base = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.create(
        base_content_type=base,
        content_type=ContentType.objects.get_for_model(page),
        object_id=page.pk,
        to_content_type=ContentType.objects.get_for_model(row),
        to_object_id=row.pk,
        model_path="body.item",
        content_path="body.x",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )


def waiting():
    return set(SearchOutbox.objects.values_list("uid", flat=True))


def test_every_change_of_a_record_waits_for_the_search():
    finding = FindingFactory()
    uid = f"reference:{finding.study.reference_id}"
    changes = [
        finding.study.reference.save,
        finding.study.save,
        finding.save,
        lambda: finding.study.subjects.add(SubjectFactory()),
        lambda: finding.study.further_references.add(ReferenceFactory()),
        finding.delete,
        finding.study.delete,
    ]

    for change in changes:
        SearchOutbox.objects.all().delete()
        change()
        assert uid in waiting()


def test_what_a_page_cites_can_not_be_deleted_in_any_way(home):
    reference, finding = ReferenceFactory(), FindingFactory()
    cite(home, reference)
    cite(home, finding)

    for delete in (reference.delete, finding.delete, Reference.objects.filter(
        pk=reference.pk
    ).delete):  # fmt: skip
        with pytest.raises(ProtectedError, match="still cited") as refused, atomic():
            delete()
        assert {row.pk for row in refused.value.protected_objects} == {home.pk}


def test_citing_pages_are_found_by_reference_and_by_finding(home):
    finding = FindingFactory()
    cite(home, finding)

    reference = finding.study.reference
    assert not citing_pages(reference=reference).exists()
    assert list(citing_pages(reference=reference, findings=[finding])) == [
        home.page_ptr
    ]


def test_the_record_names_only_pages_that_readers_may_see(home, client):
    reference = ReferenceFactory()
    cite(home, reference)

    assert home.title in client.get(reference.get_absolute_url()).content.decode()
    Page.objects.filter(pk=home.pk).update(live=False)
    assert not public_citing_pages(reference=reference).exists()


def test_deleting_a_study_with_nothing_below_is_allowed():
    StudyFactory().delete()
