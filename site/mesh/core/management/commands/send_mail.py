"""`manage.py send_mail`: send what waits in the outbox, once or as a worker."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from mesh.core import mail

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Translates the command line to `mesh.core.mail.send_due`."""

    help = "Send the mail that is due; with --loop go on until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="Go on until stopped.")
        parser.add_argument(
            "--every",
            type=float,
            default=5,
            metavar="SECONDS",
            help="Pause between two rounds of --loop (5 seconds).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["loop"]:
            sent = mail.send_due(now=timezone.now())
            self.stdout.write(f"{sent} mail(s) sent.")
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            self._round()
            stopped.wait(options["every"])

    def _round(self) -> None:
        """One round; a database that is away is waited for, as a mail server is."""
        close_old_connections()
        try:
            sent = mail.send_due(now=timezone.now())
        except DatabaseError:
            logger.exception("the outbox could not be read; trying again")
            return
        if sent:
            self.stdout.write(f"{sent} mail(s) sent.")
