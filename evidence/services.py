"""Changes of references that have consequences."""

from collections.abc import Callable

from evidence.models import Reference

BATCH = 200  # rows held in memory at a time


def save_reference(*, reference: Reference) -> None:
    """Save one reference with its styled citation (10 ms)."""
    reference.read_csl()
    if not reference.citation_html:
        reference.render_citation()
    reference.save()


def render_missing_citations(
    *, on_progress: Callable[[int], object] | None = None
) -> int:
    """Render the citations that have not been rendered since their item changed.

    Args:
        on_progress: called with the number just rendered.

    Returns:
        How many were rendered.
    """
    rendered = 0
    while batch := list(Reference.objects.without_citation()[:BATCH]):
        for reference in batch:
            reference.render_citation()
        # Not save(): a citation is derived data, and nothing else has changed.
        Reference.objects.bulk_update(batch, ["citation_html", "citation_key"])
        rendered += len(batch)
        if on_progress:
            on_progress(len(batch))
    return rendered
