"""Is everything that is live covered by a verdict, word for word?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows.services.integrity import publication_problems


class Command(BaseCommand):
    """Prints each page that should not be live; exits non-zero if there is one."""

    help = "Check that everything live rests on a verdict. Exits non-zero if not."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for problem in publication_problems():
            count += 1
            self.stderr.write(f"{problem.what}: {problem.why}")
        if count:
            raise CommandError(f"{count} found. Unpublish the page, or have it judged.")
        self.stdout.write("Everything that is live rests on a verdict.")
