"""The tests: fast hashing, mail in memory, every task at once, no compression."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - settings are made to be layered
from .base import STORAGES

SECRET_KEY = "harmless: for tests only, and long enough to pass any length check"  # noqa: S105
ALLOWED_HOSTS = ["*"]
MAIL_INBOX_IS_PUBLIC = True
STYLEGUIDE_ENABLED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR = Path(tempfile.gettempdir()) / "mesh-tests"
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
