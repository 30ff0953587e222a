"""The sources of documents. Each app registers its own when it is ready."""

from evidence.search.api import Source

_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Make a source known; its name is the first part of its documents' uids."""
    _sources[source.name] = source


def sources() -> dict[str, Source]:
    """Every registered source by name."""
    return dict(_sources)
