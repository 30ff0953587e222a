"""The way in through the admin: upload, look, confirm; and the downloads."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mesh.core.constants import Role
from mesh.core.models import Membership
from pathways.interchange.documents import MapFormat
from pathways.interchange.reading import read_map
from pathways.models import PathwayPage
from tests.factories import workflows
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory

MAP = "# New start\n\n- First {.barrier edge=explains}\n  - [Out](https://e.org/)\n"


@pytest.fixture
def author_client(client, author):
    client.force_login(author)
    return client


def import_url(page):
    return reverse("pathways_import_map", args=[page.pk])


def file(text=MAP, name="map.md"):
    data = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, data)


def upload(client, page, target, text=MAP, name="map.md", **fields):
    data = {"file": file(text, name), "target": target, "form": "", **fields}
    return client.post(import_url(page), data)


def sealed_in(response):
    return re.search(r'name="sealed" value="([^"]+)"', response.content.decode())[1]


def confirm(client, page, response, **fields):
    return client.post(import_url(page), {"sealed": sealed_in(response), **fields})


def labels(page):
    page = PathwayPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    return [child.value["label"] for child in draft.nodes]


def test_the_form_offers_what_may_be_done(author_client, draft, subject_page):
    at_pathway = author_client.get(import_url(draft)).content.decode()
    at_subject = author_client.get(import_url(subject_page)).content.decode()

    assert "Replace the map of the draft of “Fractions”" in at_pathway
    assert f"Make a new pathway under “{subject_page.title}”" in at_pathway
    assert 'type="radio"' in at_pathway
    assert 'type="radio"' not in at_subject
    for form in MapFormat:
        assert reverse("pathways_map_example", args=[form.value]) in at_subject


def test_looking_writes_nothing(author_client, draft):
    response = upload(author_client, draft, "replace")

    text = response.content.decode()
    assert response.status_code == 200
    assert "3 nodes were read (Markdown)." in text
    assert "“New start” added as the start of the map" in text
    assert "Its link leads out of this site" in text
    assert "Line 4" in text
    assert labels(draft) == ["The start", "Adds tops", "Number line"]
    assert PathwayPage.objects.count() == 1


def test_a_confirmed_import_is_in_the_draft(author_client, draft):
    response = upload(author_client, draft, "replace")

    response = confirm(author_client, draft, response)

    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert labels(draft) == ["New start", "First", "Out"]
    text = author_client.get(response.url).content.decode()
    assert "The map of “map.md” is in the draft of “Fractions”." in text
    history = reverse("wagtailadmin_pages:history", args=[draft.pk])
    text = author_client.get(history).content.decode()
    assert "Map imported from “map.md” (3 nodes)" in text


def test_a_new_pathway_is_made_with_title_and_association(
    author_client, author, subject_page
):
    association = OrganisationFactory()
    Membership.objects.create(user=author, organisation=association)
    response = upload(author_client, subject_page, "new")

    assert f'value="{association.pk}" selected' in response.content.decode()
    response = confirm(
        author_client,
        subject_page,
        response,
        title="Better title",
        organisation=association.pk,
    )

    page = PathwayPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.organisation, page.live) == (
        "Better title",
        association,
        False,
    )
    assert author_client.get(response.url).status_code == 200


def test_a_new_pathway_beside_another_has_its_association(author_client, draft):
    response = upload(author_client, draft, "new")

    assert f'value="{draft.organisation_id}" selected' in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "Fractions"}, "has a page called “Fractions” already"),
        ({"organisation": ""}, "This field is required."),
    ],
)
def test_a_new_pathway_that_can_t_be_made_says_why(
    author_client, draft, fields, expected
):
    response = upload(author_client, draft, "new")
    given = {"title": "T", "organisation": draft.organisation_id, **fields}

    response = confirm(author_client, draft, response, **given)

    assert response.status_code == 422
    assert expected in response.content.decode()
    assert PathwayPage.objects.count() == 1
    good = {"title": "Other", "organisation": draft.organisation_id}
    assert confirm(author_client, draft, response, **good).status_code == 302


def test_a_refused_file_is_named_with_the_reason_and_the_choices_kept(
    author_client, draft
):
    bomb = '<!DOCTYPE map [<!ENTITY a "b">]><map><node TEXT="&a;"/></map>'

    response = upload(author_client, draft, "new", bomb, "bomb.mm", form="mm")

    text = response.content.decode()
    assert response.status_code == 422
    assert "“bomb.mm”: The file declares a document type or entities" in text
    assert re.search(r'value="new"[^>]*checked', text)
    assert '<option value="mm" selected>' in text
    assert PathwayPage.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "The file is empty."),
        (b"# a\n" + b"x" * (2 * 1024 * 1024), "larger than 2 MB"),
        (b"PK\x03\x04 zip", "ZIP archive"),
    ],
)
def test_files_that_are_no_text_are_refused(author_client, draft, data, expected):
    response = upload(author_client, draft, "replace", data)

    assert response.status_code == 422
    assert expected in response.content.decode()


def test_a_file_must_be_chosen(author_client, draft):
    response = author_client.post(import_url(draft), {"target": "replace"})

    assert "Choose the file that holds the map." in response.content.decode()


def test_a_target_that_is_not_offered_is_refused(author_client, subject_page):
    response = upload(author_client, subject_page, "replace")

    assert response.status_code == 422
    assert "Select a valid choice" in response.content.decode()


def test_a_draft_changed_in_the_meantime_is_shown_again(author_client, draft, author):
    response = upload(author_client, draft, "replace")
    draft.save_revision(user=author)

    response = confirm(author_client, draft, response)

    assert response.status_code == 422
    assert "has been changed since you looked" in response.content.decode()
    assert labels(draft) == ["The start", "Adds tops", "Number line"]
    assert confirm(author_client, draft, response).status_code == 302
    assert labels(draft) == ["New start", "First", "Out"]


def test_a_page_that_went_to_review_in_the_meantime_is_not_touched(
    author_client, draft, author
):
    response = upload(author_client, draft, "replace")
    workflows.submit(draft, by=author)

    response = confirm(author_client, draft, response)

    assert "awaiting &#x27;Peer review&#x27;" in response.content.decode()
    assert labels(draft) == ["The start", "Adds tops", "Number line"]


def test_in_a_review_only_a_new_pathway_is_offered(author_client, draft, author):
    workflows.submit(draft, by=author)

    text = author_client.get(import_url(draft)).content.decode()

    assert "The map of this pathway can’t be replaced now" in text
    assert "Make a new pathway under" in text
    assert "Replace the map" not in text


@pytest.mark.parametrize("seal", ["", "nonsense", "a:b:c"])
def test_a_seal_that_is_none_is_refused(author_client, draft, seal):
    response = author_client.post(import_url(draft), {"sealed": seal})

    assert response.url == import_url(draft)
    text = author_client.get(response.url).content.decode()
    assert "more than a day old, or not yours" in text


def test_another_s_seal_is_refused(author_client, draft, client, administrator):
    seal = sealed_in(upload(author_client, draft, "replace"))
    client.force_login(administrator)

    client.post(import_url(draft), {"sealed": seal})

    assert labels(draft) == ["The start", "Adds tops", "Number line"]


def test_a_seal_of_another_page_is_refused(author_client, author, draft, subject_page):
    other = PathwayPageFactory(parent=subject_page, nodes=1, owner=author)
    seal = sealed_in(upload(author_client, draft, "replace"))

    author_client.post(import_url(other), {"sealed": seal})

    assert labels(other) == ["Where it starts"]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.JUDGE, Role.CURATOR])
def test_who_may_write_nothing_imports_nothing(client, draft, role):
    client.force_login(UserFactory(roles=[role]))

    for page in (draft, draft.get_parent()):
        assert client.get(import_url(page)).status_code == 302
        assert upload(client, page, "new").status_code == 302
    assert PathwayPage.objects.count() == 1


def test_strangers_are_asked_to_sign_in(client, draft):
    urls = [import_url(draft)]
    urls += [reverse("pathways_download_map", args=[draft.pk])]
    urls += [reverse("pathways_map_example", args=["md"])]

    for url in urls:
        assert client.get(url).url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("kind", ["home", "knowledge", "nothing"])
def test_only_subjects_and_pathways_take_maps(
    author_client, author, home, subject_page, kind
):
    knowledge = KnowledgePageFactory(parent=subject_page, owner=author)
    key = {"home": home.pk, "knowledge": knowledge.pk, "nothing": 99_999}[kind]

    response = author_client.get(reverse("pathways_import_map", args=[key]))

    assert response.status_code == 404


@pytest.mark.parametrize("form", list(MapFormat))
def test_a_draft_is_downloaded_in_every_format(author_client, draft, form):
    page = reverse("pathways_download_map", args=[draft.pk])
    url = reverse("pathways_download_map_file", args=[draft.pk, form.value])

    assert url in author_client.get(page).content.decode()
    response = author_client.get(url)

    assert response["Content-Disposition"] == f'attachment; filename="fractions.{form}"'
    read = read_map(data=response.content, name=f"map.{form}")
    assert [node.id for node in read.nodes] == [child.id for child in draft.nodes]


def test_a_draft_is_downloaded_with_its_links_to_drafts(
    author_client, draft, subject_page
):
    hidden = KnowledgePageFactory(parent=subject_page, title="Hidden")
    draft.nodes[1].value["page"] = hidden
    draft.save_revision()

    response = author_client.get(
        reverse("pathways_download_map_file", args=[draft.pk, "csv"])
    )

    assert f"{hidden.pk}/hidden" in response.content.decode()
    assert "ETag" not in response


def test_a_stranger_downloads_no_draft(client, draft):
    client.force_login(UserFactory(roles=[Role.AUTHOR]))

    for name, args in (
        ("pathways_download_map", [draft.pk]),
        ("pathways_download_map_file", [draft.pk, "md"]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 302


@pytest.mark.parametrize(
    ("name", "args"),
    [("pathways_download_map_file", ["xmind"]), ("pathways_map_example", ["xmind"])],
)
def test_an_unknown_format_is_not_found(author_client, draft, name, args):
    keys = [draft.pk] if name == "pathways_download_map_file" else []

    assert author_client.get(reverse(name, args=[*keys, *args])).status_code == 404


@pytest.mark.parametrize("form", list(MapFormat))
def test_the_examples_can_be_imported(author_client, subject_page, form):
    example = author_client.get(reverse("pathways_map_example", args=[form.value]))

    response = upload(
        author_client, subject_page, "new", example.content, f"example.{form}"
    )

    text = response.content.decode()
    assert "5 nodes were read" in text
    assert "Nothing: everything in the file was understood." in text


def test_menus_lead_to_import_and_download(author_client, draft, subject_page):
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    explore = reverse("wagtailadmin_explore", args=[subject_page.pk])
    download = reverse("pathways_download_map", args=[draft.pk])

    for url in (edit, explore):
        text = author_client.get(url).content.decode()
        assert import_url(draft) in text
        assert download in text
    assert import_url(subject_page) in author_client.get(explore).content.decode()


def test_menus_show_nothing_that_may_not_be_done(client, draft, subject_page):
    client.force_login(UserFactory(roles=[Role.AUTHOR]))
    explore = reverse("wagtailadmin_explore", args=[subject_page.pk])

    text = client.get(explore).content.decode()

    assert reverse("pathways_download_map", args=[draft.pk]) not in text


def test_five_hundred_nodes_are_looked_at(author_client, subject_page):
    text = "# r\n" + "- a\n  - b\n" * 250

    response = upload(author_client, subject_page, "new", text)

    assert "501 nodes were read" in response.content.decode()
