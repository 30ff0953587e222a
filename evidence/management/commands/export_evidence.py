"""`manage.py export_evidence`: everything as a file that `import_evidence` reads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from evidence.exporting.kinds import kinds
from evidence.exporting.selections import everything
from evidence.exporting.writing import write
from evidence.importing.files import Form


class Command(BaseCommand):
    """Writes all references, or all findings as a table."""

    help = (
        "Export everything (jsonld), all findings as a table (csv), or all references "
        "(csl, ris, bibtex). See docs/features/exporting-evidence.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format", choices=[each.value for each in kinds], default=Form.CSV.value
        )
        parser.add_argument(
            "--output", type=Path, help="the file to write; without it, the screen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form = Form(options["format"])
        if options["output"] is None:
            write(selection=everything(), form=form, file=self.stdout)
            return
        try:
            with options["output"].open("w", encoding="utf-8", newline="") as file:
                write(selection=everything(), form=form, file=file)
        except OSError as error:
            raise CommandError(
                _("The file can't be written: %s.") % error.strerror
            ) from error
