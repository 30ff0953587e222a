"""Two editors at once: from which version a form was made, and whether a later one is.

Wagtail's own form names its version unsigned, asks about it only when it saves by
itself, and after a refusal names the latest one, so that a second try would overwrite
it. Here the form carries the version it was made from until a save succeeds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core import signing
from wagtail.admin.models import EditingSession
from wagtail.models import Revision, get_default_page_content_type

SALT = "pathways.loaded-version"
FIELD = "loaded_version"  # the form's hidden field, signed
JOINING = "mesh-joining"  # what the server adds to a save: the version as it found it
CHOICE = "mesh-choice-"  # and the key of a clash: "mine" or "theirs"
NOT_KNOWN = 0


@dataclass(frozen=True)
class Loaded:
    """The version that a form was made from.

    `revision` is its key, None for a page without one, `NOT_KNOWN` where the form does
    not say it credibly. `saved` is when it was saved, ISO 8601: a version can be
    overwritten in place; empty where only the person in front of the form can have.
    """

    revision: int | None
    saved: str = ""

    @classmethod
    def from_page(cls, page: Any) -> Self:
        """What a form for the page, read just now, is made from."""
        moment = page.latest_revision_created_at
        return cls(page.latest_revision_id, moment.isoformat() if moment else "")

    def sign(self, *, page: int, user: int | None) -> str:
        """As text that nobody can alter, for one person's form of one page."""
        value = {"page": page, "revision": self.revision, "saved": self.saved}
        return signing.dumps(value, salt=f"{SALT}.{user}")

    @classmethod
    def unsign(cls, text: str, *, page: int, user: int | None) -> Self:
        """The signed version; not known where the text is not ours."""
        try:
            value = signing.loads(text, salt=f"{SALT}.{user}")
        except signing.BadSignature:
            return cls(NOT_KNOWN)
        if value["page"] not in {page, None}:
            return cls(NOT_KNOWN)
        return cls(value["revision"], value["saved"])

    def as_text(self) -> str:
        """For `JOINING`, which never comes from outside."""
        return f"{'' if self.revision is None else self.revision}|{self.saved}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What `as_text` wrote."""
        key, _bar, saved = text.partition("|")
        return cls(int(key) if key else None, saved)

    def is_stale(self, latest: Revision | None) -> bool:
        """Whether a version later than this one has been saved."""
        if latest is None:
            return False
        if self.revision != latest.pk:
            return True
        return bool(self.saved) and self.saved != latest.created_at.isoformat()

    def find(self, page: Any) -> Revision | None:
        """The version itself; None once it was overwritten, deleted or is not known."""
        found = Revision.objects.for_instance(page).filter(pk=self.revision or 0)
        revision = found.first()
        if revision and self.saved and self.saved != revision.created_at.isoformat():
            return None
        return revision


def loaded_of(post: Mapping[str, Any], *, page: int, user: int | None) -> Loaded | None:
    """From which version the form of a save was made; None where it does not say.

    Args:
        post: what the browser sent. Once the editor has saved by itself, it names the
            version that it wrote; else our own field counts, then Wagtail's.
        page: primary key.
        user: primary key of the person.
    """
    own = post.get("overwrite_revision_id", "")
    if own:
        return Loaded(int(own) if own.isdigit() else NOT_KNOWN)
    if post.get(FIELD):
        return Loaded.unsign(post[FIELD], page=page, user=user)
    wagtails = post.get("loaded_revision_id", "")
    if wagtails:
        key = int(wagtails) if wagtails.isdigit() else NOT_KNOWN
        return Loaded(key, post.get("loaded_revision_created_at", ""))
    return None


def is_watched(page: Any) -> bool:
    """Whether the page is open in more than one editor.

    Whoever opened it may save later, from the version that stands now: it must not be
    overwritten in place.
    """
    sessions = EditingSession.objects.filter(
        content_type=get_default_page_content_type(), object_id=str(page.pk)
    )
    return sessions.count() > 1
