"""The public record page."""

import pytest
from django.urls import reverse

from evidence.constants import Design, EffectMetric, OutcomeKind
from evidence.overview import ways
from evidence.services import save_reference
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


def shown(client, reference):
    return client.get(reference.get_absolute_url()).content.decode()


def test_a_record_shows_citation_study_and_result(client):
    study = StudyFactory(
        reference__authors=["Rohrer, Doug"],
        sample="Seventh grade",
        sample_size=1140,
        country="USA",
        funder="IES",
        weakness="One school only.",
    )
    save_reference(reference=study.reference)
    study.subjects.add(SubjectFactory(name="Maths"))
    study.phases.add(PhaseFactory(name="Key Stage 3"))
    FindingFactory(study=study, key="k1", clusters=9, place="p. 1328", delay="At once")

    html = shown(client, study.reference)

    assert "<i>Journal of Examples</i>" in html
    assert 'id="finding-k1"' in html
    assert "g = 0.40" in html
    assert "95&nbsp;% interval 0.20 to 0.60" in html
    for text in (
        "Randomised controlled trial", "Seventh grade", "1,140", "USA", "IES", "Maths",
        "Key Stage 3", "One school only.", "Usual teaching", "At once", "p. 1328",
        "140 people (n), 9 classes or schools", "Fraction magnitude (attainment)",
    ):  # fmt: skip
        assert text in html


def test_a_pooled_result_shows_k_and_its_prediction_interval(client):
    finding = FindingFactory(
        pooled=True, effect_size=0.68, ci_low=0.51, ci_high=0.85, prediction_low=-0.36,
        prediction_high=1.8, sample_size=48478,
    )  # fmt: skip

    html = shown(client, finding.study.reference)

    assert "43 effects (k), 48,478 people (N)" in html
    assert "prediction interval −0.36 to 1.80" in html
    assert "Review of studies" in html
    assert 'class="effect__prediction"' in html


def test_what_teachers_thought_is_never_shown_as_attainment(client):
    finding = FindingFactory(outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    assert "Not attainment" in shown(client, finding.study.reference)


def test_an_effect_on_another_scale_stays_in_words(client):
    finding = FindingFactory(
        effect_metric=EffectMetric.PER_CENT, effect_size=60.1, ci_low=None, ci_high=None
    )

    html = shown(client, finding.study.reference)

    assert "60.1\u00a0%" in html
    assert "No interval was published" in html
    assert "effect__drawing" not in html


def test_a_finding_in_words_only_says_that_it_has_no_size(client):
    finding = FindingFactory(
        effect_size=None, ci_low=None, ci_high=None, statement="It helped."
    )

    html = shown(client, finding.study.reference)

    assert "It helped." in html
    assert "size of an effect is not recorded" in html


def test_a_retraction_stands_above_everything(client):
    reference = ReferenceFactory(retracted=True, retraction_note="Withdrawn in 2021.")

    html = shown(client, reference)

    assert "has been retracted" in html
    assert "Withdrawn in 2021." in html


def test_a_reference_without_studies_says_so(client):
    assert "No study of this publication" in shown(client, ReferenceFactory())


def test_a_study_without_findings_says_so(client):
    assert "No finding has been recorded" in shown(client, StudyFactory().reference)


def test_a_further_publication_leads_to_the_main_one(client):
    study = StudyFactory(reference__title="Main")
    further = ReferenceFactory(title="Further")
    study.further_references.add(further)

    html = shown(client, further)

    assert study.reference.get_absolute_url() in html
    assert "main publication" in html


def test_markup_in_a_record_is_text(client):
    reference = ReferenceFactory(
        title="<script>alert(1)</script>", authors=['"><img src=x>']
    )

    html = shown(client, reference)

    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_the_record_has_metadata_for_reference_managers(client):
    html = shown(client, ReferenceFactory(doi="10.5555/a", authors=["Ni, Yujing"]))

    assert '<meta name="citation_doi" content="10.5555/a">' in html
    assert '<meta name="citation_author" content="Ni, Yujing">' in html
    assert 'type="application/x-bibtex"' in html


def test_a_record_needs_no_query_per_finding(client, django_assert_max_num_queries):
    study = StudyFactory()
    FindingFactory.create_batch(30, study=study)
    further = [StudyFactory(reference=study.reference, label=f"{n}") for n in range(5)]
    for each in further:
        FindingFactory.create_batch(3, study=each)
        each.subjects.add(SubjectFactory())

    with django_assert_max_num_queries(20):
        shown(client, study.reference)


@pytest.mark.parametrize("address", ["/evidence/nothing/", "/evidence/nothing/ris/"])
def test_an_unknown_record_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_evidence_is_entered_from_every_side(client, django_assert_num_queries):
    FindingFactory()

    with django_assert_num_queries(4):  # the amounts, and the site
        response = client.get(reverse("evidence:index"))

    html = response.content.decode()
    assert "1 finding from 1 study, each with" in html
    assert "1 publication, by subject" in html
    for way in ways():
        assert f'<a href="{way.url}">{way.name}</a>' in html
        assert client.get(way.url).status_code == 200


def test_evidence_without_findings_says_so(client):
    assert "0 findings from 0 studies" in client.get("/evidence/").content.decode()


def test_a_record_is_only_read(client):
    assert client.post(ReferenceFactory().get_absolute_url()).status_code == 405


@pytest.mark.parametrize(
    ("designs", "label"),
    [([], "Reference"), ([Design.RCT], "Study"), ([Design.META_ANALYSIS], "Review")],
)
def test_a_record_says_what_it_is(client, designs, label):
    reference = ReferenceFactory()
    for design in designs:
        StudyFactory(
            reference=reference, review=design == Design.META_ANALYSIS, design=design
        )

    assert f"{label}</span>" in shown(client, reference)


def test_of_many_findings_twenty_are_shown_in_full_and_every_other_in_a_line(client):
    study = StudyFactory()
    findings = [FindingFactory(study=study, outcome=f"Test {n}") for n in range(45)]
    url = study.reference.get_absolute_url()

    html = client.get(url).text

    assert "45 findings" in html
    assert html.count('class="record__finding"') == 20
    for finding in findings:
        assert html.count(f'id="{finding.anchor}"') == 1
    assert f'href="?finding={findings[44].key}#{findings[44].anchor}"' in html
    assert client.get(f"{url}?page=3").text.count('class="record__finding"') == 5


def test_a_link_to_a_finding_shows_it_in_full(client):
    study = StudyFactory()
    findings = [FindingFactory(study=study) for _each in range(45)]
    last = findings[-1]

    html = client.get(f"{study.reference.get_absolute_url()}?finding={last.key}").text

    assert f'class="record__finding" id="{last.anchor}"' in html
    assert f'<tr id="{findings[0].anchor}">' in html


@pytest.mark.parametrize("asked", ["page=x", "page=999", "finding=nothing", "page=-1"])
def test_a_page_that_does_not_exist_is_one_that_does(client, asked):
    finding = FindingFactory()

    answer = client.get(f"{finding.study.reference.get_absolute_url()}?{asked}")

    assert answer.status_code == 200
    assert f'id="{finding.anchor}"' in answer.text


def test_many_findings_take_no_more_queries(client, django_assert_max_num_queries):
    study = StudyFactory()
    for _each in range(45):
        FindingFactory(study=study)
    client.get("/evidence/")

    with django_assert_max_num_queries(20):
        client.get(study.reference.get_absolute_url())
