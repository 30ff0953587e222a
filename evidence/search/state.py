"""Which index is read and which is being built; and the lock on writing either."""

from evidence.models.search import SearchState


def locked() -> SearchState:
    """The one row, held until the transaction ends. Call it inside `atomic`.

    Whoever holds it reads rows as last committed, so index writes under the lock are in
    the order of their readings.
    """
    SearchState.objects.get_or_create(pk=1)
    return SearchState.objects.select_for_update().get(pk=1)


def current() -> SearchState:
    """The row as it is, or as it would be made."""
    return SearchState.objects.filter(pk=1).first() or SearchState(pk=1)
