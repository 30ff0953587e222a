"""Which pages readers may see."""

from typing import Any


def public(pages: Any) -> Any:
    """Those that are live, with no view restriction on them or above them."""
    return pages.live().public()
