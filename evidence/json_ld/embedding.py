"""JSON-LD within a page, in schema.org's words only: search engines know no others.

A block of data is not executed, so the strict content security policy lets it stand.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.json_ld.addresses import absolute, of_reference
from evidence.json_ld.references import described, type_of
from evidence.models import Reference

CONTEXT = "https://schema.org"


def of_record(reference: Reference) -> dict[str, Any]:
    """The publication of a record page; its studies and findings are downloads."""
    retracted = {"creativeWorkStatus": "Retracted"} if reference.retracted else {}
    return {
        "@context": CONTEXT,
        "@id": of_reference(reference.slug),
        "@type": type_of(reference.csl),
        **described(reference.csl),
        **retracted,
    }


def of_everything(
    *, changed: dt.datetime | None, files: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """All records as a data set.

    Args:
        changed: the newest change in it.
        files: path and content type of each download.
    """
    licence = settings.EVIDENCE_LICENCE_URL
    return {
        "@context": CONTEXT,
        "@id": absolute(reverse("evidence:download_page")),
        "@type": "Dataset",
        "name": _("The evidence on MESH"),
        "description": _(
            "Publications, studies and single findings about what helps pupils "
            "learn, with effects, intervals and the place of each in its paper."
        ),
        "url": absolute(reverse("evidence:download_page")),
        "isAccessibleForFree": True,
        **({"dateModified": changed.date().isoformat()} if changed else {}),
        **({"license": licence} if licence else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": absolute(path),
                "encodingFormat": content_type,
            }
            for path, content_type in files
        ],
    }
