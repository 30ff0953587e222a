"""The editorial content of a page as one value, the same for a revision and for the row.

What publishing itself changes (dates, flags, the place in the tree) is left out; all
else is what reviewers read and the judge judges.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

IGNORED = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "live",
        "has_unpublished_changes",
        "latest_revision",
        "live_revision",
        "latest_revision_created_at",
        "first_published_at",
        "last_published_at",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        "go_live_at",
        "expire_at",
        "owner",
        "content_type",
        "wagtail_admin_comments",
        "comments",
        "translation_key",
        "locale",
        "alias_of",
    }
)


def canonical(content: Mapping[str, Any]) -> dict[str, Any]:
    """The editorial fields, as plain JSON values in one form.

    A many-to-many relation is a list of keys whose order means nothing (it follows the
    ordering of the other table, which an editor may change): it is sorted. A StreamField
    is serialised as text; it is parsed, so that spaces in it mean nothing.
    """
    plain = json.loads(json.dumps(dict(content), cls=DjangoJSONEncoder))
    return {
        name: _normal(value) for name, value in plain.items() if name not in IGNORED
    }


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the editorial content of a revision."""
    text = json.dumps(canonical(content), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def differences(page: Page, content: Mapping[str, Any]) -> list[str]:
    """Names of the editorial fields in which a page differs from a revision's content.

    A field that did not exist when the revision was written counts as different only
    when it no longer holds its default. A bare `Page` is compared in the fields that
    it has.
    """
    ours, theirs = canonical(page.serializable_data()), canonical(content)
    return sorted(
        name
        for name, value in ours.items()
        if value != (theirs[name] if name in theirs else _default(page, name))
    )


def _default(page: Page, name: str) -> Any:
    field = page._meta.get_field(name)
    if field.many_to_many or field.one_to_many:
        return []
    return _normal(json.loads(json.dumps(field.get_default(), cls=DjangoJSONEncoder)))


def _normal(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list) and all(isinstance(key, int) for key in value):
        return sorted(value)
    return value
