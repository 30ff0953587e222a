"""A developer's machine: the embedded engines, errors in the browser, no secret."""

from .base import *  # noqa: F403 - settings are made to be layered
from .base import STORAGES

DEBUG = True
SECRET_KEY = "harmless: for a developer's machine only"  # noqa: S105 - not a secret
ALLOWED_HOSTS = ["*"]
MAIL_INBOX_IS_PUBLIC = True  # /dev/mail/
STYLEGUIDE_ENABLED = True
DEMO_CONTENT_IS_ALLOWED = True
MEDIA_IS_SERVED_HERE = True
DEMO_NOTICE_IS_SHOWN = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
