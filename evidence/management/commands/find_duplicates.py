"""`manage.py find_duplicates`: look at every publication for others that look alike."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from evidence.duplicates.finding import look_everywhere
from evidence.models import Reference


class Command(BaseCommand):
    """Puts pairs that look alike on the list; nothing is merged."""

    help = (
        "Look at all references for pairs that may be one, and put them on the list "
        "in the admin. New and changed references are looked at by themselves."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(
            total=Reference.objects.count(), file=sys.stderr, disable=None, unit=""
        ) as bar:
            pairs = look_everywhere(now=timezone.now(), on_progress=bar.update)
        self.stdout.write(_("Pairs to answer: %d") % pairs)
