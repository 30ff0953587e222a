"""`manage.py load_demo`: the demo's content; a second run changes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pathways.demo import people
from pathways.demo.loader import UnableToLoadDemo, load


class Command(BaseCommand):
    """Shows each step; refuses on settings that do not allow the demo."""

    help = "Load the demo: real evidence, fictitious people, pages in every state."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="print the demo's accounts as JSON and load nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(json.dumps(people.accounts(), indent=2))
            return
        try:
            made = load(now=timezone.now(), say=self._say)
        except UnableToLoadDemo as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(
            f"Pages and proposals made: {made}."
            if made
            else "Everything was there already."
        )

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
