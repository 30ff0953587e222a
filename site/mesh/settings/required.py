"""What production must be told, and how to make it: checked before anything starts."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SECRET_LENGTH = 50
SECRET_DISTINCT_CHARACTERS = 10
HOW_TO_MAKE_ONE = (
    "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
)


def check_secret_key(value: str) -> str:
    """What is wrong with a secret; empty when it is strong."""
    if len(value) < SECRET_LENGTH:
        return (
            f"has {len(value)} characters and needs {SECRET_LENGTH}: {HOW_TO_MAKE_ONE}"
        )
    if value.startswith("django-insecure"):
        return f"begins with django-insecure: {HOW_TO_MAKE_ONE}"
    if len(set(value)) < SECRET_DISTINCT_CHARACTERS:
        return f"repeats few characters: {HOW_TO_MAKE_ONE}"
    return ""


def check_allowed_hosts(value: str) -> str:
    """What is wrong with the host names; empty when they are names."""
    if "*" in value.split(","):
        return "lets every host in: name the site's own, such as mesh.example.org"
    return ""


def check_site_url(value: str) -> str:
    """What is wrong with the site's address; empty when it is a safe one."""
    place = urlsplit(value)
    if place.scheme != "https" or not place.hostname:
        return "must be the site's address with https, such as https://mesh.example.org"
    return ""


def check_database_url(value: str) -> str:
    """What is wrong with the database's address; empty when it is PostgreSQL's."""
    if urlsplit(value).scheme not in {"postgres", "postgresql"}:
        return "must name PostgreSQL: postgres://user:password@host:5432/name"
    return ""


def check_email_url(value: str) -> str:
    """What is wrong with the mail server's address; empty when it sends mail."""
    if urlsplit(value).scheme not in {"smtp", "smtps", "submission"}:
        return "must name a mail server: smtp://user:password@host:587/?tls=True"
    return ""


def check_sender(value: str) -> str:
    """What is wrong with the address that mail comes from."""
    return "" if "@" in value else "must hold an address, such as mesh@example.org"


REQUIRED: dict[str, Callable[[str], str]] = {
    "SECRET_KEY": check_secret_key,
    "ALLOWED_HOSTS": check_allowed_hosts,
    "SITE_URL": check_site_url,
    "DATABASE_URL": check_database_url,
    "EMAIL_URL": check_email_url,
    "DEFAULT_FROM_EMAIL": check_sender,
}


def required(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that production cannot do without.

    Raises:
        ImproperlyConfigured: some are missing or weak; the message names each of them
            and says how to make it.
    """
    values = {name: environ.get(name, "").strip() for name in REQUIRED}
    problems = [
        f"  {name} {_problem(name, value)}"
        for name, value in values.items()
        if _problem(name, value)
    ]
    if problems:
        lines = ["MESH does not start in production:", *problems]
        lines.append("All variables are explained in .env.example.")
        raise ImproperlyConfigured("\n".join(lines))
    return values


def _problem(name: str, value: str) -> str:
    if value:
        return REQUIRED[name](value)
    if name == "SECRET_KEY":
        return f"is missing: {HOW_TO_MAKE_ONE}"
    return f"is missing: it {REQUIRED[name]('') or 'lists the names of the site'}"
