"""The forms behind the editor: a draft is always saved, a review is not always opened."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError

from pathways.about import suggested_record
from pathways.blocks.lazy import LazyNodesWidget, Sealer
from pathways.completeness import empty_parts, misplaced_parts, missing_parts
from pathways.constants import KnowledgeKind, Part
from pathways.joining_forms import JoiningForm

# Kind of page -> the field that names the record it is about.
ABOUT = {
    KnowledgeKind.BARRIER: "about_barrier",
    KnowledgeKind.INTERVENTION: "about_intervention",
}


class KnowledgePageForm(JoiningForm):
    """Asks for the required parts when the page is published or sent to review."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        field = self.fields.get(ABOUT.get(page.kind, ""))
        if field is None or page.about_key is not None:
            return
        if record := suggested_record(page.kind, page.title):
            field.help_text = _(
                "“%(record)s” is called like this page: choose it, if it is meant."
            ) % {"record": record}

    def clean(self) -> Any:
        cleaned = super().clean()
        self._ask_for_record_of_the_kind()
        if not self.is_deferred_validation and self._kind and "body" in self.fields:
            self._ask_for_parts()
        return cleaned

    def _ask_for_record_of_the_kind(self) -> None:
        """A page about a barrier is not about an intervention's record."""
        for kind, name in ABOUT.items():
            if self._kind and kind != self._kind and self.cleaned_data.get(name):
                message = _(
                    "This page is of the kind “%(kind)s”. Take this record out, or "
                    "change the kind."
                ) % {"kind": KnowledgeKind(self._kind).label}
                self.add_error(name, message)

    @property
    def _kind(self) -> str:
        return self.cleaned_data.get("kind") or ""

    def _ask_for_parts(self) -> None:
        body = self.cleaned_data.get("body")
        found = self.errors.get("body")
        if body is None:
            body = self["body"].value()
        error = (
            found.as_data()[0] if found else StreamBlockValidationError(block_errors={})
        )
        for part in missing_parts(self._kind, body):
            error.non_block_errors.append(ValidationError(self._missing(part)))
        for index, part in empty_parts(self._kind, body).items():
            error.block_errors[index] = ValidationError(
                _("“%(part)s” is empty. Write it before the page goes to review.")
                % {"part": part.heading}
            )
        for index, part in misplaced_parts(self._kind, body).items():
            error.block_errors[index] = ValidationError(self._misplaced(part))
        if not found and (error.non_block_errors or error.block_errors):
            self.add_error("body", error)

    @staticmethod
    def _missing(part: Part) -> str:
        return _(
            "“%(part)s” is missing. Add it with the + button, under “%(group)s”."
        ) % {"part": part.heading, "group": part.group.label}

    def _misplaced(self, part: Part) -> str:
        return _(
            "“%(part)s” belongs on a page of the other kind; this one is of the kind "
            "“%(kind)s”. Take the part out, or change the kind."
        ) % {"part": part.heading, "kind": KnowledgeKind(self._kind).label}


class PathwayPageForm(JoiningForm):
    """Shows the map closed, node by node, and asks for a map before a review."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("nodes"):
            user = self.for_user
            field.widget = LazyNodesWidget(
                field.block,
                sealer=Sealer(page=self.instance.pk, user=user.pk if user else None),
                saved=self.instance.nodes,
                is_locked=self._is_locked,
                frame={
                    "chooserUrl": reverse("wagtailadmin_choose_page"),
                    "checkUrl": reverse("writing:check"),
                    "startUrl": self._start_url,
                },
            )

    @property
    def _start_url(self) -> str:
        """Where a knowledge page is made in place; empty for who may not make one."""
        parent, user = self.parent_page, self.for_user
        if parent is None or user is None:
            return ""
        if not parent.permissions_for_user(user).can_add_subpage():
            return ""
        return reverse("writing:start_page", args=[parent.pk])

    @property
    def _is_locked(self) -> bool:
        """Whether the person may only read the page now."""
        lock = self.instance.get_lock() if self.instance.pk else None
        return bool(lock and self.for_user and lock.for_user(self.for_user))

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.is_deferred_validation or "nodes" not in self.fields:
            return cleaned
        if "nodes" not in self.errors and not self.cleaned_data.get("nodes"):
            message = _("The map is empty. Add its first line.")
            self.add_error(
                "nodes",
                StreamBlockValidationError(
                    non_block_errors=ErrorList([ValidationError(message)])
                ),
            )
        return cleaned
