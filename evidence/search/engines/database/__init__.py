"""The database as a search engine: always maintained, nothing to install.

engine        finding and writing, the same on every database
sqlite        full text by FTS5
postgresql    full text by tsvector, weighted by how rare a word is
"""

from evidence.search.engines.database.engine import DatabaseEngine

__all__ = ["DatabaseEngine"]
