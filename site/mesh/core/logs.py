"""The request id in every log line."""

import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to a record, "-" outside a request.

    Django writes of a failed request after the middleware has ended: there the request
    itself knows its id. The request is taken out, for it would print what was looked for.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        record.request_id = getattr(request, "request_id", request_id.get())
        return True
