"""How acts on forks read in Wagtail's history."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


class ForkedFormatter(LogFormatter):
    """Of which pathway, and for whom."""

    label = gettext_lazy("Fork")

    def format_message(self, log_entry: Any) -> str:
        """Of which pathway, and for whom."""
        return _("Forked from “%(parent)s” for %(for_whom)s") % {
            "parent": log_entry.data.get("parent", {}).get("title", ""),
            "for_whom": log_entry.data.get("for_whom", ""),
        }


class ChangesFormatter(LogFormatter):
    """What was done, and with which changes."""

    done = gettext_lazy("Changed")

    def format_message(self, log_entry: Any) -> str:
        """What was done, and with which changes."""
        changes = "; ".join(log_entry.data.get("changes", []))
        return f"{self.done}: {changes}" if changes else str(self.done)


class TakenFormatter(ChangesFormatter):
    """Changes of the parent that were taken over."""

    label = gettext_lazy("Take over changes of the parent")
    done = gettext_lazy("Taken over from the parent")


class LeftFormatter(ChangesFormatter):
    """Changes of the parent that were left."""

    label = gettext_lazy("Leave a change of the parent")
    done = gettext_lazy("Left in the parent")


class ReconsideredFormatter(ChangesFormatter):
    """Changes of the parent that wait again."""

    label = gettext_lazy("Consider a change of the parent again")
    done = gettext_lazy("Considered again")


FORMATTERS = {
    "pathways.fork": ForkedFormatter,
    "pathways.fork.take_over": TakenFormatter,
    "pathways.fork.leave": LeftFormatter,
    "pathways.fork.reconsider": ReconsideredFormatter,
}
