"""`manage.py describe_ratings`: docs/features/rating-rules.md, from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from evidence.ratings import description


class Command(BaseCommand):
    """Prints every rule of every rule set."""

    help = "Print the rules of the ratings, as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(description.as_markdown(), ending="")
