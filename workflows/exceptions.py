"""The family of refusals in review and judgement."""

from django.core.exceptions import PermissionDenied


class ReviewRefused(PermissionDenied):
    """A step was refused; the message says why, in the reader's words.

    A `PermissionDenied`, so that Wagtail's own views answer with a message instead of
    a server error. Each service defines its own subclass `UnableTo...`.
    """


class PublicationRefused(ReviewRefused):
    """Something would have gone live, or changed live, without a verdict over it."""


class UnableToAlterRecord(ReviewRefused):
    """A record of the review was to be changed, deleted or written in bulk."""
