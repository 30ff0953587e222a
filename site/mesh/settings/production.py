"""Production: PostgreSQL, a mail server, TLS at the proxy. Starts only when told all.

Each variable is explained in `.env.example`; `docs/deployment.md` shows the whole.
"""

import os

from .base import *  # noqa: F403 - settings are made to be layered
from .base import LOGGING, STORAGES
from .required import required

_given = required(os.environ)

SECRET_KEY = _given["SECRET_KEY"]
SECRET_KEY_FALLBACKS = list(filter(None, [os.environ.get("SECRET_KEY_BEFORE")]))
ALLOWED_HOSTS = [name.strip() for name in _given["ALLOWED_HOSTS"].split(",")]
CSRF_TRUSTED_ORIGINS = [_given["SITE_URL"].rstrip("/")]

# A worker takes the tasks: `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

if os.environ.get("MEDIA_S3_BUCKET"):
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": os.environ["MEDIA_S3_BUCKET"],
                "endpoint_url": os.environ.get("MEDIA_S3_ENDPOINT") or None,
                "custom_domain": os.environ.get("MEDIA_S3_DOMAIN") or None,
                "querystring_auth": False,
                "file_overwrite": False,
            },
        },
    }

# The proxy speaks TLS to the world and plain HTTP to us; it must set this header itself
# and let no reader set it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "31536000"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    # Wagtail's preview shows our own pages in a frame; frame-ancestors keeps others out.
    "security.W019",
    # Preloading binds a whole domain for years: a decision of its owner, not of ours.
    "security.W021",
]

# One JSON object for each line, with the id of the request it belongs to.
LOGGING = {
    **LOGGING,
    "filters": {"request_id": {"()": "mesh.core.logs.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        },
    },
    "loggers": {
        "mesh": {"level": "INFO"},
        # A page that is not there has its line already; a fault has its traceback.
        "django.request": {"level": "ERROR"},
    },
}
