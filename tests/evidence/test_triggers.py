"""What was written once stays as it is, also for who writes SQL; on either engine."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from evidence import triggers
from evidence.appraising.appraisals import submit_appraisal
from evidence.appraising.decisions import DecidedFact, decide_fact, override_rating
from evidence.models import (
    Appraisal,
    FactDecision,
    RatingOverride,
    RatingRecord,
    Reference,
)
from mesh.core.constants import Role
from tests.factories.core import UserFactory
from tests.factories.evidence import AppraisalRoundFactory, ReferenceFactory

TABLES = [
    "evidence_factdecision",
    "evidence_ratingrecord",
    "evidence_ratingoverride",
    "evidence_bodyrating",
    "evidence_bodyratingoverride",
    "evidence_bodyappraisal",
    "evidence_newestsearch",
    "evidence_appraisal",
]


@pytest.fixture
def judged(db, now):
    """Two appraisals that differ, a judge's decision, ratings, and an override."""
    people = [UserFactory(roles=[Role.REVIEWER]) for _each in range(2)]
    review_round = AppraisalRoundFactory(people=people)
    for appraisal, level in zip(
        review_round.appraisals.all(), ("low", "high"), strict=True
    ):
        submit_appraisal(
            appraisal=appraisal,
            by=appraisal.appraiser,
            facts={
                "attrition_level": {"value": level, "place": "p. 4", "quotation": ""}
            },
            named=False,
            now=now,
        )
    judge = UserFactory(roles=[Role.JUDGE])
    decide_fact(
        review_round=review_round,
        fact=DecidedFact("attrition_level", "low", "Table 2.", place="Table 2"),
        by=judge,
        now=now,
    )
    override_rating(
        rating=RatingRecord.objects.filter(rule_set="wwc-study").last(),
        code="does_not_meet",
        reason="The groups were swapped.",
        by=judge,
        now=now,
    )
    return review_round


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Appraisal, "facts", "{}"),
        (Appraisal, "state", "draft"),
        (FactDecision, "reason", "Because."),
        (RatingRecord, "code", "without_reservations"),
        (RatingRecord, "words", "Better"),
        (RatingOverride, "reason", "Because."),
        (RatingOverride, "judge_id", 1),
    ],
    ids=lambda given: getattr(given, "__name__", str(given)),
)
def test_no_sql_alters_a_record(judged, model, column, value):
    table = model._meta.db_table
    assert model.objects.exists()

    with pytest.raises(IntegrityError, match=triggers.MESSAGE):
        execute(f"UPDATE {table} SET {column} = %s", value)  # noqa: S608


@pytest.mark.parametrize(
    "model", [Appraisal, FactDecision, RatingRecord, RatingOverride]
)
def test_no_sql_deletes_a_record(judged, model):
    count = model.objects.count()

    with pytest.raises(IntegrityError, match=triggers.MESSAGE):
        execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608

    assert model.objects.count() == count > 0


def test_an_appraisal_at_work_can_still_be_written(db):
    AppraisalRoundFactory()

    execute("UPDATE evidence_appraisal SET state = 'draft'")

    assert set(Appraisal.objects.values_list("state", flat=True)) == {"draft"}


def test_an_appraisal_at_work_is_not_deleted_either(db):
    AppraisalRoundFactory()

    with pytest.raises(IntegrityError, match=triggers.MESSAGE):
        execute("DELETE FROM evidence_appraisal")


def test_what_is_no_record_is_left_alone(db):
    ReferenceFactory()

    execute("UPDATE evidence_reference SET title = 'Another title'")

    assert Reference.objects.get().title == "Another title"


def test_every_record_of_the_app_is_guarded():
    assert sorted(triggers.kept_tables()) == sorted(TABLES)


def standing():
    queries = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def test_a_migrate_leaves_every_trigger_standing(db):
    assert {name for name, _table in triggers.names()} <= standing()


@pytest.mark.sqlite
def test_a_flush_empties_the_database_and_guards_it_again(judged):
    call_command("flush", interactive=False, inhibit_post_migrate=True)

    assert not RatingRecord.objects.exists()
    assert {name for name, _table in triggers.names()} <= standing()


@pytest.mark.sqlite
def test_triggers_are_away_only_while_sqlite_is_emptied(db):
    with triggers.away(connection):
        assert not {name for name, _table in triggers.names()} & standing()

    assert {name for name, _table in triggers.names()} <= standing()


@pytest.mark.postgresql
def test_postgresql_needs_nothing_taken_away(db):
    with triggers.away(connection):
        assert {name for name, _table in triggers.names()} <= standing()
