"""`manage.py import_pathway FILE`: a map from another program's file, into a draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mesh.core.models import Membership, Organisation
from pathways.interchange.documents import MAX_BYTES, MapFormat, UnreadableMap
from pathways.interchange.planning import Plan, plan_import
from pathways.interchange.reading import read_map
from pathways.interchange.services import (
    UnableToImportMap,
    create_pathway,
    replace_map,
)
from pathways.models import PathwayPage, SubjectPage


class Command(BaseCommand):
    """Imports a map, and reports what was not taken over as it stands in the file."""

    help = (
        "Import a map (FreeMind, OPML, Markdown, CSV, MESH JSON) as a draft. "
        "See docs/features/importing-maps.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument(
            "--under",
            metavar="SUBJECT",
            help="make a new pathway under this subject page (its slug or address)",
        )
        where.add_argument(
            "--into",
            metavar="PAGE",
            type=int,
            help="replace the map of the draft of this pathway (the key of its page)",
        )
        parser.add_argument(
            "--format",
            choices=MapFormat.values,
            help="what the file is; without it, its content tells",
        )
        parser.add_argument("--title", default="", help="of the new pathway")
        parser.add_argument(
            "--organisation",
            help="slug of the association that owns the new pathway; without it, the "
            "author's",
        )
        parser.add_argument(
            "--author", metavar="EMAIL", help="who imports, with that person's rights"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report, but write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        author = _author(options["author"])
        page = _page(options["into"]) if options["into"] is not None else None
        parent = _subject_page(options["under"]) if page is None else None
        draft = page.get_latest_revision_as_object() if page else None
        plan = self._plan(options, draft, author)
        self._report(plan)
        if options["dry_run"]:
            self.stdout.write(_("This was a dry run: nothing has been written."))
            return
        name = options["file"].name
        try:
            if page is not None:
                replace_map(page=page, plan=plan, by=author, file_name=name)
            else:
                page = create_pathway(
                    parent=parent,
                    plan=plan,
                    by=author,
                    file_name=name,
                    organisation=_organisation(options["organisation"], author),
                    title=options["title"],
                )
        except UnableToImportMap as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Draft: “%(title)s” (page %(key)d).")
            % {"title": page.title, "key": page.pk}
        )

    def _plan(self, options: Any, draft: PathwayPage | None, author: Any) -> Plan:
        form = MapFormat(options["format"]) if options["format"] else None
        path = options["file"]
        try:
            document = read_map(data=_bytes(path), name=path.name, form=form)
        except UnreadableMap as error:
            raise CommandError(str(error)) from error
        return plan_import(document=document, page=draft, by=author)

    def _report(self, plan: Plan) -> None:
        for remark in plan.remarks:
            place = remark.place(plan.document.form)
            node = f" “{remark.node}”" if remark.node else ""
            self.stdout.write(
                f"{place}{node}: {remark.words}" if place else remark.words
            )
        for sentence in plan.sentences:
            self.stdout.write(_("Change: %s") % sentence)
        count = len(plan.nodes)
        words = ngettext("%(count)d node", "%(count)d nodes", count)
        self.stdout.write(
            _("%(format)s: %(nodes)s, %(known)d of them known, %(remarks)d remarks.")
            % {
                "format": plan.document.form.label if plan.document.form else "",
                "nodes": words % {"count": count},
                "known": plan.known,
                "remarks": len(plan.remarks),
            }
        )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("The file %(file)s can't be read: %(reason)s.")
            % {"file": path, "reason": error.strerror}
        ) from error


def _author(email: str | None) -> Any:
    if email is None:
        return None
    author = get_user_model().objects.filter(email__iexact=email).first()
    if author is None or not author.is_active:
        raise CommandError(_("There is no open account with the address %s.") % email)
    return author


def _page(key: int) -> PathwayPage:
    page = PathwayPage.objects.filter(pk=key).first()
    if page is None:
        raise CommandError(_("There is no pathway with the key %d.") % key)
    return page


def _subject_page(named: str) -> SubjectPage:
    name = named.strip("/").rpartition("/")[2]
    pages = [*SubjectPage.objects.filter(slug=name)]
    if len(pages) == 1:
        return pages[0]
    known = ", ".join(
        SubjectPage.objects.order_by("slug").values_list("slug", flat=True)
    )
    raise CommandError(
        _("There is no subject page “%(name)s”. There are: %(known)s.")
        % {"name": named, "known": known}
    )


def _organisation(slug: str | None, author: Any) -> Organisation:
    if slug is not None:
        found = Organisation.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(_("There is no association “%s”.") % slug)
        return found
    memberships = Membership.objects.filter(user=author).select_related("organisation")
    own = {each.organisation for each in memberships} if author else set()
    if len(own) != 1:
        raise CommandError(
            _("Say which association owns the new pathway: --organisation SLUG.")
        )
    return own.pop()
