"""`manage.py describe_roles`: docs/roles.md, from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from mesh.core import role_table


class Command(BaseCommand):
    """Prints the table role x action."""

    help = "Print which role may do what, as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(role_table.as_markdown(), ending="")
