"""Reviewers, judges and coordinators on their own pages, without Wagtail's editor."""

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.factories import workflows
from workflows.constants import AssignmentStatus, Decision
from workflows.models import ReviewReport, Verdict
from workflows.services import invitations

COMPLETE_REPORT = {
    "answer_evidence": "3",
    "answer_balance": "3",
    "answer_use": "4",
    "answer_clarity": "2",
    "answer_missing": "",
    "recommendation": "accept",
    "comments_to_author": "Clear, and true to the studies.",
    "comments_to_coordinator": "I know this field well.",
    "conflict_answer": "none",
    "conflict_statement": "",
}
COMPLETE_VERDICT = {
    "decision": "accept",
    "letter": "Thank you. It is published.",
    "review_due": "2028-11-01",
    "conflict_answer": "none",
    "conflict_statement": "",
}


@pytest.fixture
def review_round(page):
    return workflows.submit(page)


@pytest.fixture
def assignment(review_round, reviewer, coordinator, now):
    return invitations.invite_reviewer(
        review_round=review_round, reviewer=reviewer, by=coordinator, now=now
    )


@pytest.fixture
def accepted(assignment, reviewer, now):
    return invitations.accept_invitation(
        assignment=assignment,
        reviewer=reviewer,
        conflict=workflows.NO_CONFLICT,
        now=now,
    )


@pytest.fixture
def waiting_judgement(page, review_round):
    workflows.report(review_round)
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def text_of(response):
    return response.content.decode()


def messages_of(response):
    return [str(message).strip() for message in response.context["messages"]]


# --- The reviewer -----------------------------------------------------------------------


def test_the_home_page_says_what_waits_for_a_reviewer(client, assignment, reviewer):
    client.force_login(reviewer)

    text = text_of(client.get(reverse("wagtailadmin_home")))

    assert "Waiting for you" in text
    assert reverse("workflows:assignment", args=[assignment.pk]) in text


def test_an_invited_reviewer_is_asked_before_the_page_is_shown(
    client, assignment, reviewer
):
    client.force_login(reviewer)

    response = client.get(reverse("workflows:assignment", args=[assignment.pk]))
    page = client.get(
        reverse("workflows:assignment_page", args=[assignment.pk]), follow=True
    )

    assert "Accept to review" in text_of(response)
    assert messages_of(page) == [
        "Reports can be read when the round of review is closed."
    ]


def test_accepting_leads_to_the_form_and_the_page(client, assignment, reviewer):
    client.force_login(reviewer)

    response = client.post(
        reverse("workflows:accept", args=[assignment.pk]),
        {"conflict_answer": "none", "conflict_statement": ""},
        follow=True,
    )
    page = client.get(reverse("workflows:assignment_page", args=[assignment.pk]))

    assert "Submit the report" in text_of(response)
    assert assignment.round.revision.object_str in text_of(page)


def test_accepting_without_an_answer_about_conflicts_is_refused_at_the_field(
    client, assignment, reviewer
):
    client.force_login(reviewer)

    response = client.post(reverse("workflows:accept", args=[assignment.pk]), {})

    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.INVITED
    assert "Say whether you have a conflict of interest." in text_of(response)


def test_a_declared_conflict_recuses_the_reviewer(client, assignment, reviewer):
    client.force_login(reviewer)

    client.post(
        reverse("workflows:accept", args=[assignment.pk]),
        {
            "conflict_answer": "declared",
            "conflict_statement": "I work with the author.",
        },
    )

    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.RECUSED


def test_declining_needs_a_reason(client, assignment, reviewer):
    client.force_login(reviewer)
    url = reverse("workflows:decline", args=[assignment.pk])

    refused = client.post(url, {"reason": " "})
    client.post(url, {"reason": "No time until May."})

    assignment.refresh_from_db()
    assert "Give a reason." in text_of(refused)
    assert assignment.status == AssignmentStatus.DECLINED


def test_a_report_can_be_submitted(client, accepted, reviewer):
    client.force_login(reviewer)

    response = client.post(
        reverse("workflows:report", args=[accepted.pk]), COMPLETE_REPORT, follow=True
    )

    report = ReviewReport.objects.get(assignment=accepted)
    assert report.answers["clarity"] == 2
    assert "Your report is in." in messages_of(response)[0]


def test_an_incomplete_report_names_what_is_missing_and_loses_nothing(
    client, accepted, reviewer
):
    client.force_login(reviewer)
    url = reverse("workflows:report", args=[accepted.pk])

    response = client.post(url, {**COMPLETE_REPORT, "recommendation": ""})
    again = client.get(reverse("workflows:assignment", args=[accepted.pk]))

    assert "Choose a recommendation." in text_of(response)
    assert not ReviewReport.objects.exists()
    assert "Clear, and true to the studies." in text_of(again)


def test_a_draft_is_kept_and_the_conflict_answer_is_not_in_it(
    client, accepted, reviewer
):
    client.force_login(reviewer)

    response = client.post(
        reverse("workflows:report", args=[accepted.pk]),
        {**COMPLETE_REPORT, "recommendation": "", "draft": "1"},
        headers={"Accept": "application/json"},
    )

    accepted.refresh_from_db()
    assert response.json() == {"saved": True}
    assert accepted.draft.data["answer_use"] == "4"
    assert "conflict_answer" not in accepted.draft.data


def test_a_submitted_report_is_shown_and_can_not_be_sent_again(
    client, accepted, reviewer
):
    client.force_login(reviewer)
    url = reverse("workflows:report", args=[accepted.pk])
    client.post(url, COMPLETE_REPORT)

    again = client.post(url, COMPLETE_REPORT, follow=True)

    assert "No report is awaited any more" in messages_of(again)[-1]
    assert ReviewReport.objects.count() == 1


@pytest.mark.parametrize("name", ["assignment", "assignment_page"])
def test_an_assignment_is_not_there_for_anybody_else(
    client, accepted, person, coordinator, name
):
    url = reverse(f"workflows:{name}", args=[accepted.pk])

    for other in (person(Role.REVIEWER), coordinator):
        client.force_login(other)
        assert client.get(url).status_code == 404


# --- The link in the mail ---------------------------------------------------------------


@pytest.fixture
def link(assignment):
    mail = OutgoingMail.objects.get(event="workflows/emails/invited")
    return next(
        word for word in mail.text.split() if "/review/respond/" in word
    ).removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize("method", ["get", "head"])
def test_following_the_link_changes_nothing(client, link, assignment, method):
    response = getattr(client, method)(link)

    assignment.refresh_from_db()
    assert response.status_code == 200
    assert assignment.status == AssignmentStatus.INVITED


def test_the_link_accepts_after_a_confirmation(client, link, assignment):
    response = client.post(link, {"conflict_answer": "none", "conflict_statement": ""})

    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.ACCEPTED
    assert "Sign in and read the page" in text_of(response)


def test_the_link_declines_with_a_reason(client, link, assignment):
    refused = client.post(link, {"decline": "1", "reason": ""})
    client.post(link, {"decline": "1", "reason": "No time."})

    assignment.refresh_from_db()
    assert refused.status_code == 422
    assert assignment.status == AssignmentStatus.DECLINED


def test_a_used_link_no_longer_acts_and_says_what_to_do(client, link):
    client.post(link, {"decline": "1", "reason": "No time."})

    response = client.get(link)

    assert response.status_code == 410
    assert "This link was used already" in text_of(response)


def test_a_forged_link_is_refused(client, link):
    response = client.get(f"{link[:-4]}xyz/")

    assert response.status_code == 410


# --- The judge --------------------------------------------------------------------------


def test_a_judge_sees_the_reports_without_names_or_asides(
    client, waiting_judgement, judge
):
    client.force_login(judge)

    text = text_of(
        client.get(reverse("workflows:judgement", args=[waiting_judgement.pk]))
    )

    reviewers = [
        str(report.assignment.reviewer) for report in ReviewReport.objects.all()
    ]
    assert "Clear, and true to the studies." in text
    assert not [name for name in reviewers if name in text]
    assert "Confidential comments" not in text


def test_a_judge_accepts_and_the_page_is_live(client, waiting_judgement, judge, page):
    client.force_login(judge)

    response = client.post(
        reverse("workflows:judgement", args=[waiting_judgement.pk]),
        COMPLETE_VERDICT,
        follow=True,
    )

    page.refresh_from_db()
    assert page.live
    assert "The page is published." in messages_of(response)[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"decision": ""}, "Choose a decision."),
        ({"letter": ""}, "Write the letter"),
        ({"conflict_answer": ""}, "Say whether you have a conflict of interest."),
        ({"conflict_answer": "declared"}, "you cannot judge this page"),
        ({"review_due": "soon"}, "Enter a valid date."),
    ],
)
def test_an_incomplete_verdict_is_refused_at_its_field(
    client, waiting_judgement, judge, change, message
):
    client.force_login(judge)

    response = client.post(
        reverse("workflows:judgement", args=[waiting_judgement.pk]),
        {**COMPLETE_VERDICT, **change},
    )

    assert message in text_of(response)
    assert not Verdict.objects.exists()


def test_a_judge_with_a_conflict_leaves_the_page_to_another(
    client, waiting_judgement, judge
):
    client.force_login(judge)

    client.post(
        reverse("workflows:recuse", args=[waiting_judgement.pk]),
        {"statement": "I supervise the author."},
    )
    again = client.get(
        reverse("workflows:judgement", args=[waiting_judgement.pk]), follow=True
    )

    assert messages_of(again)
    assert "Your verdict" not in text_of(again)


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER, Role.COORDINATOR])
def test_only_a_judge_sees_the_judgement(client, waiting_judgement, person, role):
    client.force_login(person(role))

    for name in ("judgement", "judgement_page"):
        response = client.get(
            reverse(f"workflows:{name}", args=[waiting_judgement.pk]), follow=True
        )
        assert messages_of(response) == ["Only an independent judge can judge a page."]


# --- The coordinator --------------------------------------------------------------------


def test_a_coordinator_is_told_of_a_round_that_lacks_reviewers(
    client, review_round, coordinator
):
    client.force_login(coordinator)

    text = text_of(client.get(reverse("workflows:overview")))

    assert "Invite 2 more reviewers" in text


def test_a_coordinator_invites_from_those_who_may_review(
    client, review_round, coordinator, reviewer, author, person
):
    author.groups.add(reviewer.groups.get())
    client.force_login(coordinator)
    url = reverse("workflows:round", args=[review_round.pk])

    choices = client.get(url).context["form"].fields["reviewer"].queryset
    client.post(
        reverse("workflows:invite", args=[review_round.pk]), {"reviewer": reviewer.pk}
    )

    assert list(choices) == [reviewer]
    assert review_round.assignments.get().reviewer == reviewer


def test_inviting_an_author_is_refused(client, review_round, coordinator, author):
    client.force_login(coordinator)

    response = client.post(
        reverse("workflows:invite", args=[review_round.pk]), {"reviewer": author.pk}
    )

    assert "This person may not review the page" in text_of(response)
    assert not review_round.assignments.exists()


def test_a_reviewer_is_withdrawn_with_a_reason(client, assignment, coordinator):
    client.force_login(coordinator)
    url = reverse("workflows:withdraw", args=[assignment.round_id, assignment.pk])

    refused = client.post(url, {"reason": ""})
    client.post(url, {"reason": "No answer for a month."})

    assignment.refresh_from_db()
    assert "Give a reason." in text_of(refused)
    assert assignment.status == AssignmentStatus.WITHDRAWN


def test_a_verdict_is_revoked_and_the_page_goes_offline(client, page, coordinator):
    verdict = workflows.make_live(page)
    client.force_login(coordinator)

    client.post(
        reverse("workflows:revoke", args=[verdict.round_id]),
        {"reason": "A cited study was retracted."},
    )

    page.refresh_from_db()
    assert not page.live


def test_an_author_who_coordinates_cannot_open_the_round_of_their_page(
    client, review_round, author, coordinator
):
    author.groups.add(coordinator.groups.get())
    client.force_login(author)

    response = client.get(
        reverse("workflows:round", args=[review_round.pk]), follow=True
    )

    assert messages_of(response) == ["Authors read the reports in the decision letter."]


def test_a_trustee_reads_a_round_and_is_offered_no_action(client, assignment, person):
    client.force_login(person(Role.TRUSTEE))

    text = text_of(client.get(reverse("workflows:round", args=[assignment.round_id])))
    client.post(
        reverse("workflows:withdraw", args=[assignment.round_id, assignment.pk]),
        {"reason": "x"},
    )

    assignment.refresh_from_db()
    assert str(assignment.reviewer) in text
    assert "Withdraw" not in text
    assert assignment.status == AssignmentStatus.INVITED


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.REVIEWER, Role.JUDGE])
def test_rounds_are_for_coordinators_and_trustees(client, review_round, person, role):
    client.force_login(person(role))

    for url in (
        reverse("workflows:rounds"),
        reverse("workflows:round", args=[review_round.pk]),
    ):
        response = client.get(url, follow=True)
        assert messages_of(response)


# --- The author -------------------------------------------------------------------------


def test_an_author_is_told_of_a_page_that_came_back(client, page, author):
    workflows.report(workflows.submit(page))
    workflows.judge(page, Decision.MINOR)
    client.force_login(author)

    text = text_of(client.get(reverse("workflows:overview")))

    assert "Revise and submit again" in text


def test_the_section_needs_an_account(client, db):
    response = client.get(reverse("workflows:overview"))

    assert response.status_code == 302
    assert "login" in response["Location"]
