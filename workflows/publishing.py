"""The end of a workflow (`WAGTAIL_FINISH_WORKFLOW_ACTION`).

Wagtail imports this module while `wagtail.models` itself is loading: it must not import
a model at the top.
"""

from typing import Any

from django.utils.translation import gettext as _

from workflows.exceptions import PublicationRefused


def finish_workflow(workflow_state: Any, user: Any = None) -> None:
    """Publish exactly what was judged; Wagtail's own action would publish the latest.

    Called by Wagtail as a method when the last task is approved. Pages that are not
    reviewed are published as ever.

    Raises:
        PublicationRefused: no accepting verdict, or the page was changed after it.
    """
    from workflows.models import ReviewedPageMixin, Verdict  # noqa: PLC0415 - see above

    page: Any = workflow_state.content_object.specific
    if not issubclass(type(page), ReviewedPageMixin):
        page.get_latest_revision().publish(user=user)
        return
    verdict = (
        Verdict.objects.standing()
        .filter(round__workflow_state=workflow_state)
        .order_by("-pk")
        .first()
    )
    if verdict is None:
        raise PublicationRefused(_("There is no accepting verdict in this workflow."))
    if page.get_latest_revision().pk != verdict.revision_id:
        raise PublicationRefused(
            _(
                "The page was changed after it was submitted. Send it back to its author."
            )
        )
    verdict.revision.publish(user=user, skip_permission_checks=True)
