"""The review of each page, step by step, through the services that the views use."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from django.db import transaction
from wagtail.models import Page

from mesh.core.models import User
from pathways.demo import people
from pathways.demo.bodies import Library
from pathways.demo.catalogue import Entry, page_entry, read, revised_pathways
from pathways.demo.clock import Clock
from pathways.demo.pages import write
from workflows.constants import ConflictAnswer, Decision
from workflows.models import ReviewAssignment, ReviewRound
from workflows.services import invitations, judgements, reports, submissions
from workflows.services.conflicts import ConflictReply

NO_CONFLICT = ConflictReply(ConflictAnswer.NONE)
FORMER_COLLEAGUE = ConflictReply(
    ConflictAnswer.DECLARED, "I wrote a textbook chapter together with the author."
)
NEXT_REVIEW = dt.timedelta(days=730)


class History:
    """What happens to one page; its clock runs from step to step."""

    def __init__(self, page: Any, plan: Entry, clock: Clock, library: Library) -> None:
        self.page = page
        self.plan = plan
        self.clock = clock
        self.library = library
        self.author = User.objects.get(pk=page.owner_id)
        self.coordinator = people.person("coordinator")
        self.reports: Iterator[Entry] = cycle(read("reviews")[plan["tone"]])

    @transaction.atomic
    def happen(self) -> None:
        """Take every step; all of them, or none."""
        with self.clock.shown():
            for words in self.plan["steps"]:
                name, _space, argument = words.partition(" ")
                STEPS[name](self, argument)
                self.page = Page.objects.get(pk=self.page.pk).specific

    @property
    def round(self) -> ReviewRound:
        """The newest round of the page."""
        return ReviewRound.objects.filter(page_id=self.page.pk).order_by("-number")[0]

    def assignments(self, *, first_only: bool = False) -> list[ReviewAssignment]:
        """Of the newest round, in the order of invitation."""
        found = list(self.round.assignments.active().order_by("pk"))
        return found[:1] if first_only else found


def submit(history: History, _argument: str) -> None:
    """The author submits the latest version."""
    history.clock.later(5)
    submissions.submit(page=history.page, by=history.author)


def invite(history: History, _argument: str) -> None:
    """The coordinator invites every reviewer of the plan."""
    history.clock.later(1.5)
    for key in history.plan["reviewers"]:
        invitations.invite_reviewer(
            review_round=history.round,
            reviewer=people.person(key),
            by=history.coordinator,
            now=history.clock.now,
        )


def agree(history: History, argument: str) -> None:
    """The invited answer: most accept, some decline or declare a conflict."""
    declines = [people.email_of(key) for key in history.plan["declines"]]
    recuses = [people.email_of(key) for key in history.plan["recuses"]]
    for assignment in history.assignments(first_only=argument == "first"):
        history.clock.later(0.8)
        reviewer = assignment.reviewer
        if reviewer.email in declines:
            invitations.decline_invitation(
                assignment=assignment,
                reviewer=reviewer,
                reason="I am marking examinations until the end of the month.",
                now=history.clock.now,
            )
            continue
        is_entangled = reviewer.email in recuses
        invitations.accept_invitation(
            assignment=assignment,
            reviewer=reviewer,
            conflict=FORMER_COLLEAGUE if is_entangled else NO_CONFLICT,
            now=history.clock.now,
        )


def report(history: History, argument: str) -> None:
    """Reviewers who accepted write their reports."""
    for assignment in history.assignments(first_only=argument == "first"):
        history.clock.later(6)
        reports.submit_report(
            assignment=assignment,
            reviewer=assignment.reviewer,
            content=reports.ReportContent(**next(history.reports)),
            conflict=NO_CONFLICT,
            now=history.clock.now,
        )


def begin(history: History, _argument: str) -> None:
    """The last reviewer has begun a report and saved it unfinished."""
    history.clock.later(2)
    assignment = history.assignments()[-1]
    unfinished = {"answers": {"evidence": 3}, "comments_to_author": "So far: "}
    reports.save_draft(
        assignment=assignment,
        reviewer=assignment.reviewer,
        data=unfinished,
        now=history.clock.now,
    )


def judge(history: History, decision: str) -> None:
    """A judge decides and writes the letter."""
    history.clock.later(5)
    now = history.clock.now
    data = read("reviews")
    letters = {**data["letter"], **data["own"].get(history.plan["page"], {})}
    is_accepted = decision == Decision.ACCEPT
    judgements.judge(
        task_state=history.page.current_workflow_task_state,
        judge=people.person(history.plan["judge"]),
        judgement=judgements.Judgement(
            decision=decision,
            letter=letters[decision],
            review_due=(now + NEXT_REVIEW).date() if is_accepted else None,
        ),
        conflict=NO_CONFLICT,
        now=now,
    )


def revise(history: History, _argument: str) -> None:
    """The author answers a judge's letter with a new version."""
    history.clock.later(7)
    page = history.page.get_latest_revision_as_object()
    write(page, page_entry(page.slug), history.library)
    page.save_revision(user=history.author, log_action=True)


def rewrite(history: History, _argument: str) -> None:
    """The author begins the next version of a live pathway."""
    history.clock.later(3)
    entry = revised_pathways()[history.page.slug]
    page = history.page.get_latest_revision_as_object()
    if entry.get("adds_to_live"):
        live = read(f"pathways/{entry['slug']}")
        entry = {**live, "node": [*live["node"], *entry["node"]]}
    write(page, entry, history.library)
    page.save_revision(user=history.author, log_action=True)


def wait(history: History, days: str) -> None:
    """Nothing happens for some days."""
    history.clock.later(float(days))


STEPS: dict[str, Callable[[History, str], None]] = {
    "submit": submit,
    "invite": invite,
    "agree": agree,
    "report": report,
    "begin": begin,
    "judge": judge,
    "revise": revise,
    "rewrite": rewrite,
    "wait": wait,
}
