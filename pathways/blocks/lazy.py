"""The form of a map: one line a node, its parts built only when the node is opened.

Sixty ordinary nodes built at once take eight seconds to become usable and pass Django's
limit of form fields. A node's line is five plain fields; what lies beneath it travels
as one hidden value, sealed by a signature: unsealed markup would get past the rich text
editor's list of allowed tags.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.utils import ErrorList
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockWidget, get_error_json_data

from pathways.blocks.nodes import SEALED, shown
from pathways.checklist import Line, check, media_faults

SALT = "pathways.node"
NEW_PAGE_SECONDS = 24 * 60 * 60  # how long a seal of a page not yet made holds


class Sealer:
    """Seals nodes for one person's form of one page, and opens only such seals.

    Args:
        page: primary key, or None while the page is not yet made. A seal without a page
            holds for a day on any page of the same person: the first save, which makes
            the page, leaves the form open with the seals that it has.
        user: primary key of the person in front of the form.
    """

    def __init__(self, *, page: int | None, user: int | None) -> None:
        self.page = page
        self.salt = f"{SALT}.{user}"

    def seal(self, node: str, value: Mapping[str, Any]) -> str:
        """A node's stored value as text that nobody can alter."""
        payload = {"page": self.page, "node": node, "value": value}
        # Through JSON once: dates and lazy strings become what the database would hold.
        plain = json.loads(json.dumps(payload, cls=DjangoJSONEncoder))
        return signing.dumps(plain, salt=self.salt, compress=True)

    def unseal(self, node: str, text: str) -> Mapping[str, Any]:
        """The value in a seal.

        Raises:
            signing.BadSignature: altered, made for another page, person or node, or too
                old for a page that had not been made.
        """
        payload = signing.loads(text, salt=self.salt)
        if payload["page"] is None:
            signing.loads(text, salt=self.salt, max_age=NEW_PAGE_SECONDS)
        elif payload["page"] != self.page:
            raise signing.BadSignature("Sealed for another page")
        if payload["node"] != node:
            raise signing.BadSignature("Sealed for another node")
        value: Mapping[str, Any] = payload["value"]
        return value


class LazyNodesWidget(BlockWidget):
    """Shows the nodes of a map as lines to write in, and reads what comes back.

    `stored` maps a node's id to its value in the page as it is saved: the ground for
    what the form sends where a seal is refused or missing. `frame` is what the browser
    needs besides the nodes (see `writing.ts`).
    """

    def __init__(
        self,
        block_def: Any,
        *,
        sealer: Sealer,
        stored: Mapping[str, Any],
        frame: Mapping[str, Any],
    ) -> None:
        super().__init__(block_def)
        self.sealer = sealer
        self.stored = stored
        self.frame = frame

    def render_with_errors(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        errors: ErrorList | None = None,
        renderer: Any = None,
    ) -> str:
        error = get_error_json_data(errors.as_data()[0]) if errors else None
        state = self.form_state(value)
        points = [asdict(point) for point in check(map(_line, state))]
        arguments = [state, error, {**self.frame, "points": points}]
        return format_html(
            '<div id="{}" data-block data-controller="w-block"'
            ' data-w-block-data-value="{}"'
            ' data-w-block-arguments-value="{}"></div>',
            name,
            self.block_json,
            json.dumps(arguments, cls=DjangoJSONEncoder),
        )

    def form_state(self, value: Any) -> list[dict[str, Any]]:
        """What the browser gets of each node: its line, the seal, its parts."""
        return [
            {
                "type": child.block_type,
                "id": child.id,
                "value": self._state(child),
            }
            for child in value or ()
        ]

    def _state(self, child: Any) -> dict[str, Any]:
        raw = child.block.get_prep_value(child.value)
        media = child.value.get("media") or ()
        return {
            **{name: shown(name, raw) for name in ("label", "level", "kind", "edge")},
            "page": page_state(raw.get("page"), child.value.get("page")),
            "raw": self.sealer.seal(child.id or "", raw),
            "parts": len(media),
            "faults": media_faults(raw.get("media") or ()),
            "media": child.block.child_blocks["media"].get_form_state(media),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if f"{name}-count" in data:
            data = self._unsealed(data, name)
        return super().value_from_datadict(data, files, name)

    def _unsealed(self, data: Any, name: str) -> Any:
        """The form's data with the stored node itself in the place of each seal."""
        found: dict[str, tuple[Mapping[str, Any], str]] = {}
        for key in data:
            if key.startswith(f"{name}-") and key.endswith("-id"):
                prefix = key.removesuffix("-id")
                field = f"{prefix}-value-{SEALED}"
                ground = self._ground(data[key], data.get(field))
                if ground is not None:
                    found[field] = ground
        block = self.block_def.child_blocks["node"]
        values = block.bulk_to_python([raw for raw, _refused in found.values()])
        opened = data.copy()
        for (field, (raw, refused)), value in zip(found.items(), values, strict=True):
            value.stored, value.refused = raw, refused
            opened[field] = value
        return opened

    def _ground(
        self, node: str, text: str | None
    ) -> tuple[Mapping[str, Any], str] | None:
        """What a node was before the form changed it, and why its seal is refused."""
        if text is None:
            return (self.stored[node], "") if node in self.stored else None
        try:
            return self.sealer.unseal(node, text), ""
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            return self.stored.get(node, {}), _(
                "What lies beneath this node did not come back as it was sent, so it "
                "was left as it was last saved. Your words are kept. Look through the "
                "node and save again."
            )


def _line(item: Mapping[str, Any]) -> Line:
    state = item["value"]
    return Line(
        id=item["id"],
        label=state["label"],
        level=int(state["level"]) if state["level"].isdecimal() else None,
        kind=state["kind"],
        page=state["page"]["state"] if state["page"] else "",
        faults=state["faults"],
    )


def page_state(key: object, page: Any) -> dict[str, Any] | None:
    """What the line of a node says of the page that it names."""
    if not key:
        return None
    if page is None:
        return {"id": str(key), "title": "", "state": "gone"}
    return {
        "id": str(page.pk),
        "title": page.get_admin_display_title(),
        "state": "live" if page.live else "draft",
        "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
