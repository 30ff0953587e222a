"""The demo: as in production, but on the embedded engines and with every mail open.

No secret to set: one is made once and kept in `var/`, where only its owner can read it.
"""

import os
import secrets
from pathlib import Path

from .base import *  # noqa: F403 - settings are made to be layered
from .base import VAR


def _kept_secret(place: Path) -> str:
    """The secret in a file; made the first time, whoever of several comes first."""
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text()
    made = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


SECRET_KEY = _kept_secret(VAR / "secret_key")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
MAIL_INBOX_IS_PUBLIC = True  # /dev/mail/: the mails of the demo go nowhere else
DEMO_CONTENT_IS_ALLOWED = True
MEDIA_IS_SERVED_HERE = True
DEMO_NOTICE_IS_SHOWN = True
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_FILE_PATH.mkdir(exist_ok=True)
SILENCED_SYSTEM_CHECKS = [
    # It is served on this machine, without TLS.
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
]
