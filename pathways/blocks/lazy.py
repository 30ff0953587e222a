"""The form of a map: one line a node, its parts built only when the node is opened.

Sixty ordinary nodes built at once take eight seconds to become usable and pass Django's
limit of form fields. A node's line is five plain fields; what lies beneath it travels
as one hidden value, sealed by a signature: unsealed markup would get past the rich text
editor's list of allowed tags.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockWidget, get_error_json_data

from pathways.blocks.nodes import COPIED, SEALED, shown
from pathways.blocks.writing_words import counted_words
from pathways.checklist import Line, check, media_faults
from pathways.outline import build, walk

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

    `saved` is the map as it is saved: the ground for what the form sends where a seal
    is refused or missing. `frame` is what the browser needs besides the nodes (`Frame`
    in site/frontend/ts/editor/types.ts). Of a locked page the map is only shown.
    """

    def __init__(
        self,
        block_def: Any,
        *,
        sealer: Sealer,
        saved: Any,
        frame: Mapping[str, Any],
        is_locked: bool = False,
    ) -> None:
        super().__init__(block_def)
        self.sealer = sealer
        self.saved = saved
        self.stored = {node.get("id"): node["value"] for node in saved.raw_data}
        self.frame = frame
        self.is_locked = is_locked

    def render_with_errors(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        errors: ErrorList | None = None,
        renderer: Any = None,
    ) -> str:
        if self.is_locked:
            context = {
                "nodes": list(walk(build(self.saved))),
                "name": name,
                "words": json.dumps(counted_words()),
            }
            return render_to_string("pathways/admin/locked_map.html", context)
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
        if not value:
            return []
        return [
            {"type": child.block_type, **self._state(child, raw["value"])}
            for child, raw in zip(value, value.raw_data, strict=True)
        ]

    def _state(self, child: Any, raw: Mapping[str, Any]) -> dict[str, Any]:
        node = child.id or str(uuid.uuid4())
        media = child.value.get("media") or ()
        fields = {name: shown(name, raw) for name in ("label", "level", "kind", "edge")}
        state = {
            **fields,
            "page": page_state(raw.get("page"), child.value.get("page")),
            "raw": self.sealer.seal(node, raw),
            "parts": len(media),
            "faults": media_faults(raw.get("media") or ()),
            "media": child.block.child_blocks["media"].get_form_state(media),
        }
        return {"id": node, "value": state}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if f"{name}-count" not in data:  # a locked map has no fields
            return self.saved
        return super().value_from_datadict(self._unsealed(data, name), files, name)

    def _unsealed(self, data: Any, name: str) -> Any:
        """The form's data with the stored node itself in the place of each seal."""
        found: dict[str, tuple[Mapping[str, Any], str]] = {}
        for key in data:
            if key.startswith(f"{name}-") and key.endswith("-id"):
                prefix = key.removesuffix("-id")
                field = f"{prefix}-value-{SEALED}"
                source = data.get(f"{prefix}-value-{COPIED}")
                ground = self._ground(data[key], data.get(field), source)
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
        self, node: str, text: str | None, source: str | None
    ) -> tuple[Mapping[str, Any], str] | None:
        """What a node was before the form changed it, and why its seal is refused.

        A copy that was not opened comes with the seal of its `source`.
        """
        if text is None:
            return (self.stored[node], "") if node in self.stored else None
        try:
            if source:
                return with_own_ids(self.sealer.unseal(source, text), node), ""
            return self.sealer.unseal(node, text), ""
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            return self.stored.get(node, {}), _(
                "What lies beneath this node did not come back as it was sent, so it "
                "was left as it was last saved. Your words are kept. Look through the "
                "node and save again."
            )


def with_own_ids(raw: Mapping[str, Any], node: str) -> dict[str, Any]:
    """A node's stored value for a copy of it: the parts beneath it get ids of their own.

    The same copy gets the same ids, however often its form is saved.
    """
    parts = [
        {**part, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{node}/{part.get('id')}"))}
        for part in raw.get("media") or ()
    ]
    return {**raw, "media": parts}


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
