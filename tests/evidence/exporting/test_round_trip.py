"""Everything goes out and comes back in, the same."""

import io

import pytest
from django.utils import timezone

from evidence.constants import EdgeKind, Stance
from evidence.exporting.selections import everything
from evidence.exporting.writing import write
from evidence.importing.files import Form
from evidence.importing.services import import_file
from evidence.models import (
    Barrier,
    Edge,
    Finding,
    Intervention,
    PossibleDuplicate,
    Reference,
    Study,
)
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
    ReferenceFactory,
    StudyFactory,
)

pytestmark = pytest.mark.django_db
AWKWARD = [
    '=HYPERLINK("http://example.org")',
    "+1", "-1", "@x", "\tx", "'quoted'", 'a "b" c', "a, b; c", "line\nline",
    "ﬁ 🧮 é \u202e", " x ", "0", "NULL", "x" * 200,
]  # fmt: skip


def exported(form):
    file = io.StringIO()
    write(selection=everything(), form=form, file=file)
    return file.getvalue()


def forget_everything():
    Edge.objects.all().delete()
    Finding.objects.all().delete()
    Study.objects.all().delete()
    PossibleDuplicate.objects.all().delete()
    Reference.objects.all().delete()
    Barrier.objects.all().delete()
    Intervention.objects.all().delete()


def bring_back(text, tmp_path):
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8", newline="")
    return import_file(path=path, this_year=timezone.now().year)


@pytest.fixture
def records():
    """Records with something in every kind of field, awkward texts among them."""
    subject, phase = SubjectFactory(), PhaseFactory()
    first = StudyFactory(
        reference__csl={
            "type": "article-journal",
            "title": "On =sums <i>and</i> “quotes”",
            "author": [{"family": "Ünal", "given": "Ayşe"}, {"literal": "Institute"}],
            "issued": {"date-parts": [[2014, 5, 2]]},
            "DOI": "10.5555/a;b(1)<2>",
        },
        reference__abstract="One.\n\n=Two, “three”.",
        reference__retracted=True,
        reference__retraction_note="Data were made up.",
        label="Experiment 1",
        sample_size=120,
        weakness="One school; no blinding.",
        preregistration="https://example.org/prereg?a=1&b=2",
    )
    first.subjects.add(subject)
    first.phases.add(phase)
    first.further_references.add(ReferenceFactory())
    for number, text in enumerate(AWKWARD):
        FindingFactory(
            study=first, key=f"awkward-{number}", outcome=text.strip(), statement=text
        )
    FindingFactory(
        study=StudyFactory(),
        effect_size=1e-7,
        standard_error=1e-9,
        ci_low=None,
        ci_high=None,
        is_significant=False,
        lower_is_better=True,
    )
    StudyFactory(label="without a finding")
    mixed = InterventionFactory(
        name="Mixed practice", other_names=["Interleaving"], summary="Problems mixed."
    )
    mixed.subjects.add(subject)
    barrier = BarrierFactory(name="Choosing by the page")
    edge = EdgeFactory(
        source=barrier, kind=EdgeKind.ADDRESSED_BY, target=mixed, note="In maths."
    )
    EdgeEvidenceFactory(edge=edge, finding=Finding.objects.first(), note="It did.")
    EdgeEvidenceFactory(
        edge=edge, finding=None, reference=first.reference, stance=Stance.AGAINST
    )


def test_json_ld_brings_back_everything_byte_for_byte(records, tmp_path):
    before = exported(Form.JSON_LD)
    forget_everything()

    report = bring_back(before, tmp_path)

    assert (report.refusals, report.counts["refused"]) == ([], 0)
    assert exported(Form.JSON_LD) == before


def test_json_ld_read_twice_changes_nothing(records, tmp_path):
    before = exported(Form.JSON_LD)

    report = bring_back(before, tmp_path)

    assert report.refusals == []
    assert set(+report.counts) == {"unchanged"}
    assert exported(Form.JSON_LD) == before


def test_the_table_brings_back_every_finding_byte_for_byte(records, tmp_path):
    before, references = exported(Form.CSV), exported(Form.CSL)
    forget_everything()

    bring_back(references, tmp_path)
    report = bring_back(before, tmp_path)

    assert report.refusals == []
    assert exported(Form.CSV) == before


@pytest.mark.parametrize("form", [Form.CSL, Form.RIS, Form.BIBTEX])
def test_a_citation_format_brings_back_all_that_it_can_hold(form, records, tmp_path):
    """Studies, findings and retractions are beyond what these formats can hold."""
    before = exported(form)
    forget_everything()

    report = bring_back(before, tmp_path)

    assert report.refusals == []
    assert exported(form) == before


def test_json_ld_finds_findings_of_another_name_by_the_intervention(records, tmp_path):
    FindingFactory(intervention="Interleaving", key="by-another-name")
    before = exported(Form.JSON_LD)
    forget_everything()

    bring_back(before, tmp_path)

    finding = Finding.objects.get(key="by-another-name")
    assert finding.intervention_record.name == "Mixed practice"
