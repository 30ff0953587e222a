"""The health of a process, as a proxy or a person asks for it."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_live_process_answers_without_the_database(client):
    response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_process_with_a_migrated_database_is_ready(client):
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_waiting_migration_is_a_reason_not_to_be_ready(client):
    rows = MigrationRecorder(connection).migration_qs.filter(app="core")
    count = rows.count()
    rows.delete()

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    words = response.json()["reason"].split()
    assert int(words[0]) >= count
    assert " ".join(words[1:]) == "migration(s) are waiting: run manage.py migrate"


@pytest.mark.django_db
def test_a_silent_database_is_a_reason_not_to_be_ready(client, monkeypatch):
    def refuse() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "ensure_connection", refuse)

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["reason"] == "the database does not answer"
