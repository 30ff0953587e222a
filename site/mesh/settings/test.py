"""The tests: fast hashing, mail in memory, every task at once, no compression."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - settings are made to be layered
from .base import CACHES, DATABASES, STORAGES

SECRET_KEY = "harmless: for tests only, and long enough to pass any length check"  # noqa: S105
ALLOWED_HOSTS = ["*"]
MAIL_INBOX_IS_PUBLIC = True
STYLEGUIDE_ENABLED = True
DEMO_CONTENT_IS_ALLOWED = True
MEDIA_IS_SERVED_HERE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each process of a run has its own files and its own search index.
VAR = Path(tempfile.mkdtemp(prefix="mesh-tests-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
ELASTICSEARCH_ALIAS = "-".join(
    [
        os.environ.get("ELASTICSEARCH_ALIAS", "mesh-tests"),
        os.environ.get("PYTEST_XDIST_WORKER", "main"),
    ]
)
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STORAGES = {
    **STORAGES,
    "imports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "imports"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
# A test's transaction never commits, so a kept page would never grow old in it.
CACHES = {
    **CACHES,
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not the memory: the live server's threads then have connections of their
    # own, as in use, where the one in memory would mix their transactions.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "tests.sqlite3")}
