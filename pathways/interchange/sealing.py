"""A file between the look at its import and the confirmation, kept in the form itself.

Nothing is stored on the server for an import that nobody confirms. The seal keeps what
was looked at from being altered, and from being used by another person or elsewhere.
"""

import base64
import zlib
from dataclasses import dataclass
from typing import Any

from django.core import signing

from pathways.interchange.documents import MapFormat

SALT = "pathways.import_map"
SEAL_SECONDS = 24 * 60 * 60


class SealBroken(Exception):
    """What came back is not what was sent, or it is more than a day old."""


@dataclass(frozen=True)
class Upload:
    """A file that a person is about to import.

    `replaces` says whether it shall replace the map of the page it is imported at;
    `base` is the revision that the person saw it compared with.
    """

    data: bytes
    name: str
    form: MapFormat
    replaces: bool
    base: int | None = None

    def seal(self, *, page: int, user: int) -> str:
        """The upload as text that only this person can bring back, to this page."""
        packed = base64.b64encode(zlib.compress(self.data)).decode("ascii")
        payload = [packed, self.name, self.form.value, self.replaces, self.base]
        return signing.dumps(payload, salt=_salt(page, user))

    @classmethod
    def unseal(cls, text: str, *, page: int, user: int) -> "Upload":
        """The upload in a seal.

        Raises:
            SealBroken: altered, another's, or too old.
        """
        try:
            payload: list[Any] = signing.loads(
                text, salt=_salt(page, user), max_age=SEAL_SECONDS
            )
        except signing.BadSignature as error:
            raise SealBroken from error
        packed, name, form, replaces, base = payload
        data = zlib.decompress(base64.b64decode(packed))
        return cls(data, name, MapFormat(form), replaces, base)


def _salt(page: int, user: int) -> str:
    return f"{SALT}.{page}.{user}"
