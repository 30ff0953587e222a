"""What a search finds, as records to be written."""

import dataclasses

from evidence.exporting.selections import NAME, Selection, listed
from evidence.search.api import Kind, SearchQuery
from evidence.search.service import found_uids

# Records of evidence; pages are not part of a file.
RECORDS = (Kind.STUDY, Kind.REVIEW, Kind.REFERENCE)
LIMIT = 10_000  # records of one search: as far as its pages reach
SOURCE = "reference:"


@dataclasses.dataclass(frozen=True)
class Found:
    """The records that a search finds, best first; `is_cut` when there are more."""

    keys: list[int]
    is_cut: bool

    @property
    def selection(self) -> Selection:
        """What a file of them holds."""
        return listed(f"{NAME}-search", self.keys)


def find(query: SearchQuery) -> Found:
    """Every record that the search finds, on whatever page, up to the limit."""
    chosen = query.filters.get("kind", ())
    kinds = tuple(kind for kind in RECORDS if not chosen or kind in chosen)
    if not kinds:
        return Found([], is_cut=False)
    filters = {**query.filters, "kind": kinds}
    records = dataclasses.replace(query, filters=filters, page=1, size=LIMIT)
    uids, total = found_uids(records)
    keys = [int(uid.removeprefix(SOURCE)) for uid in uids if uid.startswith(SOURCE)]
    return Found(keys, is_cut=total > LIMIT)
