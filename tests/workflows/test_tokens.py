"""Links in mail: bound to the assignment, its reviewer and its status."""

import pytest
from django.core import signing

from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows import tokens
from workflows.models import ReviewAssignment


def test_a_fresh_token_leads_to_its_assignment(assignment):
    assert tokens.read_token(tokens.make_token(assignment)) == assignment


def test_reading_a_token_changes_nothing(assignment):
    token = tokens.make_token(assignment)

    tokens.read_token(token)
    tokens.read_token(token)

    assignment.refresh_from_db()
    assert assignment.status == "invited"


def test_a_token_is_refused_after_the_answer(assignment):
    token = tokens.make_token(assignment)
    workflows.accept(assignment)

    with pytest.raises(tokens.UnableToUseToken, match="used already"):
        tokens.read_token(token)


def test_a_token_of_one_invitation_is_refused_for_the_next(
    assignment, coordinator, now
):
    token = tokens.make_token(assignment)
    ReviewAssignment.objects.filter(pk=assignment.pk).update(status="withdrawn")
    workflows.invite(assignment.round, assignment.reviewer, coordinator, now)

    with pytest.raises(tokens.UnableToUseToken):
        tokens.read_token(token)


def test_a_token_is_refused_when_the_reviewer_was_changed(assignment):
    token = tokens.make_token(assignment)
    ReviewAssignment.objects.filter(pk=assignment.pk).update(reviewer=UserFactory())

    with pytest.raises(tokens.UnableToUseToken):
        tokens.read_token(token)


def test_an_old_token_says_so(assignment, monkeypatch):
    token = tokens.make_token(assignment)
    monkeypatch.setattr(tokens, "MAX_AGE_SECONDS", -1)

    with pytest.raises(tokens.UnableToUseToken, match="too old"):
        tokens.read_token(token)


@pytest.mark.parametrize(
    "payload",
    [None, 7, [1, 2], ["x", "y", "z"], [1, 2, "not-a-uuid"], [1, 2, 3]],
)
def test_a_signed_payload_of_another_shape_is_refused(db, payload):
    with pytest.raises(tokens.UnableToUseToken):
        tokens.read_token(signing.dumps(payload, salt=tokens.SALT))


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_a_forged_token_is_refused(db, token):
    with pytest.raises(tokens.UnableToUseToken):
        tokens.read_token(token)
