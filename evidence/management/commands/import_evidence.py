"""`manage.py import_evidence FILE`: references and findings from a file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from evidence.formats.items import UnreadableFile
from evidence.importing.files import Form
from evidence.importing.report import KEPT_REFUSALS, Outcome, Report
from evidence.importing.services import import_file
from evidence.models import Reference
from evidence.services import render_missing_citations


class Command(BaseCommand):
    """Brings a file in and reports what became of each row."""

    help = (
        "Import references (RIS, BibTeX, CSL-JSON), a table of findings (CSV), or the "
        "What Works Clearinghouse's download of findings. "
        "See docs/features/importing-evidence.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, text in UTF-8")
        parser.add_argument(
            "--format",
            choices=Form.values,
            help="what the file is; without it, its content tells",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report, but write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with self._bar(_("Rows")) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                report = import_file(
                    path=options["file"],
                    this_year=timezone.localdate().year,
                    form=Form(options["format"]) if options["format"] else None,
                    dry_run=options["dry_run"],
                    on_progress=show,
                )
            except UnreadableFile as error:
                raise CommandError(str(error)) from error
        self._report(report)
        if not report.dry_run:
            self._render_citations()

    def _bar(self, label: str, total: int | None = None) -> Any:
        return tqdm(
            desc=label,
            total=total,
            unit="",
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
        )

    def _report(self, report: Report) -> None:
        for refusal in report.refusals:
            self.stdout.write(
                _("Line %(line)d refused: %(reason)s")
                % {"line": refusal.line, "reason": refusal.reason}
            )
        if report.counts[Outcome.REFUSED] > KEPT_REFUSALS:
            self.stdout.write(_("(Only the first refusals are listed.)"))
        label = Form(report.form).label
        self.stdout.write(f"{label}: {report.summary}.")
        if report.dry_run:
            self.stdout.write(_("This was a dry run: nothing has been written."))

    def _render_citations(self) -> None:
        waiting = Reference.objects.without_citation().count()
        if waiting:
            with self._bar(_("Citations"), waiting) as bar:
                render_missing_citations(on_progress=bar.update)
