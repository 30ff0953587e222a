"""What Django's system check says of this project."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Hint


@register
def check_front_end_is_built(**kwargs: Any) -> list[CheckMessage]:
    """A developer who sees pages without style should learn why.

    In production the manifest of static files refuses to serve without the build.
    """
    if not settings.DEBUG or finders.find("dist/mesh.css"):
        return []
    return [
        Hint(
            "The style sheet has not been built: pages will have no design.",
            hint="Run `make assets`.",
            id="mesh.W001",
        )
    ]
