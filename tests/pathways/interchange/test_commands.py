"""`import_pathway` and `export_pathway`: the same services as the admin's."""

import io

import pytest
from django.core.management import CommandError, call_command

from mesh.core.constants import Role
from mesh.core.models import Membership
from pathways.interchange.documents import MapFormat
from pathways.models import PathwayPage
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.pathways import PathwayPageFactory

MAP = "# New start\n\n- First {.idea}\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "map.md"
    path.write_text(MAP, encoding="utf-8")
    return path


def run(name, *args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def refusal(name, *args, **options):
    with pytest.raises(CommandError) as error:
        run(name, *args, **options)
    assert error.value.returncode == 1
    return str(error.value)


def test_a_file_becomes_a_draft_under_a_subject(file, subject_page, author):
    association = OrganisationFactory()
    Membership.objects.create(user=author, organisation=association)

    out, _err = run(
        "import_pathway", str(file), under=subject_page.slug, author=author.email
    )

    page = PathwayPage.objects.get()
    assert (page.title, page.owner, page.organisation) == (
        "New start",
        author,
        association,
    )
    assert not page.live
    assert out.splitlines() == [
        "Line 3 “First”: The kind “idea” is not known here. Choose one in the editor.",
        "2 nodes have no kind yet. Choose one for each in the editor before the review.",
        "Markdown: 2 nodes, 0 of them known, 2 remarks.",
        f"Draft: “New start” (page {page.pk}).",
    ]


def test_the_subject_may_be_given_by_its_address(file, subject_page):
    association = OrganisationFactory()

    run(
        "import_pathway",
        str(file),
        under=subject_page.url,
        organisation=association.slug,
        title="Another name",
    )

    page = PathwayPage.objects.get()
    assert (page.title, page.owner, page.organisation) == (
        "Another name",
        None,
        association,
    )
    assert page.get_parent().pk == subject_page.pk


def test_the_map_of_a_draft_is_replaced(file, draft):
    out, _err = run("import_pathway", str(file), into=draft.pk)

    latest = PathwayPage.objects.get().get_latest_revision_as_object()
    assert [each.value["label"] for each in latest.nodes] == ["New start", "First"]
    assert "Change: “The start” removed, with 2 nodes beneath it" in out


@pytest.mark.parametrize("target", ["under", "into"])
def test_a_dry_run_reports_and_writes_nothing(file, draft, subject_page, target):
    where = {"under": subject_page.slug, "into": draft.pk}[target]
    before = draft.latest_revision_id

    out, _err = run("import_pathway", str(file), dry_run=True, **{target: where})

    assert "This was a dry run: nothing has been written." in out
    assert PathwayPage.objects.get().latest_revision_id == before


def test_a_file_that_can_t_be_read_is_refused(draft, tmp_path):
    path = tmp_path / "map.mm"

    assert "can't be read" in refusal("import_pathway", str(path), into=draft.pk)

    path.write_text('<!DOCTYPE map [<!ENTITY a "b">]><map/>')

    assert "entities" in refusal("import_pathway", str(path), into=draft.pk)
    assert "not OPML" in refusal(
        "import_pathway", str(path), into=draft.pk, format="opml"
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"under": "nowhere"}, "There is no subject page “nowhere”. There are: subject-"),
        ({"into": 99_999}, "There is no pathway with the key 99999"),
        ({"under": "SUBJECT"}, "--organisation SLUG"),
        ({"under": "SUBJECT", "organisation": "none"}, "There is no association “none”"),
        ({"under": "SUBJECT", "author": "no@example.org"}, "no open account"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(file, subject_page, options, expected):
    options = {
        name: subject_page.slug if value == "SUBJECT" else value
        for name, value in options.items()
    }

    assert expected in refusal("import_pathway", str(file), **options)
    assert not PathwayPage.objects.exists()


def test_the_author_s_rights_count(file, draft):
    stranger = UserFactory(roles=[Role.AUTHOR])

    assert "may not edit" in refusal(
        "import_pathway", str(file), into=draft.pk, author=stranger.email
    )


def test_one_target_must_be_named(file, draft):
    with pytest.raises(CommandError, match="one of the arguments"):
        call_command("import_pathway", str(file))
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("import_pathway", str(file), "--into=1", "--under=x")


@pytest.mark.parametrize("named", ["key", "slug", "address"])
def test_a_live_map_is_written_out(subject_page, tmp_path, named):
    page = PathwayPageFactory(parent=subject_page, live=True, nodes=3)
    name = {"key": str(page.pk), "slug": page.slug, "address": page.url}[named]
    path = tmp_path / "map.csv"

    _out, err = run("export_pathway", name, format="csv", output=path)

    rows = path.read_bytes().decode("utf-8-sig").split("\r\n")
    assert rows[0].startswith("level,label,")
    assert len(rows) == 5
    assert err == ""


@pytest.mark.parametrize("form", list(MapFormat))
def test_what_is_written_out_is_read_in(draft, tmp_path, form):
    path = tmp_path / f"map.{form}"
    run("export_pathway", str(draft.pk), format=form.value, output=path, draft=True)

    out, _err = run("import_pathway", str(path), into=draft.pk, dry_run=True)

    assert "Change:" not in out
    assert "3 nodes, 3 of them known, 0 remarks" in out


def test_it_is_said_what_is_not_in_the_file(subject_page):
    embed = {"url": "https://e.org/", "title": "T", "transcript": "W"}
    node = {"label": "a", "level": 1, "media": [{"type": "embed", "value": embed}]}
    page = PathwayPageFactory(
        parent=subject_page, nodes=[{"type": "node", "value": node}]
    )

    out, err = run("export_pathway", str(page.pk), format="opml", draft=True)

    assert out.startswith("<?xml")
    assert "1 node has pictures, sound, film" in err


def test_exports_that_can_t_be_are_refused(draft, subject_page, home, tmp_path):
    other = PathwayPageFactory(parent=home, slug=draft.slug)

    assert "is not published" in refusal("export_pathway", str(draft.pk))
    assert "There is no pathway “nowhere”" in refusal("export_pathway", "nowhere")
    several = refusal("export_pathway", draft.slug)
    assert str(draft.pk) in several
    assert str(other.pk) in several
    assert "can't be written" in refusal(
        "export_pathway", str(draft.pk), draft=True, output=tmp_path
    )
