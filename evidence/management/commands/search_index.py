"""`manage.py search_index status|rebuild|sync|verify`."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from evidence.search import overview, rebuild, sync, verify
from evidence.search.documents import every_uid
from evidence.search.engines.elasticsearch import client


class Command(BaseCommand):
    """Keeps the search index true."""

    help = (
        "Show the search index, rebuild it without a gap, send what waits and mend "
        "what differs, or verify it (exit code 1 when something differs)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("action", choices=["status", "rebuild", "sync", "verify"])
        parser.add_argument(
            "--waiting-only",
            action="store_true",
            help="sync: only send what waits, compare nothing (for a timer)",
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except (client.ElasticsearchUnavailable, rebuild.UnableToRebuild) as error:
            raise CommandError(str(error)) from error

    def _status(self, **_options: Any) -> None:
        for label, value in overview.describe(now=timezone.now()):
            self.stdout.write(f"{label}: {value}")

    def _rebuild(self, **_options: Any) -> None:
        total = sum(1 for _uid in every_uid()) * (1 + client.configured())
        with tqdm(
            total=total, unit="doc", file=sys.stderr, disable=None, leave=False
        ) as bar:

            def progress(step: str, count: int) -> None:
                bar.set_description(step)
                bar.update(count)

            report = rebuild.rebuild(now=timezone.now(), progress=progress)
        self.stdout.write(f"{report.documents} documents indexed.")
        if report.index:
            self.stdout.write(f"Elasticsearch reads {report.index}.")
        for uid, reason in report.refused.items():
            self.stderr.write(f"{uid}: {reason}")
        if report.refused:
            msg = f"Elasticsearch refused {len(report.refused)} documents."
            raise CommandError(msg)

    def _sync(self, *, waiting_only: bool, **_options: Any) -> None:
        if waiting_only:
            sync.push_or_apply(now=timezone.now())
            return
        self._report(verify.mend(now=timezone.now()))

    def _verify(self, **_options: Any) -> None:
        self._report(verify.verify())

    def _report(self, drifts: list[verify.Drift]) -> None:
        for drift in drifts:
            self._describe(drift)
        if not all(drift.is_clean for drift in drifts):
            msg = "The index differs. `search_index sync` mends single documents."
            raise CommandError(msg)

    def _describe(self, drift: verify.Drift) -> None:
        if drift.is_clean:
            self.stdout.write(f"{drift.engine}: as it should be.")
        if drift.rebuild:
            self.stdout.write(f"{drift.engine}: {drift.rebuild}; run rebuild.")
        for name in ("missing", "stale", "ghosts"):
            uids = getattr(drift, name)
            if uids:
                shown = ", ".join(uids[:20]) + (" ..." if len(uids) > 20 else "")  # noqa: PLR2004 - a line's worth
                self.stdout.write(f"{drift.engine}: {len(uids)} {name}: {shown}")
