"""Imports go into drafts, all or nothing, and only where the person may edit."""

import pytest
from wagtail.models import PageLogEntry

from mesh.core.constants import Role
from pathways.interchange.services import (
    LOG_ACTION,
    UnableToImportMap,
    create_pathway,
    replace_map,
)
from pathways.models import PathwayPage
from tests.factories import workflows
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory

MAP = "# New start\n\n- First\n  - Second\n"


def labels(page):
    draft = page.get_latest_revision_as_object()
    return [child.value["label"] for child in draft.nodes]


def test_the_map_of_a_draft_is_replaced(draft, author, plan):
    replace_map(page=draft, plan=plan(MAP, page=draft), by=author, file_name="map.md")

    draft.refresh_from_db()
    assert labels(draft) == ["New start", "First", "Second"]
    assert not draft.live
    latest = draft.get_latest_revision_as_object()
    assert (latest.title, latest.summary) == (draft.title, draft.summary)


def test_an_import_stands_in_the_page_s_history(draft, author, plan):
    revision = replace_map(
        page=draft, plan=plan(MAP, page=draft), by=author, file_name="map.md"
    )

    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.page_id, entry.user, entry.revision) == (draft.pk, author, revision)
    assert entry.message == "Map imported from “map.md” (3 nodes)"
    assert entry.data["format"] == "md"


def test_what_is_live_stays_as_it_is(subject_page, author, plan):
    page = PathwayPageFactory(parent=subject_page, live=True, nodes=3, owner=author)
    before = page.nodes.get_prep_value()

    replace_map(page=page, plan=plan(MAP, page=page), by=author, file_name="map.md")

    page = PathwayPage.objects.get(pk=page.pk)
    assert page.live
    assert page.has_unpublished_changes
    assert page.nodes.get_prep_value() == before
    assert labels(page) == ["New start", "First", "Second"]


def test_a_draft_changed_in_the_meantime_is_not_overwritten(draft, author, plan):
    stale = plan(MAP, page=draft)
    draft.save_revision(user=author)

    with pytest.raises(UnableToImportMap, match="has been changed since"):
        replace_map(page=draft, plan=stale, by=author, file_name="map.md")

    assert labels(draft) == ["The start", "Adds tops", "Number line"]


def test_a_locked_page_is_not_touched(draft, author, plan, now):
    draft.locked, draft.locked_by, draft.locked_at = True, UserFactory(), now
    draft.save()

    with pytest.raises(UnableToImportMap, match="was locked"):
        replace_map(
            page=draft, plan=plan(MAP, page=draft), by=author, file_name="map.md"
        )


def test_a_page_in_review_is_not_touched(draft, author, plan):
    workflows.submit(draft, by=author)

    with pytest.raises(UnableToImportMap, match="awaiting 'Peer review'"):
        replace_map(
            page=draft, plan=plan(MAP, page=draft), by=author, file_name="map.md"
        )


def test_the_command_line_passes_no_lock_either(draft, author, plan):
    workflows.submit(draft, by=author)

    with pytest.raises(UnableToImportMap, match="locked, in a review"):
        replace_map(page=draft, plan=plan(MAP, page=draft), by=None, file_name="m.md")


def test_a_stranger_replaces_nothing(draft, plan):
    stranger = UserFactory(roles=[Role.AUTHOR])

    with pytest.raises(UnableToImportMap, match="may not edit"):
        replace_map(
            page=draft, plan=plan(MAP, page=draft), by=stranger, file_name="map.md"
        )


def test_an_alias_is_not_written_to(draft, author, plan, administrator):
    alias = draft.create_alias(update_slug="mirror")

    with pytest.raises(UnableToImportMap, match="mirrors another"):
        replace_map(page=alias, plan=plan(MAP), by=administrator, file_name="map.md")


def test_a_new_pathway_is_a_draft_of_its_importer(subject_page, author, plan):
    organisation = OrganisationFactory()

    page = create_pathway(
        parent=subject_page,
        plan=plan(MAP),
        by=author,
        file_name="map.md",
        organisation=organisation,
    )

    page = PathwayPage.objects.get(pk=page.pk)
    assert (page.title, page.slug, page.live) == ("New start", "new-start", False)
    assert (page.owner, page.organisation) == (author, organisation)
    assert labels(page) == ["New start", "First", "Second"]
    assert list(page.get_latest_revision_as_object().contributors.all()) == [author]
    actions = PageLogEntry.objects.filter(page=page).values_list("action", flat=True)
    assert set(actions) == {"wagtail.create", LOG_ACTION}
    assert page.permissions_for_user(author).can_edit()


def test_a_new_pathway_may_be_named_otherwise(subject_page, author, plan):
    page = create_pathway(
        parent=subject_page,
        plan=plan(MAP),
        by=author,
        file_name="map.md",
        organisation=OrganisationFactory(),
        title="  Another   name ",
    )

    assert page.title == "Another name"


@pytest.mark.parametrize("title", ["Fractions", "fRACTIONS"])
def test_a_title_that_is_taken_is_refused(draft, author, plan, subject_page, title):
    with pytest.raises(UnableToImportMap, match="has a page called"):
        create_pathway(
            parent=subject_page,
            plan=plan(MAP),
            by=author,
            file_name="map.md",
            organisation=OrganisationFactory(),
            title=title,
        )

    assert PathwayPage.objects.count() == 1


def test_a_map_without_any_title_needs_one(subject_page, author, plan):
    with pytest.raises(UnableToImportMap, match="Give the new pathway a title"):
        create_pathway(
            parent=subject_page,
            plan=plan("<map><node TEXT=''/></map>", ""),
            by=author,
            file_name="",
            organisation=OrganisationFactory(),
        )


@pytest.mark.parametrize("by_nobody", [True, False])
def test_a_pathway_stands_only_under_a_subject(home, author, plan, by_nobody):
    with pytest.raises(UnableToImportMap, match="only stand under a subject page"):
        create_pathway(
            parent=home,
            plan=plan(MAP),
            by=None if by_nobody else author,
            file_name="map.md",
            organisation=OrganisationFactory(),
        )


def test_who_may_add_no_page_imports_none(subject_page, plan):
    with pytest.raises(UnableToImportMap, match="may not add a page here"):
        create_pathway(
            parent=subject_page,
            plan=plan(MAP),
            by=UserFactory(roles=[Role.REVIEWER]),
            file_name="map.md",
            organisation=OrganisationFactory(),
        )


def test_an_imported_map_goes_through_review_like_any_other(subject_page, author, plan):
    knowledge = KnowledgePageFactory(parent=subject_page, live=True)
    text = (
        "level,label,kind,page_ref\n1,Start,symptom,\n"
        f"2,Barrier,barrier,{knowledge.pk}/{knowledge.slug}\n"
    )
    page = create_pathway(
        parent=subject_page,
        plan=plan(text, "map.csv"),
        by=author,
        file_name="map.csv",
        organisation=OrganisationFactory(),
    )
    draft = page.get_latest_revision_as_object()
    draft.summary = "From what a teacher sees to what helps."

    assert draft.missing_for_review() == []
