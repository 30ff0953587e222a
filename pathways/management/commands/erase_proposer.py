"""`manage.py erase_proposer ADDRESS`: the personal data of all proposals from it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pathways.models import PathwayProposal
from pathways.services import proposals


class Command(BaseCommand):
    """Erases what may be erased, and names the proposals that have to wait."""

    help = (
        "Erase name, address and organisation of whoever sent proposals from an "
        "address. What was proposed and decided stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the email address of the proposer")

    def handle(self, *args: Any, **options: Any) -> None:
        found = PathwayProposal.objects.filter(
            proposer_email__iexact=options["address"]
        )
        if not found:
            raise CommandError(f"No proposal came from {options['address']}.")
        refusals = [words for one in found if (words := self._erase(one))]
        if refusals:
            raise CommandError("\n".join(refusals))

    def _erase(self, proposal: PathwayProposal) -> str:
        """Erase one; the refusal in words, or nothing."""
        try:
            proposals.erase(proposal=proposal, editor=None, now=timezone.now())
        except proposals.UnableToErase as refusal:
            return str(refusal)
        self.stdout.write(f"Erased who proposed “{proposal.title}”.")
        return ""
