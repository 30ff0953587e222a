"""`manage.py send_mail`."""

import os
import signal
import threading

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import DatabaseError

from mesh.core import mail
from tests.factories.core import OutgoingMailFactory


@pytest.mark.django_db
def test_the_command_sends_what_is_due_and_says_how_much(capsys, now):
    OutgoingMailFactory(next_attempt_at=now)
    OutgoingMailFactory(next_attempt_at=now)

    call_command("send_mail")

    assert len(django_mail.outbox) == 2
    assert capsys.readouterr().out == "2 mail(s) sent.\n"


# Outside a transaction: each round lets go of old connections, PostgreSQL's included.
@pytest.mark.django_db(transaction=True)
def test_the_loop_goes_on_after_a_database_fault_until_it_is_stopped(
    capsys, monkeypatch, now
):
    OutgoingMailFactory(next_attempt_at=now)
    rounds = []
    send_due = mail.send_due

    def first_round_fails(**kwargs):
        rounds.append(kwargs)
        if len(rounds) == 1:
            raise DatabaseError
        if len(rounds) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return send_due(**kwargs)

    monkeypatch.setattr(mail, "send_due", first_round_fails)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    assert threading.current_thread() is threading.main_thread()
    try:
        call_command("send_mail", loop=True, every=0)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])

    assert len(rounds) == 3
    assert capsys.readouterr().out == "1 mail(s) sent.\n"
