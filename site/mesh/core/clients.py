"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The network address of the reader, "" if it is not known.

    Behind `TRUSTED_PROXIES` proxies it is the entry that the outermost of them wrote
    into X-Forwarded-For; what stands left of it anybody could have written.
    """
    count = settings.TRUSTED_PROXIES
    if count == 0:
        return request.META.get("REMOTE_ADDR", "")
    entries = request.headers.get("X-Forwarded-For", "").split(",")
    return entries[-count].strip() if len(entries) >= count else ""
