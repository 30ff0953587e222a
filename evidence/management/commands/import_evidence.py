"""`manage.py import_evidence FILE`: references and findings from a file."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.formats.items import UnreadableFile
from evidence.importing.files import Form
from evidence.importing.report import KEPT_REMARKS, FullReport, Outcome, Report
from evidence.importing.services import import_file
from evidence.management.progress import Progress
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
        parser.add_argument(
            "--report",
            type=Path,
            help="a file (CSV) to write every refusal and warning to",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            progress = stack.enter_context(Progress(_("Rows")))
            sink = self._full_report(options["report"], stack)
            try:
                report = import_file(
                    path=options["file"],
                    this_year=timezone.localdate().year,
                    form=Form(options["format"]) if options["format"] else None,
                    dry_run=options["dry_run"],
                    on_progress=progress.show,
                    sink=sink,
                )
            except UnreadableFile as error:
                raise CommandError(str(error)) from error
        self._report(report)
        if not report.dry_run:
            self._render_citations()

    def _full_report(self, path: Path | None, stack: ExitStack) -> FullReport | None:
        if path is None:
            return None
        try:
            return stack.enter_context(FullReport(path))
        except OSError as error:
            raise CommandError(
                _("The report can't be written: %s.") % error.strerror
            ) from error

    def _report(self, report: Report) -> None:
        for sort, remarks in (
            (_("Line %(line)d refused: %(reason)s"), report.refusals),
            (_("Line %(line)d, look at it: %(reason)s"), report.warnings),
        ):
            for remark in remarks:
                self.stdout.write(sort % {"line": remark.line, "reason": remark.reason})
        if max(report.counts[Outcome.REFUSED], report.warned) > KEPT_REMARKS:
            self.stdout.write(_("(Only the first are listed: --report FILE has all.)"))
        label = Form(report.form).label
        self.stdout.write(f"{label}: {report.summary}; {report.warned_in_words}.")
        if report.dry_run:
            self.stdout.write(_("This was a dry run: nothing has been written."))

    def _render_citations(self) -> None:
        total = Reference.objects.without_citation().count()
        with Progress(_("Citations")) as progress:
            done = 0

            def show(number: int) -> None:
                nonlocal done
                done += number
                progress.show(done, total)

            if total:
                render_missing_citations(on_progress=show)
