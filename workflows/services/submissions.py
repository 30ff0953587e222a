"""Submit a page to review, as the button in Wagtail's editor does."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from mesh.core.models import User
from workflows.exceptions import ReviewRefused
from workflows.services import rounds


class UnableToSubmit(ReviewRefused):
    """The page is in review already, or nobody has set up the workflow."""


@transaction.atomic
def submit(*, page: Any, by: User) -> WorkflowState:
    """Start the workflow on the latest version, or take it up again after changes.

    Raises:
        UnableToSubmit: it is in review already, or there is no workflow.
        rounds.UnableToOpenRound: a required part is empty; names which.
    """
    rounds.assert_ready(page.get_latest_revision_as_object())
    state = page.current_workflow_state
    if state is None:
        workflow = page.get_workflow()
        if workflow is None:
            raise UnableToSubmit(
                _("There is no review workflow. Ask an administrator to set it up.")
            )
        return workflow.start(page, by)
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise UnableToSubmit(_("This page is in review already."))
    state.resume(by)
    return state
