"""What names things in JSON-LD: their public addresses, which do not change."""

from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

CONTEXT = "evidence:context"
TERMS = "evidence:terms"


def of_reference(slug: str) -> str:
    """The public address of a record."""
    return absolute(reverse("evidence:record", args=[slug]))


def of_study(slug: str, label: str) -> str:
    """A study of a record; "" is the label of the only one."""
    return f"{of_reference(slug)}#study{'-' if label else ''}{quote(label, safe='')}"


def of_finding(slug: str, key: str) -> str:
    """A finding at its place on the record page."""
    return f"{of_reference(slug)}#finding-{key}"


def of_term(name: str) -> str:
    """A term of the vocabulary, where the page of terms explains it."""
    return f"{absolute(reverse(TERMS))}#{name}"


def of_context() -> str:
    """Where the context is served."""
    return absolute(reverse(CONTEXT))


def slug_of(address: str) -> str:
    """The slug of a record's address, on this site or another; "" for anything else."""
    try:
        match = resolve(unquote(urlsplit(address).path))
    except (Resolver404, ValueError):
        return ""
    is_record = match.view_name == "evidence:record"
    return str(match.kwargs["slug"]) if is_record else ""


def absolute(path: str) -> str:
    """A path of this site with the site before it."""
    return f"{settings.SITE_URL}{path}"
