"""Checks of one stream, one after another."""

import threading
from typing import Any


class OneCheckAtATimeMixin:
    """A stream whose checks do not see each other's laxness. Stands before the block.

    Wagtail checks a draft less strictly by flags on the blocks, and the blocks are
    shared by all threads: while a draft is checked, another page's submission in the
    next thread would be checked laxly too.
    """

    one_check = threading.RLock()  # of the class, since blocks are copied

    def clean(self, value: Any) -> Any:
        with self.one_check:
            return super().clean(value)  # type: ignore[misc] # the block's

    def clean_deferred(self, value: Any) -> Any:
        with self.one_check:
            return super().clean_deferred(value)  # type: ignore[misc] # the block's
