"""From the outbox into the engines."""


def after_commit() -> None:
    """Bring the index up to date with what was committed."""
