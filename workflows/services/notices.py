"""The mail of each step, queued in the step's own transaction.

The mails to authors never carry a reviewer's name while the round is anonymous: their
context holds no assignment, only texts.
"""

from collections.abc import Iterable
from typing import Any

from mesh.core.constants import Role
from mesh.core.mail import queue_mail
from mesh.core.models import OutgoingMail, User
from workflows import links
from workflows.constants import Decision
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.models.verdicts import Verdict
from workflows.permissions import actions, independence
from workflows.permissions.authors import authors_of


def coordinators(review_round: ReviewRound) -> list[User]:
    """Who runs this round: coordinators who are not authors of the page."""
    authors = authors_of(independence.page_of(review_round))
    people = User.objects.filter(
        is_active=True, groups__name=Role.COORDINATOR.value
    ).exclude(pk__in=authors)
    return list(people.order_by("pk"))


def authors(review_round: ReviewRound) -> list[User]:
    """The authors of the page who can still be written to."""
    keys = authors_of(independence.page_of(review_round))
    return list(User.objects.filter(pk__in=keys, is_active=True).order_by("pk"))


def _send(
    name: str,
    people: Iterable[User],
    review_round: ReviewRound,
    action_url: str = "",
    **context: Any,
) -> None:
    for person in people:
        queue_mail(
            event=f"workflows/emails/{name}",
            to=person.email,
            about=review_round,
            context={
                "person": person,
                "page_title": review_round.revision.object_str,
                "round": review_round,
                "action_url": action_url,
                **context,
            },
        )


def round_opened(review_round: ReviewRound) -> None:
    """A page was submitted: coordinators invite reviewers."""
    _send(
        "submitted",
        coordinators(review_round),
        review_round,
        links.coordination(review_round),
    )


def not_invited_again(review_round: ReviewRound, reviewer: User, reason: str) -> None:
    """A reviewer of the round before is independent no more: choose another."""
    _send(
        "not_invited_again",
        coordinators(review_round),
        review_round,
        links.coordination(review_round),
        reviewer=reviewer,
        reason=reason,
    )


def reviewer_invited(assignment: ReviewAssignment, *, is_again: bool = False) -> None:
    """The invitation, with a link that leads to accepting or declining."""
    _send(
        "reinvited" if is_again else "invited",
        [assignment.reviewer],
        assignment.round,
        links.invitation(assignment),
        assignment=assignment,
    )


def _tell_inviter(name: str, assignment: ReviewAssignment) -> None:
    _send(
        name,
        [assignment.invited_by],
        assignment.round,
        links.coordination(assignment.round),
        assignment=assignment,
    )


def invitation_accepted(assignment: ReviewAssignment) -> None:
    """Tell the coordinator who invited."""
    _tell_inviter("accepted", assignment)


def invitation_declined(assignment: ReviewAssignment) -> None:
    """Tell the coordinator who invited, with the reason."""
    _tell_inviter("declined", assignment)


def reviewer_recused(assignment: ReviewAssignment) -> None:
    """Tell the coordinator who invited that there is a conflict of interest."""
    _tell_inviter("recused", assignment)


def reviewer_withdrawn(assignment: ReviewAssignment) -> None:
    """Tell the reviewer that nothing is awaited of them any more, and why."""
    _send("withdrawn", [assignment.reviewer], assignment.round, assignment=assignment)


def report_received(assignment: ReviewAssignment) -> None:
    """Tell the coordinator who invited; thank the reviewer."""
    _tell_inviter("report_received", assignment)
    _send("report_thanks", [assignment.reviewer], assignment.round)


def judgement_due(review_round: ReviewRound, *, now: Any) -> None:
    """A version waits for a judgement: tell every judge who is independent."""
    page = independence.page_of(review_round)
    judges = User.objects.filter(is_active=True, groups__name=Role.JUDGE.value)
    _send(
        "judgement_due",
        [person for person in judges if actions.may_judge(page, person, now=now)],
        review_round,
        links.judgements(),
    )


def judge_recused(declaration: ConflictDeclaration) -> None:
    """A judge has a conflict of interest: coordinators see whether one is left."""
    _send(
        "judge_recused",
        coordinators(declaration.round),
        declaration.round,
        links.coordination(declaration.round),
        judge=declaration.person,
    )


def verdict_given(verdict: Verdict) -> None:
    """The letter, to every author, with the reviewers' comments to the author."""
    _send(
        "verdict",
        authors(verdict.round),
        verdict.round,
        links.editor(verdict.round),
        decision=Decision(verdict.decision),
        letter=verdict.letter,
        comments=comments_for_author(verdict.round),
    )


def verdict_revoked(verdict: Verdict) -> None:
    """Authors and coordinators learn that the page is offline, and why."""
    people = [*authors(verdict.round), *coordinators(verdict.round)]
    _send("verdict_revoked", people, verdict.round, reason=verdict.revocation_reason)


def page_published(verdict: Verdict, url: str) -> None:
    """Tell authors and reviewers once; a second publication of a verdict is silent."""
    review_round = verdict.round
    mails = OutgoingMail.objects.about(review_round)
    if mails.filter(event="workflows/emails/published").exists():
        return
    _send("published", authors(review_round), review_round, url)
    reviewers = [row.reviewer for row in review_round.assignments.submitted()]
    _send("published_reviewer", reviewers, review_round, url)


def comments_for_author(review_round: ReviewRound) -> list[dict[str, Any]]:
    """What the authors may read of each report, in an order that tells nothing.

    Each with `label` ("Reviewer 1", or the name when the round is open), `answers` and
    `comments`. Ordered by the assignment's nonce, which is random, so that the order
    does not betray who was invited or answered first.
    """
    rows = review_round.assignments.submitted().select_related("report", "reviewer")
    return [
        {
            "number": number,
            "name": "" if review_round.is_anonymous else str(row.reviewer),
            "recommendation": row.report.get_recommendation_display(),
            "answers": row.report.answered(for_author=True),
            "comments": row.report.comments_to_author,
        }
        for number, row in enumerate(rows.order_by("nonce"), start=1)
    ]
