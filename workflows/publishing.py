"""The end of a workflow (`WAGTAIL_FINISH_WORKFLOW_ACTION`).

Wagtail imports this module while `wagtail.models` itself is loading: it must not import
a model at the top.
"""

from typing import Any


def finish_workflow(workflow_state: Any, user: Any = None) -> None:
    """Called by Wagtail as a method when the last task is approved."""
    raise NotImplementedError
