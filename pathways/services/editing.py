"""What is to be kept of a save that met another one."""

from wagtail.log_actions import log

from mesh.core.models import User
from pathways.joining import Joined

ACTION = "pathways.join"


def note_joined(*, page: object, joined: Joined, by: User) -> None:
    """Write into the log what was joined, and what was overwritten knowingly."""
    if joined.taken or joined.overwritten:
        log(
            instance=page,
            action=ACTION,
            user=by,
            data={
                "who": joined.who,
                "taken": joined.taken,
                "overwritten": joined.overwritten,
            },
        )
