"""Ways to fake or alter the records of a review: all refused."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.constants import ConflictAnswer, ConflictMoment, Decision
from workflows.exceptions import PublicationRefused, UnableToAlterRecord
from workflows.guards import verdict_problem
from workflows.models import (
    Authorship,
    ConflictDeclaration,
    ReviewReport,
    Verdict,
)

RECORDS = [Verdict, ReviewReport, ConflictDeclaration, Authorship]


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("manager", ["objects", "_base_manager", "_default_manager"])
def test_records_are_neither_updated_nor_deleted_in_bulk(live_page, model, manager):
    rows = getattr(model, manager).all()
    row = rows.first()

    for attempt in (
        lambda: rows.update(pk=row.pk),
        rows.delete,
        lambda: rows.bulk_update([row], [model._meta.fields[1].name]),
        lambda: rows.bulk_create([row]),
    ):
        with pytest.raises(UnableToAlterRecord, match="kept as they were written"):
            attempt()


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_is_neither_saved_again_nor_deleted(live_page, model):
    row = model.objects.first()

    with pytest.raises(UnableToAlterRecord):
        row.save()
    with pytest.raises(UnableToAlterRecord):
        row.delete()


def test_a_related_manager_alters_no_verdict(verdict):
    with pytest.raises(UnableToAlterRecord):
        verdict.round.verdicts.all().update(decision="accept")
    with pytest.raises(UnableToAlterRecord):
        verdict.judge.verdicts.all().delete()


def test_a_verdict_is_revoked_once_and_not_restored(verdict, now):
    verdict.revoke(by=verdict.judge, now=now, reason="x")

    verdict.revoked_at = verdict.revoked_by = None
    with pytest.raises(UnableToAlterRecord, match="only be revoked, once"):
        verdict.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])


@pytest.mark.parametrize(
    "change", ["decision = 'minor'", "letter = 'x'", "judge_id = %s"]
)
def test_the_database_refuses_a_changed_verdict(verdict, change):
    """Among them the merging of accounts: a judge is not exchanged."""
    other = UserFactory()
    values = [other.pk] if "%s" in change else []

    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE workflows_verdict SET {change}", values)  # noqa: S608


@pytest.mark.postgresql
def test_postgresql_refuses_a_deleted_verdict(verdict):
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM workflows_verdict")


@pytest.mark.parametrize("model", [Verdict, ReviewReport])
def test_a_fixture_brings_no_verdict_and_no_report(live_page, model, tmp_path):
    rows = json.loads(serializers.serialize("json", model.objects.all()))
    for row in rows:
        row["pk"] += 1000
    fixture = tmp_path / "sneak.json"
    fixture.write_text(json.dumps(rows))

    with pytest.raises(UnableToAlterRecord, match="not loaded from files"):
        call_command("loaddata", str(fixture))


@pytest.fixture
def sneak(judgement, review_round, judge, now):
    """A verdict put together by hand, past the service."""
    review_round.refresh_from_db()
    ConflictDeclaration.objects.create(
        person=judge,
        round=review_round,
        moment=ConflictMoment.JUDGEMENT,
        answer=ConflictAnswer.NONE,
        declared_at=now,
    )
    return Verdict(
        round=review_round,
        task_state_id=judgement.pk,
        revision=judgement.revision,
        content_hash=review_round.content_hash,
        judge=judge,
        decision=Decision.ACCEPT,
        letter="Good.",
        judged_at=now,
    )


def test_a_verdict_by_hand_meets_the_same_rules(sneak):
    assert verdict_problem(sneak) == ""


def with_another_text(verdict, page):
    verdict.content_hash = "0" * 64


def of_another_version(verdict, page):
    page.title = "Sneak"
    verdict.revision = page.save_revision()


def at_the_step_of_review(verdict, page):
    verdict.task_state = verdict.round.task_state


def without_conflict_answer(verdict, page):
    verdict.judge = UserFactory(roles=[Role.JUDGE])


def without_review(verdict, page):
    verdict.round.outcome = "cancelled"


def with_a_member_of_the_association(verdict, page):
    page.organisation.memberships.create(user=verdict.judge)


def after_a_reviewer_became_author(verdict, page):
    reviewer = verdict.round.assignments.first().reviewer
    Authorship.objects.create(lineage=page.lineage, user=reviewer, source="owner")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (with_another_text, "was changed while"),
        (of_another_version, "does not wait for a judgement"),
        (at_the_step_of_review, "does not wait for a judgement"),
        (without_conflict_answer, "conflict of interest"),
        (without_review, "not complete"),
        (with_a_member_of_the_association, "association that owns"),
        (after_a_reviewer_became_author, "not enough reports"),
    ],
)
def test_a_verdict_by_hand_is_refused(sneak, page, change, message):
    change(sneak, page)

    with pytest.raises(PublicationRefused, match=message):
        sneak.save()

    assert not Verdict.objects.exists()


def test_the_database_takes_one_verdict_at_a_step(verdict, judge, now):
    assert Verdict._meta.get_field("task_state").unique

    with pytest.raises(PublicationRefused):
        workflows.Verdict(
            round=verdict.round,
            task_state=verdict.task_state,
            revision=verdict.revision,
            content_hash=verdict.content_hash,
            judge=judge,
            decision=Decision.ACCEPT,
            letter="Again.",
            judged_at=now,
        ).save()
