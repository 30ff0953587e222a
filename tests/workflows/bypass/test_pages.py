"""Ways to set a page live without a verdict, through models and SQL: all refused."""

import datetime as dt
import io
import json

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, Revision

from pathways.models import KnowledgePage
from tests.factories import workflows
from tests.factories.core import UserFactory
from tests.factories.pathways import SubjectPageFactory
from workflows.exceptions import PublicationRefused
from workflows.models import Authorship
from workflows.services import judgements


def test_saving_a_page_as_live_is_refused(still_a_draft):
    still_a_draft.live = True

    with pytest.raises(PublicationRefused, match="without an accepting verdict"):
        still_a_draft.save()


def test_saving_the_flag_alone_is_refused(still_a_draft):
    still_a_draft.live = True

    with pytest.raises(PublicationRefused):
        still_a_draft.save(update_fields=["live"])


def test_saving_through_the_bare_page_is_refused(still_a_draft):
    bare = Page.objects.get(pk=still_a_draft.pk)
    bare.live = True

    with pytest.raises(PublicationRefused):
        bare.save()


def test_making_a_page_live_from_the_start_is_refused(page, subject_page):
    new = KnowledgePage(
        title="Sneak", kind=page.kind, summary="x", organisation=page.organisation
    )

    with pytest.raises(PublicationRefused):
        subject_page.add_child(instance=new)

    assert not Page.objects.filter(title="Sneak").exists()


@pytest.mark.parametrize("skip_checks", [True, False])
def test_publishing_a_version_is_refused_for_a_superuser_too(
    still_a_draft, administrator, skip_checks
):
    revision = still_a_draft.get_latest_revision()

    with pytest.raises(Exception, match=r"verdict|permission"):
        revision.publish(user=administrator, skip_permission_checks=skip_checks)


def by_update(row):
    Page.objects.filter(pk=row.pk).update(live=True, live_revision=row.live_revision)


def by_bulk_update(row):
    Page.objects.bulk_update([row], ["live", "live_revision"])


def by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, row.pk]
        )


@pytest.mark.parametrize("publish", [by_update, by_bulk_update, by_sql])
def test_the_database_itself_refuses_what_skips_the_models(still_a_draft, publish):
    row = Page.objects.get(pk=still_a_draft.pk)
    row.live, row.live_revision = True, still_a_draft.latest_revision

    with pytest.raises(IntegrityError, match="verdict"), transaction.atomic():
        publish(row)


def test_the_text_of_a_live_page_cannot_be_changed_in_place(live_page):
    live_page.title = "Sneak"

    with pytest.raises(PublicationRefused, match="title"):
        live_page.save()
    with pytest.raises(PublicationRefused, match="title"):
        live_page.save(update_fields=["title"])


def test_a_relation_of_a_live_page_cannot_be_changed_in_place(live_page, person):
    live_page.contributors = [person()]

    with pytest.raises(PublicationRefused, match="contributors"):
        live_page.save()


def test_what_is_no_text_may_be_saved_on_a_live_page(live_page):
    live_page.locked = True

    live_page.save()
    live_page.save(update_fields=["locked"])


def test_a_new_draft_of_a_live_page_leaves_readers_with_the_judged_text(
    live_page, author, client
):
    before = live_page.title
    live_page.title = "Not judged"
    live_page.save_revision(user=author)

    live_page.refresh_from_db()
    assert live_page.title == before
    assert live_page.has_unpublished_changes
    assert "Not judged" not in client.get(live_page.url).content.decode()


def test_a_later_version_cannot_be_published_under_the_old_verdict(live_page, author):
    live_page.title = "Sneak"
    revision = live_page.save_revision(user=author)

    with pytest.raises(PublicationRefused):
        revision.publish(skip_permission_checks=True)


def test_the_judged_version_cannot_be_overwritten(live_page, verdict):
    live_page.title = "Sneak"

    with pytest.raises(PublicationRefused, match="cannot be overwritten"):
        live_page.save_revision(
            user=verdict.revision.user, overwrite_revision=verdict.revision
        )


def test_a_version_under_review_cannot_be_overwritten(review_round, page, author):
    page.title = "Sneak"

    with pytest.raises(PublicationRefused, match="cannot be overwritten"):
        page.save_revision(user=author, overwrite_revision=review_round.revision)


def test_a_verdict_over_text_altered_by_sql_permits_nothing(live_page, verdict):
    content = {**verdict.revision.content, "title": "Sneak"}
    Revision.objects.filter(pk=verdict.revision_id).update(content=content)
    live_page.unpublish()

    with pytest.raises(PublicationRefused):
        Revision.objects.get(pk=verdict.revision_id).publish(
            skip_permission_checks=True
        )


def test_the_accepted_version_may_be_published_again(live_page, verdict):
    live_page.unpublish()

    verdict.revision.publish(skip_permission_checks=True)

    live_page.refresh_from_db()
    assert live_page.live


def test_a_version_cannot_be_scheduled_without_a_verdict(still_a_draft, now):
    with pytest.raises(PublicationRefused, match="scheduled"):
        still_a_draft.save_revision(approved_go_live_at=now)

    revision = still_a_draft.latest_revision
    revision.approved_go_live_at = now
    with pytest.raises(PublicationRefused, match="scheduled"):
        revision.save()


@pytest.fixture
def scheduled(page, author, now):
    """Accepted, with a day of publication to come."""
    page.go_live_at = now + dt.timedelta(days=1)
    page.save_revision(user=author)
    workflows.make_live(page)
    return page


def test_an_accepted_page_goes_live_on_its_day(scheduled, now):
    assert not scheduled.live
    revision = scheduled.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = now.isoformat()
    revision.approved_go_live_at = now
    revision.save()  # the day has come; it is no part of what was judged

    call_command("publish_scheduled")

    scheduled.refresh_from_db()
    assert scheduled.live


def test_a_revoked_page_does_not_go_live_on_its_day(scheduled, coordinator, now):
    judgements.revoke_verdict(
        verdict=scheduled.latest_revision.verdicts.get(),
        by=coordinator,
        reason="Retracted.",
        now=now,
    )

    call_command("publish_scheduled")

    scheduled.refresh_from_db()
    assert not scheduled.live


def test_a_scheduled_draft_is_refused_and_stays_a_draft(still_a_draft, now):
    Revision.objects.filter(pk=still_a_draft.latest_revision_id).update(
        approved_go_live_at=now
    )

    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled")


def test_a_copy_is_a_draft_and_cannot_be_kept_live(live_page):
    with pytest.raises(PublicationRefused):
        live_page.copy(update_attrs={"slug": "copy"}, keep_live=True)

    copy = live_page.copy(update_attrs={"slug": "other"}, keep_live=False)
    assert not copy.live


def test_an_alias_of_a_live_page_shows_the_judged_text(live_page, client):
    alias = live_page.create_alias(update_slug="alias")

    assert alias.live
    assert live_page.title in client.get(alias.url).content.decode()


def test_an_alias_cannot_show_another_text(live_page):
    alias = live_page.create_alias(update_slug="alias").specific
    alias.title = "Sneak"

    with pytest.raises(PublicationRefused, match="title"):
        alias.save()


def test_an_alias_of_a_draft_cannot_be_live(still_a_draft):
    alias = still_a_draft.create_alias(update_slug="alias").specific
    alias.live = True

    with pytest.raises(PublicationRefused):
        alias.save()


def test_the_database_refuses_a_live_alias_of_a_draft(still_a_draft):
    alias = still_a_draft.create_alias(update_slug="alias")

    with pytest.raises(IntegrityError, match="verdict"), transaction.atomic():
        Page.objects.filter(pk=alias.pk).update(live=True)


def test_an_alias_cannot_be_made_a_live_page_of_its_own(live_page, administrator):
    alias = live_page.create_alias(update_slug="alias").specific

    with pytest.raises(PublicationRefused):
        ConvertAliasPageAction(alias, user=administrator).execute()


def test_a_translation_starts_as_a_draft_with_the_same_authors(live_page, author):
    locale = Locale.objects.create(language_code="cy")
    subject = live_page.get_parent().specific
    index = subject.get_parent().specific
    index.get_parent().specific.copy_for_translation(locale)
    SubjectPageFactory(
        parent=index.copy_for_translation(locale),
        locale=locale,
        translation_key=subject.translation_key,
    )

    translation = live_page.copy_for_translation(locale)

    assert not translation.live
    assert translation.lineage == live_page.lineage
    with pytest.raises(PublicationRefused):
        translation.save_revision(user=author).publish(skip_permission_checks=True)


def test_a_moved_page_keeps_its_verdict_and_its_workflow(live_page, home, client):
    workflow = live_page.get_workflow()

    live_page.move(home, pos="last-child")

    moved = KnowledgePage.objects.get(pk=live_page.pk)
    assert moved.live
    assert moved.get_workflow() == workflow
    assert client.get(moved.url).status_code == 200


def test_the_lineage_of_a_page_cannot_be_changed(page, live_page):
    live_page.lineage = type(live_page)._meta.get_field("lineage").default()

    with pytest.raises(PublicationRefused, match="lineage"):
        live_page.save()


def test_a_live_page_from_a_fixture_is_refused(page, subject_page, tmp_path):
    rows = json.loads(serializers.serialize("json", [page.page_ptr, page]))
    for row in rows:
        if "live" in row["fields"]:
            row["fields"]["live"] = True
    fixture = tmp_path / "sneak.json"
    fixture.write_text(json.dumps(rows))

    with pytest.raises(PublicationRefused):
        call_command("loaddata", str(fixture))

    page.refresh_from_db()
    assert not page.live


def test_a_row_made_live_behind_django_is_not_served(live_page, verdict, client):
    verdict.revoke(by=verdict.judge, now=verdict.judged_at, reason="x")

    assert Page.objects.get(pk=live_page.pk).live
    assert client.get(live_page.url).status_code == 404


def test_check_publication_is_content_with_what_was_judged(live_page):
    live_page.create_alias(update_slug="alias")
    out = io.StringIO()

    call_command("check_publication", stdout=out)

    assert "rests on a verdict" in out.getvalue()


def test_check_publication_finds_text_altered_by_sql(live_page):
    Page.objects.filter(pk=live_page.pk).update(title="Sneak")
    errors = io.StringIO()

    with pytest.raises(CommandError, match="1 found"):
        call_command("check_publication", stderr=errors)

    assert "title" in errors.getvalue()


def test_check_publication_finds_an_alias_altered_by_sql(live_page):
    alias = live_page.create_alias(update_slug="alias")
    Page.objects.filter(pk=alias.pk).update(title="Sneak")

    with pytest.raises(CommandError, match="1 found"):
        call_command("check_publication", stderr=io.StringIO())


def test_check_publication_finds_live_pages_without_warrant(live_page, verdict, now):
    verdict.revoke(by=verdict.judge, now=now, reason="x")

    with pytest.raises(CommandError, match="1 found"):
        call_command("check_publication", stderr=io.StringIO())


def test_check_publication_finds_schedules_without_verdict(page, now):
    Revision.objects.update(approved_go_live_at=now)

    with pytest.raises(CommandError, match="found"):
        call_command("check_publication", stderr=io.StringIO())


def test_a_page_with_a_review_cannot_be_deleted_by_the_model(review_round, page):
    with pytest.raises(ProtectedError):
        page.delete()


def test_purging_revisions_spares_what_was_reviewed(live_page, verdict):
    live_page.save_revision(user=UserFactory())
    call_command("purge_revisions", stdout=io.StringIO())

    assert Revision.objects.filter(pk=verdict.revision_id).exists()


def test_an_account_with_a_part_in_a_review_cannot_be_deleted(verdict, author):
    for person in (verdict.judge, author):
        with pytest.raises(ProtectedError):
            person.delete()
    assert Authorship.objects.filter(user=author).exists()
