"""What a live page says of its own review: for readers, without names unless consented."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.models import ReviewReport, ReviewRound, Verdict


@dataclass(frozen=True)
class ReviewRecord:
    """Pairs of name and text about the live version, and a line for each earlier one."""

    rows: tuple[tuple[str, str], ...]
    earlier: tuple[str, ...]


def review_record(page: Any) -> ReviewRecord | None:
    """The record of a live page, in a constant number of queries; None for a draft."""
    if not page.live or page.live_revision_id is None:
        return None
    rounds = ReviewRound.objects.filter(
        workflow_state=OuterRef("round__workflow_state")
    ).order_by("number")
    numbers = rounds.order_by().values("workflow_state").annotate(number_of=Count("pk"))
    verdicts = list(
        Verdict.objects.standing()
        .for_page(page.pk)
        .select_related("round")
        .annotate(
            submitted_at=Subquery(rounds.values("opened_at")[:1]),
            rounds=Subquery(numbers.values("number_of")),
        )
    )
    numbered = list(zip(range(len(verdicts), 0, -1), verdicts, strict=True))
    current = next(
        (pair for pair in numbered if pair[1].revision_id == page.live_revision_id),
        None,
    )
    if current is None:
        return None
    version, verdict = current
    return ReviewRecord(
        rows=tuple(_rows(version, verdict)),
        earlier=tuple(
            _("Version %(version)d, judged on %(date)s")
            % {"version": number, "date": _day(earlier.judged_at)}
            for number, earlier in numbered
            if number < version
        ),
    )


def _rows(version: int, verdict: Any) -> list[tuple[str, str]]:
    reports = list(
        ReviewReport.objects.filter(
            assignment__round__workflow_state=verdict.round.workflow_state_id
        ).select_related("assignment__reviewer")
    )
    return [
        (_("Version"), str(version)),
        (_("Submitted"), _day(verdict.submitted_at)),
        (_("Peer review"), _peer_review(verdict.rounds, reports)),
        (_("Reviewers who agreed to be named"), _names(reports)),
        (_("Judge’s decision"), verdict.get_decision_display()),
        (_("Judged"), _day(verdict.judged_at)),
        (
            _("Conflicts of interest"),
            _("Each reviewer and the judge declared that they had none."),
        ),
        (_("Next review due"), _due(verdict.review_due)),
    ]


def _peer_review(rounds: int, reports: list[ReviewReport]) -> str:
    reviewers = len({report.assignment.reviewer_id for report in reports})
    people = ngettext(
        "%(number)d independent reviewer", "%(number)d independent reviewers", reviewers
    ) % {"number": reviewers}
    times = ngettext("%(number)d round", "%(number)d rounds", rounds) % {
        "number": rounds
    }
    return f"{people}, {times}"


def _names(reports: list[ReviewReport]) -> str:
    named = {
        str(report.assignment.reviewer)
        for report in reports
        if report.consent_to_be_named
    }
    return ", ".join(sorted(named))


def _day(moment: dt.datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def _due(day: dt.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
