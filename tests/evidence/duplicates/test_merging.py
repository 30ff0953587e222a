"""Two publications become one; nothing is lost and no address breaks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page

from evidence.appraising.recording import recompute
from evidence.citing import citing_pages
from evidence.constants import Design, DuplicateAnswer, RatingCause
from evidence.duplicates.merging import UnableToMerge, merge_references
from evidence.importing.references import import_reference
from evidence.importing.report import Outcome
from evidence.models import (
    BodyOfEvidence,
    ComputedEffect,
    EdgeEvidence,
    Finding,
    NewestSearch,
    PossibleDuplicate,
    Reference,
    SearchEntry,
    Study,
)
from evidence.search.sync import apply_waiting
from tests.factories.core import SubjectFactory
from tests.factories.evidence import (
    EdgeEvidenceFactory,
    FindingFactory,
    ReferenceFactory,
    StudyFactory,
)
from tests.factories.pathways import KnowledgePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def merge(administrator, now):
    def run(kept, dropped):
        merged = merge_references(kept=kept, dropped=dropped, by=administrator, now=now)
        kept.refresh_from_db()
        dropped.refresh_from_db()
        return merged

    return run


def test_studies_and_findings_move(merge):
    kept, finding = ReferenceFactory(), FindingFactory()
    dropped = finding.study.reference

    merged = merge(kept, dropped)

    finding.refresh_from_db()
    assert finding.study.reference == kept
    assert merged.moved.studies == [finding.study_id]
    assert not Reference.objects.filter(pk=dropped.pk).exists()
    assert dropped.standing == kept


def test_what_the_kept_one_lacks_is_filled_and_its_own_word_stays(merge):
    kept = ReferenceFactory(
        csl={"type": "document", "title": "Kept", "volume": "1"}, abstract=""
    )
    dropped = ReferenceFactory(
        csl={"type": "report", "title": "Dropped", "volume": "2", "issue": "7"},
        abstract="An abstract.",
        retracted=True,
        retraction_note="Withdrawn.",
    )

    merge(kept, dropped)

    assert kept.csl == {"type": "report", "title": "Kept", "volume": "1", "issue": "7"}
    assert kept.abstract == "An abstract."
    assert kept.retracted
    assert kept.retraction_note == "Withdrawn."


def test_the_doi_goes_to_the_one_that_has_none(merge):
    kept, dropped = ReferenceFactory(doi=None), ReferenceFactory(doi="10.5555/own")

    merge(kept, dropped)

    assert (kept.doi, dropped.doi) == ("10.5555/own", None)


def test_both_dois_and_the_old_title_find_the_kept_one_in_imports(merge):
    kept, dropped = ReferenceFactory(doi="10.5555/a"), ReferenceFactory(doi="10.5555/b")
    title = kept.title
    by_doi = {"type": "report", "title": "Another wording", "DOI": "10.5555/b"}
    merge(kept, dropped)

    for item in (by_doi, {**dropped.csl, "DOI": ""}):
        found, outcome = import_reference(csl=item, this_year=2026)
        assert found == kept
        assert outcome == Outcome.UNCHANGED
    kept.refresh_from_db()
    assert kept.title == title


def test_studies_of_the_same_label_are_joined(merge):
    kept = StudyFactory(country="", design=Design.NOT_STATED, weakness="One school.")
    dropped = StudyFactory(country="France", design=Design.RCT, weakness="Small.")
    subject = SubjectFactory()
    dropped.subjects.add(subject)
    finding = FindingFactory(study=dropped)
    twin = FindingFactory(study=kept)
    other = FindingFactory(study=dropped, outcome="Another test")

    merged = merge(kept.reference, dropped.reference)

    kept.refresh_from_db()
    assert list(Study.objects.all()) == [kept]
    assert (kept.country, kept.design, kept.weakness) == (
        "France",
        Design.RCT,
        "One school.",
    )
    assert list(kept.subjects.all()) == [subject]
    assert set(kept.findings.all()) == {finding, twin, other}
    assert merged.moved.findings_twice == [finding.pk]


def test_effects_are_computed_again_for_a_joined_study(merge):
    kept = StudyFactory()
    finding = FindingFactory(
        intervention_n=50, comparison_n=50, intervention_mean=10, comparison_mean=9,
        intervention_sd=2, comparison_sd=2,
    )  # fmt: skip
    ComputedEffect.objects.all().delete()

    merge(kept.reference, finding.study.reference)

    assert ComputedEffect.objects.get().finding_id == finding.pk


def test_a_rated_study_stays_one_of_its_own(merge, now):
    kept, finding = StudyFactory(), FindingFactory()
    recompute(study=finding.study, cause=RatingCause.RULES, now=now)

    merge(kept.reference, finding.study.reference)

    labels = set(kept.reference.studies.values_list("label", flat=True))
    assert labels == {"", "second record"}


def test_a_third_record_of_a_kind_gets_a_number(merge, now):
    kept = StudyFactory()
    for _each in range(2):
        study = StudyFactory(review=True)
        merge(kept.reference, study.reference)

    labels = set(kept.reference.studies.values_list("label", flat=True))
    assert labels == {"", "second record", "record 3"}


def test_further_references_move_and_never_repeat_the_main_one(merge):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    of_kept, other = StudyFactory(reference=kept), StudyFactory()
    of_kept.further_references.add(dropped)
    other.further_references.add(dropped)

    merge(kept, dropped)

    assert list(of_kept.further_references.all()) == []
    assert list(other.further_references.all()) == [kept]


def test_a_study_that_named_the_kept_one_as_further_names_it_once(merge):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    study = StudyFactory(reference=dropped)
    study.further_references.add(kept)

    merge(kept, dropped)

    study.refresh_from_db()
    assert study.reference == kept
    assert list(study.further_references.all()) == []


def test_pages_cite_the_kept_one_without_being_rewritten(merge, subject_page, rf):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    page = KnowledgePageFactory(parent=subject_page, references=[dropped])
    before = Page.objects.get(pk=page.pk).specific.body.raw_data[-1]["value"]

    merge(kept, dropped)

    assert list(citing_pages(reference=kept)) == [Page.objects.get(pk=page.pk)]
    read = Page.objects.get(pk=page.pk).specific
    request = rf.get(read.get_url())
    request.user = AnonymousUser()
    html = read.serve(request).render().content.decode()
    assert f'id="reference-{kept.slug}"' in html
    assert dropped.title not in html
    assert Page.objects.get(pk=page.pk).specific.body.raw_data[-1]["value"] == before


def test_the_old_address_leads_to_the_new(merge, client):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    older = ReferenceFactory()
    merge(dropped, older)
    merge(kept, dropped)

    for each in (dropped, older):
        answer = client.get(each.get_absolute_url())
        assert answer.status_code == 301
        assert answer.url == kept.get_absolute_url()
        assert client.get(f"{each.get_absolute_url()}ris/").status_code == 200
    ratings = reverse("evidence:record_ratings", args=[dropped.slug])
    assert client.get(ratings).status_code == 200


def test_the_search_finds_the_kept_one_only(merge):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    apply_waiting()
    merge(kept, dropped)

    apply_waiting()

    found = set(SearchEntry.objects.values_list("uid", flat=True))
    assert f"reference:{kept.pk}" in found
    assert f"reference:{dropped.pk}" not in found


def test_answers_about_the_dropped_one_hold_for_the_kept_one(merge, now):
    kept, dropped, third, fourth = (ReferenceFactory() for _each in range(4))
    PossibleDuplicate.objects.create(
        first=dropped, second=third, likeness=1, found_at=now,
        answer=DuplicateAnswer.DIFFERENT,
    )  # fmt: skip
    PossibleDuplicate.objects.create(
        first=dropped, second=fourth, likeness=1, found_at=now,
        answer=DuplicateAnswer.DIFFERENT,
    )  # fmt: skip
    PossibleDuplicate.objects.create(
        first=kept, second=fourth, likeness=1, found_at=now
    )

    merge(kept, dropped)

    answers = PossibleDuplicate.objects.filter(first=kept)
    assert {each.second: each.answer for each in answers} == {
        third: DuplicateAnswer.DIFFERENT,
        fourth: DuplicateAnswer.DIFFERENT,
    }


def test_the_merger_stands_in_the_history(merge, administrator):
    kept, dropped = ReferenceFactory(), ReferenceFactory()

    merge(kept, dropped)

    entry = ModelLogEntry.objects.get(action="evidence.merge")
    assert entry.user == administrator
    assert entry.object_id == str(kept.pk)
    assert entry.data["from"]["slug"] == dropped.slug
    assert entry.data["from"]["csl"] == dropped.csl


def test_a_new_reference_never_takes_the_address_of_a_merged_one(merge):
    kept, dropped = ReferenceFactory(), ReferenceFactory(title="One title", year=2001)
    slug = dropped.slug
    merge(kept, dropped)

    again = ReferenceFactory(
        title="One title", year=2001, authors=[dropped.authors_text]
    )

    assert again.slug == f"{slug}-2"


def test_one_publication_is_not_merged_with_itself(merge):
    reference = ReferenceFactory()

    with pytest.raises(UnableToMerge, match="one publication already"):
        merge(reference, reference)


def test_what_was_merged_meanwhile_is_not_merged_again(merge):
    kept, dropped, third = ReferenceFactory(), ReferenceFactory(), ReferenceFactory()
    merge(kept, dropped)

    with pytest.raises(UnableToMerge, match="merged meanwhile"):
        merge(third, dropped)


def test_what_was_deleted_meanwhile_is_not_merged(administrator, now):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    gone = Reference.objects.get(pk=dropped.pk)
    dropped.delete()

    with pytest.raises(UnableToMerge, match="deleted meanwhile"):
        merge_references(kept=kept, dropped=gone, by=administrator, now=now)


def test_nothing_is_lost_by_a_merger(merge):
    kept, dropped = FindingFactory(), FindingFactory()

    merge(kept.study.reference, dropped.study.reference)

    assert Finding.objects.filter(study__reference=kept.study.reference).count() == 2


def test_evidence_of_edges_moves_and_is_not_doubled(merge):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    once = EdgeEvidenceFactory(reference=dropped, finding=None)
    both = EdgeEvidenceFactory(reference=kept, finding=None)
    EdgeEvidenceFactory(edge=both.edge, reference=dropped, finding=None)

    merge(kept, dropped)

    evidence = EdgeEvidence.objects.order_by("pk")
    assert list(evidence) == [once, both]
    assert {each.reference for each in evidence} == {kept}


def test_what_is_kept_as_it_was_written_goes_on_naming_the_signpost(
    merge, administrator
):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    finding = FindingFactory()
    body = BodyOfEvidence.objects.get_or_create(
        intervention=finding.intervention_record, outcome_kind=finding.outcome_kind
    )[0]
    search = NewestSearch.objects.create(
        body=body, reference=dropped, recorded_by=administrator,
        recorded_at=finding.created_at, place="p. 3", searched_on=finding.created_at.date(),
    )  # fmt: skip

    merge(kept, dropped)

    search.refresh_from_db()
    assert search.reference.standing == kept
