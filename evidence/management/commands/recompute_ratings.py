"""`manage.py recompute_ratings`: rate again what was rated, or what waits for it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence.appraising.recording import recompute
from evidence.bodies.waiting import rate_every_body, rate_waiting
from evidence.constants import RatingCause
from evidence.models import Study


class Command(BaseCommand):
    """Rates every study again whose ratings are stored, and every body of evidence."""

    help = "Compute stored ratings again, and log those that have changed."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--waiting-only",
            action="store_true",
            help="only bodies of evidence that changed or whose newest search has "
            "become too old; for a daily timer",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["waiting_only"]:
            changed = rate_waiting(now=timezone.now())
            self.stdout.write(f"Ratings of bodies of evidence changed: {changed}")
            return
        studies = Study.objects.filter(rating_records__isnull=False).distinct()
        changed = sum(
            len(recompute(study=study, cause=RatingCause.RULES, now=timezone.now()))
            for study in studies
        )
        self.stdout.write(f"Studies: {studies.count()}; ratings changed: {changed}")
        changed = rate_every_body(now=timezone.now())
        self.stdout.write(f"Ratings of bodies of evidence changed: {changed}")
