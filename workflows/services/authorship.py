"""Write the ledger of authors."""

import uuid
from collections.abc import Iterable

from workflows.constants import AuthorshipSource
from workflows.models.authorship import Authorship


def record(
    *, lineage: uuid.UUID | str, user_id: int | None, source: AuthorshipSource
) -> None:
    """Note an author of the lineage once; the first source stays."""
    if user_id is not None:
        Authorship.objects.get_or_create(
            lineage=lineage, user_id=user_id, defaults={"source": source}
        )


def record_all(
    *, lineage: uuid.UUID | str, user_ids: Iterable[int], source: AuthorshipSource
) -> None:
    """Note several authors of the lineage."""
    for user_id in user_ids:
        record(lineage=lineage, user_id=user_id, source=source)
