"""`manage.py export_pathway PAGE`: a pathway's map as a file for another program."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pathways.interchange.documents import MapFormat
from pathways.interchange.exporting import export_map
from pathways.models import PathwayPage


class Command(BaseCommand):
    """Writes a map in one of the formats; what it can't carry goes to the error output."""

    help = "Export the map of a pathway. See docs/features/importing-maps.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", help="the pathway: its page's key, slug or address")
        parser.add_argument(
            "--format", choices=MapFormat.values, default=MapFormat.JSON.value
        )
        parser.add_argument(
            "--draft",
            action="store_true",
            help="the latest draft, with links to pages not yet published",
        )
        parser.add_argument(
            "--output", type=Path, help="the file to write; without it, the screen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        page = _page(options["page"])
        if options["draft"]:
            page = page.get_latest_revision_as_object()
        elif not page.live:
            raise CommandError(
                _("“%s” is not published. Export its draft with --draft.") % page.title
            )
        export = export_map(
            page=page, form=MapFormat(options["format"]), public=not options["draft"]
        )
        for loss in export.losses:
            self.stderr.write(loss)
        if options["output"] is None:
            self.stdout.write(export.text, ending="")
            return
        try:
            with options["output"].open("w", encoding="utf-8", newline="") as file:
                file.write(export.text)
        except OSError as error:
            raise CommandError(
                _("The file can't be written: %s.") % error.strerror
            ) from error


def _page(named: str) -> PathwayPage:
    if named.isascii() and named.isdigit():
        found = [*PathwayPage.objects.filter(pk=int(named))]
    else:
        slug = named.strip("/").rpartition("/")[2]
        found = [*PathwayPage.objects.filter(slug=slug)]
    if not found:
        raise CommandError(_("There is no pathway “%s”.") % named)
    if len(found) > 1:
        keys = ", ".join(f"{page.pk} ({page.url_path})" for page in found)
        raise CommandError(_("Several pathways are meant; give a key: %s.") % keys)
    return found[0]
