"""Whole files: references and findings brought in, again and again."""

import csv
import io
import json

import pytest

from evidence.exporting.selections import everything
from evidence.exporting.writing import write
from evidence.formats.items import UnreadableFile
from evidence.importing import services
from evidence.importing.files import Form
from evidence.importing.services import import_file
from evidence.models import Finding, Reference, SearchOutbox, Study
from tests.evidence.importing.rows import ROW, table
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    """Imports a text: `bring_in("TY  - ...")`."""

    def run(text, **options):
        path = tmp_path / "file"
        path.write_text(text, encoding="utf-8", newline="")
        return import_file(path=path, this_year=2026, **options)

    return run


def numbers(report):
    """Created, updated, unchanged, refused."""
    return [int(part.split()[0]) for part in report.summary.split(", ")]


# --- References -----------------------------------------------------------------------

ITEMS = [
    {
        "type": "article-journal",
        "title": "Whole-number bias",
        "author": [{"family": "Ni", "given": "Yujing"}],
        "issued": {"date-parts": [[2005]]},
        "DOI": "10.1207/s15326985ep4001_3",
        "abstract": "Pupils treat fractions as two numbers.",
    },
    {"type": "book", "title": "How to solve it", "issued": {"date-parts": [[1945]]}},
]


@pytest.mark.parametrize("form", [Form.CSL, Form.RIS, Form.BIBTEX])
def test_importing_the_same_file_twice_changes_nothing(bring_in, form):
    bring_in(json.dumps(ITEMS))
    file = io.StringIO()
    write(selection=everything(), form=form, file=file)
    Reference.objects.all().delete()

    assert numbers(bring_in(file.getvalue())) == [2, 0, 0, 0]
    before = list(Reference.objects.values())
    assert numbers(bring_in(file.getvalue())) == [0, 0, 2, 0]
    assert list(Reference.objects.values()) == before
    assert Reference.objects.get(year=2005).abstract.startswith("Pupils treat")


def test_a_reference_is_found_again_by_its_doi_in_any_spelling(bring_in):
    reference = ReferenceFactory(doi="10.5555/abc", title="Short")
    csl = {
        **reference.csl,
        "title": "Longer title",
        "DOI": "http://dx.doi.org/10.5555/ABC",
    }

    assert numbers(bring_in(json.dumps(csl))) == [0, 1, 0, 0]
    assert Reference.objects.get().title == "Longer title"


def test_a_reference_is_found_again_by_title_year_and_author(bring_in):
    ReferenceFactory(title="Whole-number bias", authors=["Ni, Yujing"], doi="")
    ris = (
        "TY  - JOUR\nTI  - WHOLE NUMBER BIAS.\nAU  - Ni, Y.\nPY  - 2020\n"
        "DO  - 10.5555/new\nER  - \n"
    )

    assert numbers(bring_in(ris)) == [0, 1, 0, 0]
    assert Reference.objects.get().doi == "10.5555/new"


def test_the_same_title_with_another_doi_is_another_publication(bring_in):
    reference = ReferenceFactory()

    assert numbers(bring_in(json.dumps({**reference.csl, "DOI": "10.5555/other"}))) == [
        1,
        0,
        0,
        0,
    ]


def test_what_has_neither_doi_nor_date_is_found_again(bring_in):
    page = json.dumps({"type": "webpage", "title": "About fractions"})
    row = table({**ROW, "doi": "", "year": ""})

    assert [numbers(bring_in(text))[0] for text in (page, row)] == [1, 1]
    assert [numbers(bring_in(text)) for text in (page, row)] == [[0, 0, 1, 0]] * 2
    assert Reference.objects.count() == 2


def test_when_several_could_be_meant_none_is_touched(bring_in):
    common = {"title": "The same", "authors": ["Ni, Y."], "doi": ""}
    reference = ReferenceFactory(**common)
    ReferenceFactory(**common)

    report = bring_in(json.dumps(reference.csl))

    assert "Several references" in report.refusals[0].reason


def test_what_a_file_does_not_say_stays(bring_in):
    reference = ReferenceFactory(
        csl={
            "type": "report",
            "title": "Guide",
            "author": [
                {"family": "Kleij", "given": "F.", "non-dropping-particle": "van der"}
            ],
            "issued": {"date-parts": [[2015, 6]]},
            "note": "kept",
            "DOI": "10.5555/guide",
        },
        abstract="Kept.",
    )

    report = bring_in(
        "TY  - GEN\nTI  - Guide\nAU  - van der Kleij, F.\nPY  - 2015\n"
        "DO  - 10.5555/guide\nER  - \n"
    )

    assert numbers(report) == [0, 0, 1, 0]
    assert Reference.objects.get().csl == reference.csl


def test_a_second_entry_about_the_same_publication_may_not_say_otherwise(bring_in):
    same = [ITEMS[0], ITEMS[0], {**ITEMS[0], "title": "Otherwise"}]
    text = json.dumps(same, indent=0)

    report = bring_in(text)

    assert numbers(report) == [1, 0, 1, 1]
    assert report.refusals[0].reason.startswith("Line 2 is about the same publication")
    assert numbers(bring_in(text)) == [0, 0, 2, 1]


def test_a_bad_entry_never_stops_the_good_ones(bring_in):
    bad = {**ITEMS[1], "issued": {"date-parts": [[20155]]}}

    report = bring_in(json.dumps([ITEMS[0], bad, "x", None, ITEMS[1]], indent=1))

    assert numbers(report) == [2, 0, 0, 3]
    assert report.refusals[0].line > 2
    assert "20155" in report.refusals[0].reason


def test_a_ris_record_without_end_is_refused_with_its_line(bring_in):
    report = bring_in("TY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\n")

    assert numbers(report) == [1, 0, 0, 1]
    assert report.refusals[0].line == 4


def test_a_cut_off_file_writes_nothing(bring_in):
    with pytest.raises(UnreadableFile, match="cut off"):
        bring_in(json.dumps(ITEMS)[:-20])

    assert not Reference.objects.exists()


@pytest.mark.parametrize("text", [json.dumps(ITEMS), table(ROW)])
def test_a_dry_run_reports_and_writes_nothing(bring_in, text):
    report = bring_in(text, dry_run=True)

    assert numbers(report)[0] > 0
    assert not Reference.objects.exists()
    assert not Finding.objects.exists()
    assert not SearchOutbox.objects.exists()


def test_progress_is_told_row_by_row(bring_in):
    steps = []

    bring_in(json.dumps(ITEMS), on_progress=lambda *step: steps.append(step))

    assert steps == [(1, 2), (2, 2)]


def test_what_is_imported_waits_for_the_search(bring_in):
    bring_in(table(ROW))

    reference = Reference.objects.get()
    assert SearchOutbox.objects.filter(uid=f"reference:{reference.pk}").exists()


# --- Findings -------------------------------------------------------------------------


def test_a_row_brings_reference_study_and_finding(bring_in):
    SubjectFactory(slug="maths")
    PhaseFactory(slug="ks3")

    report = bring_in(table(ROW))

    assert numbers(report) == [1, 0, 0, 0]
    finding = Finding.objects.get()
    study = finding.study
    assert study.reference.doi == "10.3758/s13423-014-0588-3"
    assert study.reference.csl["type"] == "article-journal"
    assert study.design == "rct"
    assert study.weakness == "One school."
    assert finding.effect == "d = 1.05"
    assert finding.sample_size == 140
    assert finding.key.startswith("f-")


def test_importing_the_same_table_twice_changes_nothing(bring_in):
    SubjectFactory(slug="maths")
    text = table({**ROW, "study_subjects": "maths"}, {**ROW, "outcome": "Delayed test"})

    assert numbers(bring_in(text)) == [2, 0, 0, 0]
    before = list(Finding.objects.values())
    assert numbers(bring_in(text)) == [0, 0, 2, 0]
    assert list(Finding.objects.values()) == before


def test_everything_exported_reads_back_without_loss(bring_in):
    study = StudyFactory(
        review=True, studies_included=43, preregistration="https://osf.io/x",
        sample_size=99, country="@home", label="Part 1",
    )  # fmt: skip
    study.subjects.add(SubjectFactory(slug="maths"), SubjectFactory(slug="physics"))
    study.phases.add(PhaseFactory(slug="ks3"))
    FindingFactory(
        study=study, key="k1", intervention="=A", statement="It “works”,\nmostly; 5 %.",
        effect_size=-0.39, ci_low=-0.5, ci_high=-2e-05, standard_error=0.1,
        prediction_low=-1.0, prediction_high=0.5, effects_pooled=43,
    )  # fmt: skip
    FindingFactory(effect_size=None, ci_low=None, ci_high=None)
    files = {}
    for form in (Form.CSL, Form.CSV):
        files[form] = io.StringIO(newline="")
        write(selection=everything(), form=form, file=files[form])

    again = numbers(bring_in(files[Form.CSV].getvalue()))
    before = [list(m.objects.order_by("pk").values()) for m in (Study, Finding)]
    for model in (Finding, Study, Reference):
        model.objects.all().delete()
    created = [numbers(bring_in(file.getvalue())) for file in files.values()]

    assert again == [0, 0, 2, 0]
    assert created == [[2, 0, 0, 0], [2, 0, 0, 0]]
    after = [list(m.objects.order_by("pk").values()) for m in (Study, Finding)]
    for old_rows, new_rows in zip(before, after, strict=True):
        for old, new in zip(old_rows, new_rows, strict=True):
            changing = ("id", "study_id", "reference_id", "created_at", "updated_at")
            for name in changing:
                old.pop(name, None)
                new.pop(name, None)
            assert new == old


def test_a_finding_is_brought_up_to_date_by_its_key(bring_in):
    bring_in(table({**ROW, "key": "rohrer-d"}))

    report = bring_in(table({**ROW, "key": "rohrer-d", "effect_size": "0.95"}))

    assert numbers(report) == [0, 1, 0, 0]
    assert Finding.objects.get().effect_size == 0.95


def test_an_empty_cell_empties_a_finding_but_not_its_study(bring_in):
    bring_in(table({**ROW, "key": "k", "place": "p. 5"}))

    bring_in(table({**ROW, "key": "k", "place": "", "study_weakness": ""}))

    finding = Finding.objects.get()
    assert (finding.place, finding.study.weakness) == ("", "One school.")


def test_a_changed_study_is_an_update(bring_in):
    bring_in(table(ROW))

    assert numbers(bring_in(table({**ROW, "study_country": "USA"}))) == [0, 1, 0, 0]
    assert Study.objects.get().country == "USA"


def test_changed_subjects_are_an_update(bring_in):
    SubjectFactory(slug="maths")
    bring_in(table(ROW))

    assert numbers(bring_in(table({**ROW, "study_subjects": "maths"}))) == [0, 1, 0, 0]


def test_a_row_may_name_its_publication_by_doi_or_record_alone(bring_in):
    by_doi, by_slug = ReferenceFactory.create_batch(2)
    bare = {**ROW, "title": "", "authors": "", "year": "", "container": ""}

    report = bring_in(
        table(
            {**bare, "doi": f"doi:{by_doi.doi.upper()}"},
            {**bare, "doi": "", "reference": by_slug.slug},
        )
    )

    assert numbers(report) == [2, 0, 0, 0]
    assert Reference.objects.count() == 2


REFUSED = [
    ({"effect_size": "1,05"}, "write a decimal point"),
    ({"effect_size": "NaN"}, "not a number"),
    ({"effect_size": "105 %"}, "leave the per cent sign out"),
    ({"year": "20155"}, "20155 is not between"),
    ({"sample_size": "-140"}, "less than 0"),
    ({"ci_low": "1.4", "ci_high": "0.7"}, "ci_low: The interval's ends"),
    ({"ci_low": "0.7"}, "both ends"),
    ({"standard_error": "0"}, "greater than 0"),
    ({"effects_pooled": "3"}, "effects_pooled: Only a review"),
    ({"outcome_kind": "atainment"}, "did you mean “attainment”"),
    ({"effect_metric": ""}, "known are g, d"),
    ({"intervention": ""}, "intervention: This field cannot be blank"),
    ({"intervention": "x" * 201}, "at most 200 characters"),
    ({"study_kind": "review"}, "design of a review"),
    ({"study_kind": ""}, "needs study_kind and study_design"),
    ({"study_design": "zzz"}, "study_design “zzz”: known are"),
    ({"study_subjects": "alchemy"}, "study_subjects: “alchemy” is not known"),
    ({"study_preregistration": "osf"}, "preregistration: Enter a valid URL"),
    ({"doi": "see text"}, "not a DOI"),
    ({"title": "", "doi": "see text"}, "doi “see text” is not a DOI"),
    ({"title": "", "doi": "10.5555/unknown"}, "No reference has the DOI"),
    ({"title": "", "doi": ""}, "Name the publication"),
    ({"reference": "nothing"}, "There is no reference “nothing”"),
    ({"key": "a b"}, "key: Use letters"),
]


@pytest.mark.parametrize(("changes", "reason"), REFUSED)
def test_a_wrong_row_is_refused_whole_and_the_others_go_in(bring_in, changes, reason):
    good = {**ROW, "outcome": "Another test"}

    report = bring_in(table({**ROW, **changes}, good, {**good, "delay": "later"}))

    assert numbers(report) == [2, 0, 0, 1], report.refusals
    assert report.refusals[0].line == 2
    assert reason in report.refusals[0].reason
    assert (Finding.objects.count(), Reference.objects.count()) == (2, 1)


def test_a_row_of_another_length_is_refused_with_its_line(bring_in):
    report = bring_in(table(ROW) + "x,y\n")

    assert report.refusals[0].line == 3
    assert numbers(report) == [1, 0, 0, 1]


def test_the_same_finding_twice_in_a_file_is_refused(bring_in):
    report = bring_in(table(ROW, {**ROW, "effect_size": "2"}))

    assert "same finding is in line 2" in report.refusals[0].reason


def test_a_key_of_another_study_is_refused(bring_in):
    FindingFactory(key="taken")

    report = bring_in(table({**ROW, "key": "taken"}))

    assert "belongs to another study" in report.refusals[0].reason


def test_rows_of_one_study_may_not_contradict_each_other(bring_in):
    text = table(
        ROW,
        {**ROW, "outcome": "B", "study_weakness": ""},
        {**ROW, "outcome": "C", "study_weakness": "Two schools."},
    )

    report = bring_in(text)

    assert numbers(report) == [2, 0, 0, 1]
    assert "study_weakness contradicts line 2" in report.refusals[0].reason
    assert numbers(bring_in(text)) == [0, 0, 2, 1]


def test_a_refused_row_does_not_contradict_a_good_one(bring_in):
    text = table(
        {**ROW, "effect_size": "x", "study_weakness": "Wrong."},
        {**ROW, "outcome": "B"},
    )

    assert numbers(bring_in(text)) == [1, 0, 0, 1]


def test_rows_about_one_publication_may_not_contradict_each_other(bring_in):
    text = table(ROW, {**ROW, "outcome": "B", "title": "Another title"})

    report = bring_in(text)

    assert "Line 2 is about the same publication" in report.refusals[0].reason
    assert numbers(bring_in(text)) == [0, 0, 1, 1]


def test_a_table_of_another_form_writes_nothing(bring_in):
    with pytest.raises(UnreadableFile, match="breaks off"):
        bring_in(table(ROW) + '"unclosed,')

    assert not Reference.objects.exists()


def test_many_rows_go_in_by_portions(bring_in, monkeypatch):
    monkeypatch.setattr(services, "PORTION", 2)

    report = bring_in(table(*({**ROW, "outcome": f"Test {n}"} for n in range(5))))

    assert numbers(report) == [5, 0, 0, 0]


def test_what_the_database_refuses_is_reported(bring_in, monkeypatch):
    monkeypatch.setattr(Finding, "clean", lambda _self: None)

    report = bring_in(table({**ROW, "standard_error": "-1"}))

    assert "database refused it" in report.refusals[0].reason
    assert not Finding.objects.exists()


def test_only_the_first_refusals_are_kept(bring_in, monkeypatch):
    monkeypatch.setattr("evidence.importing.report.KEPT_REMARKS", 2)

    report = bring_in(table(*({**ROW, "effect_size": "x"} for _ in range(4))))

    assert (len(report.refusals), numbers(report)[3]) == (2, 4)


def test_the_exported_table_computes_nothing_in_a_spreadsheet():
    FindingFactory(intervention="=cmd()", statement="@x", comparison="+y")
    file = io.StringIO(newline="")

    write(selection=everything(), form=Form.CSV, file=file)

    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert (row["intervention"], row["statement"], row["comparison"]) == (
        "'=cmd()", "'@x", "'+y",
    )  # fmt: skip
