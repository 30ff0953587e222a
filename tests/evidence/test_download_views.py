"""Downloads over HTTP: one record, a search, a synthesis, everything."""

import csv
import io
import json

import pytest
from django.urls import reverse

from evidence.constants import OutcomeKind
from evidence.search import sync
from tests.factories.evidence import FindingFactory, ReferenceFactory

pytestmark = pytest.mark.django_db
TYPES = {
    "csv": "text/csv",
    "jsonld": "application/ld+json",
    "csl": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
}
ENDINGS = {
    "csv": "csv", "jsonld": "jsonld", "csl": "json", "ris": "ris", "bibtex": "bib",
}  # fmt: skip


def body(response):
    return response.getvalue().decode()


def rows(response):
    return list(csv.DictReader(io.StringIO(body(response), newline="")))


def one(reference, form):
    return reverse("evidence:download", args=[reference.slug, form])


def several(form):
    return reverse("evidence:download_several", args=[form])


@pytest.mark.parametrize("form", TYPES)
def test_a_record_can_be_downloaded_in_every_format(client, form):
    reference = ReferenceFactory(doi="10.5555/a")
    FindingFactory(study__reference=reference)

    response = client.get(one(reference, form))

    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="{reference.slug}.{ENDINGS[form]}"'
    )
    assert "10.5555/a" in body(response)


@pytest.mark.parametrize("form", TYPES)
def test_everything_can_be_downloaded_in_every_format(client, form):
    FindingFactory(study__reference__doi="10.5555/a")
    FindingFactory(study__reference__doi="10.5555/b")

    response = client.get(several(form))

    assert response.streaming
    assert (
        f'filename="mesh-evidence.{ENDINGS[form]}"' in response["Content-Disposition"]
    )
    text = body(response)
    assert "10.5555/a" in text
    assert "10.5555/b" in text


@pytest.mark.parametrize("form", TYPES)
def test_nothing_is_a_file_too(client, form):
    assert client.get(several(form)).status_code == 200


def test_a_search_is_downloaded_with_all_its_pages(client):
    for number in range(23):
        FindingFactory(
            study__reference__title=f"Fractions number {number}",
            outcome_kind=OutcomeKind.ATTAINMENT,
        )
    FindingFactory(
        study__reference__title="Fractions and moods", outcome_kind="attitude"
    )
    FindingFactory(
        study__reference__title="Spelling", intervention="Spelling", outcome="Words"
    )
    sync.apply_waiting()

    response = client.get(several("csv"), {"q": "fractions", "outcome": "attainment"})

    found = rows(response)
    assert len(found) == 23
    assert {row["outcome_kind"] for row in found} == {"attainment"}
    assert 'filename="mesh-search.csv"' in response["Content-Disposition"]


def test_a_search_keeps_its_order_in_the_file(client):
    for year in (2001, 2020, 2010):
        FindingFactory(study__reference__year=year)
    sync.apply_waiting()

    found = rows(client.get(several("csv"), {"sort": "newest"}))

    assert [row["year"] for row in found] == ["2020", "2010", "2001"]


def test_a_search_for_pages_alone_has_nothing_to_download(client):
    FindingFactory()
    sync.apply_waiting()

    assert rows(client.get(several("csv"), {"kind": "pathway"})) == []


def test_a_synthesis_gives_its_own_findings_only(client):
    kept = FindingFactory(key="kept")
    FindingFactory(study=kept.study, key="other-kind", outcome_kind="attitude")
    FindingFactory(study=kept.study, key="other-name", intervention="Homework")
    url = reverse("evidence:download_synthesis", args=["attainment", "csv"])

    response = client.get(url, {"intervention": "Number line work"})

    assert [row["key"] for row in rows(response)] == ["kept"]
    assert (
        'filename="mesh-number-line-work-attainment.csv"'
        in response["Content-Disposition"]
    )


def test_a_synthesis_as_json_ld_has_its_own_findings_only(client):
    kept = FindingFactory(key="kept")
    FindingFactory(study=kept.study, key="other", outcome_kind="attitude")
    url = reverse("evidence:download_synthesis", args=["attainment", "jsonld"])

    text = body(client.get(url, {"intervention": "Number line work"}))

    (record,) = json.loads(text)["@graph"]
    assert [each["key"] for each in record["studies"][0]["findings"]] == ["kept"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("attainment", "Unheard of"), ("attainment", ""), ("nothing", "Number line work"),
     ("attitude", "Number line work"), ("attainment", "\0")],
)  # fmt: skip
def test_a_synthesis_of_nothing_is_not_found(client, kind, name):
    FindingFactory()
    url = reverse("evidence:download_synthesis", args=[kind, "csv"])

    assert client.get(url, {"intervention": name}).status_code == 404


def test_an_unknown_format_names_those_that_are_offered(client):
    reference = ReferenceFactory()

    response = client.get(one(reference, "docx"))

    assert response.status_code == 404
    html = response.content.decode()
    assert "no download as “docx”" in html
    assert f'href="{one(reference, "csv")}"' in html


def test_an_unknown_format_of_a_search_leads_to_the_same_search(client):
    html = client.get(several("wwc"), {"q": "a&b"}).content.decode()

    assert f'href="{several("csv")}?q=a%26b"' in html


@pytest.mark.parametrize("form", ["csv", None])
def test_a_misspelt_parameter_sends_nothing_rather_than_everything(client, form):
    FindingFactory()
    url = several(form) if form else reverse("evidence:download_page")

    response = client.get(url, {"subjct": "maths"})

    assert response.status_code == 400
    html = response.content.decode()
    assert "subjct" in html
    assert "subject" in html


def test_an_unknown_record_is_not_found(client):
    url = reverse("evidence:download", args=["nothing", "csv"])

    assert client.get(url).status_code == 404


def test_a_file_is_only_read(client):
    assert client.post(several("csv")).status_code == 405


def test_head_tells_what_would_be_sent_and_reads_no_record(client):
    FindingFactory()

    response = client.head(several("csv"))

    assert response.content == b""
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "mesh-evidence.csv" in response["Content-Disposition"]


def test_what_has_not_changed_is_not_sent_again(client):
    reference = ReferenceFactory()
    first = client.get(one(reference, "csl"))

    same = client.get(one(reference, "csl"), headers={"if-none-match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")


@pytest.mark.django_db(transaction=True)
def test_what_has_changed_is_sent_again(client):
    reference = ReferenceFactory()
    first = client.get(one(reference, "csl"))
    FindingFactory(study__reference=reference)

    again = client.get(one(reference, "csl"), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_a_search_by_elasticsearch_is_never_taken_for_unchanged(client, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"  # nobody answers there

    assert "ETag" not in client.get(several("csv"), {"q": "fractions"})
    assert "ETag" in client.get(several("csv"))


# --- The page -------------------------------------------------------------------------


def page(client, **parameters):
    return client.get(reverse("evidence:download_page"), parameters).content.decode()


def test_the_page_tells_how_much_there_is_and_of_when(client):
    FindingFactory()
    FindingFactory()

    html = page(client)

    assert "2 findings in 2 records" in html
    assert "The newest change in them is of" in html
    assert html.count("about ") >= len(TYPES)
    for form in TYPES:
        assert f'href="{several(form)}"' in html


def test_the_page_names_the_licence_that_the_site_gives(client, settings):
    assert "may be used by everybody" in page(client)

    settings.EVIDENCE_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

    assert 'rel="license noopener"' in page(client)


def test_the_page_tells_other_sites_of_the_data_set(client, settings):
    settings.SITE_URL = "https://mesh.example"
    settings.EVIDENCE_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    FindingFactory()

    html = page(client)

    _before, _tag, rest = html.partition('<script type="application/ld+json">')
    data = json.loads(rest.partition("</script>")[0])
    assert data["@type"] == "Dataset"
    assert data["license"] == settings.EVIDENCE_LICENCE_URL
    assert len(data["distribution"]) == len(TYPES)
    assert data["dateModified"].startswith("20")


def test_the_page_of_a_search_counts_what_it_found(client):
    FindingFactory(study__reference__title="Fractions")
    FindingFactory(
        study__reference__title="Spelling", intervention="Spelling", outcome="Words"
    )
    sync.apply_waiting()

    html = page(client, q="fractions")

    assert "1 finding in 1 record" in html
    assert f'href="{several("csv")}?q=fractions"' in html
    assert 'content="noindex"' in html
    assert "ld+json" not in html


def test_the_page_of_a_search_that_found_too_much_says_so(client, monkeypatch):
    monkeypatch.setattr("evidence.exporting.found.LIMIT", 1)
    monkeypatch.setattr("evidence.exporting.overview.LIMIT", 1)
    FindingFactory()
    FindingFactory()
    sync.apply_waiting()

    assert "A file holds the first 1 records" in page(client, sort="newest")
    assert len(rows(client.get(several("csv"), {"sort": "newest"}))) == 1


def test_the_page_without_data_has_no_links(client):
    html = page(client)

    assert "There is nothing to download" in html
    assert "download>" not in html


def test_the_page_takes_the_same_queries_however_much_there_is(
    client, django_assert_max_num_queries
):
    for _each in range(3):
        FindingFactory()
    with django_assert_max_num_queries(20) as few:
        page(client)
    for _each in range(10):
        FindingFactory()

    with django_assert_max_num_queries(len(few)):
        page(client)


# --- Ways to it -----------------------------------------------------------------------


def test_a_record_leads_to_its_downloads(client):
    finding = FindingFactory()
    FindingFactory(study=finding.study)

    html = client.get(finding.study.reference.get_absolute_url()).content.decode()

    assert "Download this record with its 2 findings" in html
    for form in TYPES:
        assert f'href="{one(finding.study.reference, form)}"' in html


def test_a_record_without_findings_offers_no_table(client):
    reference = ReferenceFactory()

    html = client.get(reference.get_absolute_url()).content.decode()

    assert "Download this record</h2>" in html
    assert f'href="{one(reference, "csv")}"' not in html


def test_a_record_tells_other_sites_what_it_is_and_that_it_is_retracted(client):
    reference = ReferenceFactory(
        title="</script><b>&", retracted=True, retraction_note="Made up."
    )

    html = client.get(reference.get_absolute_url()).content.decode()

    _before, _tag, rest = html.partition('<script type="application/ld+json">')
    data = json.loads(rest.partition("</script>")[0])
    assert data["@type"] == "ScholarlyArticle"
    assert data["creativeWorkStatus"] == "Retracted"
    assert data["name"].startswith("</script>")


def test_a_search_leads_to_the_download_of_what_it_found(client):
    FindingFactory(study__reference__title="Fractions")
    sync.apply_waiting()

    html = client.get(
        reverse("search"), {"q": "fractions", "page": "1"}
    ).content.decode()

    assert f'href="{reverse("evidence:download_page")}?q=fractions"' in html


def test_a_synthesis_leads_to_its_downloads(client):
    FindingFactory()
    FindingFactory()
    url = reverse("evidence:synthesis", args=["attainment"])

    html = client.get(url, {"intervention": "Number line work"}).content.decode()

    assert "Download these 2 findings" in html
    path = reverse("evidence:download_synthesis", args=["attainment", "csv"])
    assert f'href="{path}?intervention=Number+line+work"' in html
