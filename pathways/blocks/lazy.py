"""The form of a map: a node's fields are built only when the node is opened.

Sixty ordinary nodes built at once take eight seconds to become usable and pass Django's
limit of form fields. A closed node therefore travels as one hidden value, sealed by a
signature: unsealed markup would get past the rich text editor's list of allowed tags.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.utils import ErrorList
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockWidget, get_error_json_data

from pathways.blocks.nodes import SEALED, NodeValue

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
    """Shows the nodes of a map closed, and opens what comes back.

    `stored` maps a node's id to its value in the page as it is saved: shown in place of
    a seal that is refused, so that the person sees what they are about to keep.
    """

    def __init__(
        self, block_def: Any, *, sealer: Sealer, stored: Mapping[str, Any]
    ) -> None:
        super().__init__(block_def)
        self.sealer = sealer
        self.stored = stored

    def render_with_errors(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        errors: ErrorList | None = None,
        renderer: Any = None,
    ) -> str:
        error = get_error_json_data(errors.as_data()[0]) if errors else None
        return format_html(
            '<div id="{}" data-block data-controller="w-block"'
            ' data-w-block-data-value="{}"'
            ' data-w-block-arguments-value="[{},{}]"></div>',
            name,
            self.block_json,
            json.dumps(self.form_state(value), cls=DjangoJSONEncoder),
            json.dumps(error, cls=DjangoJSONEncoder),
        )

    def form_state(self, value: Any) -> list[dict[str, Any]]:
        """What the browser gets of each node: a line to show, the seal, the fields."""
        state = self.block_def.get_form_state(value)
        return [
            {**item, "value": self._closed(child, item["value"])}
            for child, item in zip(value or (), state, strict=True)
        ]

    def _closed(self, child: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
        raw = child.block.get_prep_value(child.value)
        return {
            "label": raw.get("label") or "",
            "level": raw.get("level") or 1,
            "kind": raw.get("kind") or "",
            "raw": self.sealer.seal(child.id or "", raw),
            "state": fields,
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if f"{name}-count" in data:
            data = self._unsealed(data, name)
        return super().value_from_datadict(data, files, name)

    def _unsealed(self, data: Any, name: str) -> Any:
        """The form's data with each seal replaced by the node in it."""
        opened = data.copy()
        end = f"-value-{SEALED}"
        for key in data:
            if key.startswith(f"{name}-") and key.endswith(end):
                node = data.get(f"{key.removesuffix(end)}-id") or ""
                opened[key] = self._node(node, data[key])
        return opened

    def _node(self, node: str, text: str) -> NodeValue:
        block = self.block_def.child_blocks["node"]
        try:
            raw, refused = self.sealer.unseal(node, text), ""
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            raw = self.stored.get(node, {})
            refused = _(
                "This node did not come back as it was sent, so it was left as it was "
                "last saved. Look through it, make your change again and save."
            )
        value: NodeValue = block.to_python(raw)
        value.refused = refused
        return value
