"""`manage.py recompute_ratings`: after rules have changed, rate again what was rated."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence.appraising.recording import recompute
from evidence.constants import RatingCause
from evidence.models import Study


class Command(BaseCommand):
    """Rates every study again whose ratings are stored; logs what has changed."""

    help = "Compute stored ratings again, and log those that have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        studies = Study.objects.filter(rating_records__isnull=False).distinct()
        changed = sum(
            len(recompute(study=study, cause=RatingCause.RULES, now=timezone.now()))
            for study in studies
        )
        self.stdout.write(f"Studies: {studies.count()}; ratings changed: {changed}")
