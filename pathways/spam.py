"""Defence of the registration form against spam, without a third party.

Nothing here refuses: a suspicion holds a proposal until a person has looked at it, and
the sender sees what everybody sees.
"""

import datetime as dt
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

TOKEN_SALT = "pathways.registration-form"  # noqa: S105 - names the use, not a secret
TOKEN_MAX_AGE = dt.timedelta(hours=24)
TOO_FAST = dt.timedelta(seconds=3)
MAX_LINKS_IN_REFERENCES = 20
MAX_LINKS_ELSEWHERE = 2
MAX_PER_ADDRESS = 5
ADDRESS_WINDOW = dt.timedelta(hours=24)
MAX_PER_CLIENT = 10  # a whole school may share one address
CLIENT_WINDOW = dt.timedelta(hours=1)
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


class StaleToken(Exception):
    """The form was open too long, or its token is not one of ours."""


@dataclass(frozen=True)
class FormToken:
    """Which form was shown, and when."""

    nonce: str
    opened_at: dt.datetime

    @classmethod
    def new(cls, now: dt.datetime) -> "FormToken":
        """A token for a form shown now."""
        return cls(secrets.token_urlsafe(12), now)

    @classmethod
    def read(cls, text: str, now: dt.datetime) -> "FormToken":
        """Read a signed token.

        Raises:
            StaleToken: it is missing, forged, from the future, or older than a day.
        """
        try:
            nonce, seconds = signing.loads(text, salt=TOKEN_SALT)
        except signing.BadSignature as error:
            raise StaleToken from error
        opened_at = dt.datetime.fromtimestamp(seconds, dt.UTC)
        if not dt.timedelta(0) <= now - opened_at <= TOKEN_MAX_AGE:
            raise StaleToken
        return cls(nonce, opened_at)

    def sign(self) -> str:
        """The token as a hidden field carries it."""
        # Rounded down: a form sent within the same second is not from the future.
        return signing.dumps(
            [self.nonce, int(self.opened_at.timestamp())], salt=TOKEN_SALT
        )

    def is_too_fast(self, now: dt.datetime) -> bool:
        """Whether it was sent sooner than a person could have filled it in."""
        return now - self.opened_at < TOO_FAST


def count_links(texts: Iterable[str]) -> int:
    """How many links the texts hold together."""
    return sum(len(LINK.findall(text)) for text in texts)


def client_digest(address: str) -> str:
    """A network address as a keyed digest: equal ones can be counted, none be read."""
    if not address:
        return ""
    key = f"pathways.client:{settings.SECRET_KEY}".encode()
    return hmac.new(key, address.encode(), "sha256").hexdigest()
