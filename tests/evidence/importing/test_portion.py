"""Rows go in by portions: few queries, nothing lost, nothing kept of a refused row."""

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex

from evidence.appraising.recording import recompute
from evidence.constants import RatingCause
from evidence.importing.report import UnableToImport
from evidence.importing.services import import_file
from evidence.importing.table import Table
from evidence.models import (
    BodyOfEvidence,
    ComputedEffect,
    Finding,
    PossibleDuplicate,
    RatingRecord,
    Reference,
    SearchEntry,
    SearchOutbox,
    Study,
)
from tests.evidence.importing.rows import ROW, table
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

NUMBERS = {
    "intervention_n": "50", "comparison_n": "50", "intervention_mean": "103",
    "comparison_mean": "100", "intervention_sd": "5.5", "comparison_sd": "4.5",
}  # fmt: skip


@pytest.fixture
def bring_in(tmp_path):
    def run(*rows):
        path = tmp_path / "file.csv"
        path.write_text(table(*rows), encoding="utf-8", newline="")
        return import_file(path=path, this_year=2026)

    return run


def many(number, **changes):
    return [
        ROW | changes | {"key": f"k{n}", "outcome": f"Test {n}"} for n in range(number)
    ]


def counts(report):
    return [int(part.split()[0]) for part in report.summary.split(", ")]


def test_a_hundred_rows_take_hardly_more_queries_than_ten(
    bring_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        bring_in(*many(100))

    assert Finding.objects.count() == 100


def test_a_hundred_unchanged_rows_take_few_queries(
    bring_in, django_assert_max_num_queries
):
    bring_in(*many(100))

    with django_assert_max_num_queries(15):
        report = bring_in(*many(100))

    assert counts(report) == [0, 0, 100, 0]


def test_effects_are_computed_for_new_and_changed_rows(bring_in):
    bring_in(*many(3, **NUMBERS))
    report = bring_in(*many(3, **(NUMBERS | {"comparison_mean": "101"})))

    assert counts(report) == [0, 3, 0, 0]
    assert {round(each.g, 2) for each in ComputedEffect.objects.all()} == {0.39}
    assert {each.comparison_mean for each in Finding.objects.all()} == {101}


def test_a_changed_finding_keeps_its_key_its_place_and_its_birthday(bring_in):
    bring_in(*many(1))
    before = Finding.objects.get()

    bring_in(*many(1, effect_size="0.5"))

    after = Finding.objects.get()
    assert (after.pk, after.created_at) == (before.pk, before.created_at)
    assert after.updated_at > before.updated_at
    assert after.effect_size == 0.5


def test_the_search_learns_of_every_publication_once(bring_in):
    SearchOutbox.objects.all().delete()

    bring_in(*many(20))

    reference = Reference.objects.get()
    assert list(SearchOutbox.objects.values_list("uid", flat=True)) == [
        f"reference:{reference.pk}"
    ]


def test_what_was_rated_is_rated_again(bring_in):
    bring_in(*many(1, effect_metric="g", effect_size="0.4"))
    finding = Finding.objects.get()
    recompute(study=finding.study, cause=RatingCause.RULES, now=timezone.now())
    months = RatingRecord.objects.filter(finding=finding, rule_set="eef-months-trial")
    before = months.count()

    bring_in(*many(1, effect_metric="g", effect_size="0.9"))

    assert months.count() == before + 1
    assert months.last().cause == RatingCause.RECORD


def test_what_the_database_refuses_does_not_take_good_rows_with_it(
    bring_in, monkeypatch
):
    monkeypatch.setattr(Finding, "clean", lambda _self: None)
    rows = many(5)
    rows[2]["standard_error"] = "-1"

    report = bring_in(*rows)

    assert counts(report) == [4, 0, 0, 1]
    assert report.refusals[0].line == 4
    assert "database refused it" in report.refusals[0].reason
    assert Finding.objects.count() == 4


def test_a_refused_row_changes_nothing_for_the_next(bring_in):
    reference = ReferenceFactory(title="Old title", doi="10.5555/a", year=2001)
    row = ROW | {"doi": "10.5555/a", "title": "New title", "key": "k1"}

    report = bring_in(row | {"effect_size": "x"}, row | {"title": "Newer title"})

    assert counts(report) == [1, 0, 0, 1]
    reference.refresh_from_db()
    assert reference.title == "Newer title"


def test_a_refused_row_leaves_an_unwritten_study_as_it_was(bring_in):
    report = bring_in(
        ROW | {"key": "k1"},
        ROW | {"key": "k2", "study_country": "USA", "effect_size": "x"},
        ROW | {"key": "k3", "study_country": "Ghana"},
    )

    assert counts(report) == [2, 0, 0, 1]
    assert Study.objects.get().country == "Ghana"


def test_rows_find_what_earlier_rows_brought(bring_in):
    by_title = ROW | {"doi": "", "key": "k2"}
    by_doi = dict.fromkeys(("title", "authors", "year", "container"), "")

    report = bring_in(
        ROW | {"key": "k1"}, by_title, ROW | by_doi | {"key": "k3"},
        ROW | {"title": "Another", "doi": "10.5555/b", "key": "k4"},
    )  # fmt: skip

    assert counts(report) == [4, 0, 0, 0]
    assert (Reference.objects.count(), Study.objects.count()) == (2, 2)


def test_like_titles_get_addresses_of_their_own(bring_in):
    bring_in(
        ROW | {"doi": "10.5555/a", "key": "k1"}, ROW | {"doi": "10.5555/b", "key": "k2"}
    )

    slugs = sorted(Reference.objects.values_list("slug", flat=True))
    assert slugs[1] == f"{slugs[0]}-2"


def test_two_publications_of_one_name_without_doi_are_told_apart_by_nobody(bring_in):
    for doi in ("10.5555/a", "10.5555/b"):
        bring_in(ROW | {"doi": doi, "key": doi[-1]})

    report = bring_in(ROW | {"doi": "", "key": "c"})

    assert "Several references have this title" in report.refusals[0].reason


def test_subjects_and_phases_of_new_and_known_studies_are_set(bring_in):
    SubjectFactory(slug="maths")
    SubjectFactory(slug="physics")
    PhaseFactory(slug="ks3")
    row = ROW | {"study_subjects": "maths", "study_phases": "ks3", "key": "k1"}
    first = bring_in(row, row | {"key": "k2"})

    second = bring_in(row | {"study_subjects": "physics; maths"})

    study = Study.objects.get()
    assert counts(first) == [2, 0, 0, 0]
    assert counts(second) == [0, 1, 0, 0]
    assert sorted(each.slug for each in study.subjects.all()) == ["maths", "physics"]


def test_a_pooled_result_of_a_new_primary_study_is_refused(bring_in):
    report = bring_in(ROW | {"effects_pooled": "3"})

    assert "Only a review pools effects" in report.refusals[0].reason


def test_a_key_given_to_another_study_is_refused_even_to_a_new_one(bring_in):
    FindingFactory(key="taken")

    report = bring_in(ROW | {"key": "taken"})

    assert "belongs to another study" in report.refusals[0].reason


def test_a_table_forgets_rows_that_did_not_go_in():
    said = Table(this_year=2026)
    said.note("key:a", 2)
    said.settle()
    said.note("key:b", 3)
    said.note_study("study:x:", 3, {"study_country": "USA"})

    said.forget()

    assert said.line_of("key:a") == 2
    assert said.line_of("key:b") is None
    said.refuse_contradiction("study:x:", {"study_country": "Ghana"})
    said.close()


def test_a_table_remembers_the_first_line():
    said = Table(this_year=2026)
    said.note_study("study:x:", 3, {"study_country": "USA"})
    said.note_study("study:x:", 4, {"study_country": "USA", "study_funder": "IES"})

    with pytest.raises(UnableToImport, match="study_country contradicts line 3"):
        said.refuse_contradiction("study:x:", {"study_country": "Ghana"})
    said.refuse_contradiction("study:x:", {"study_funder": "IES"})
    said.close()


def test_saving_every_row_again_would_change_nothing(
    bring_in, django_capture_on_commit_callbacks
):
    """What signals do for one row, a portion does for all: nothing is left undone."""
    with django_capture_on_commit_callbacks(execute=True):
        bring_in(*many(6, **NUMBERS), *many_others(6))
    before = everything_derived()

    with django_capture_on_commit_callbacks(execute=True):
        for model in (Reference, Study, Finding):
            for row in model.objects.all():
                row.save()

    assert everything_derived() == before
    assert len(before["effects"]) == 6
    assert len(before["search"]) == 2
    assert None not in before["interventions"]


def many_others(number):
    other = {"doi": "", "title": ROW["title"] + "s", "intervention": "Other practice"}
    return [row | {"key": f"other{n}"} for n, row in enumerate(many(number, **other))]


def everything_derived():
    """All that is made from the records: effects, search, interventions, look-alikes."""
    return {
        "effects": sorted(
            ComputedEffect.objects.values_list("finding__key", "g", "agreement")
        ),
        "search": sorted(
            (each["uid"], each["body"])
            for each in SearchEntry.objects.values_list("document", flat=True)
        ),
        "interventions": sorted(
            Finding.objects.values_list("key", "intervention_record__name")
        ),
        "bodies": sorted(
            BodyOfEvidence.objects.values_list("intervention__name", "outcome_kind")
        ),
        "pairs": sorted(PossibleDuplicate.objects.values_list("first", "second")),
        "used": sorted(ReferenceIndex.objects.values_list("object_id", "to_object_id")),
    }
