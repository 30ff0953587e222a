"""`/dev/mail/`: the outbox in the browser, for the demo and for developers.

It shows every mail to everybody, links that act included, so it exists only where
`MAIL_INBOX_IS_PUBLIC` says so; elsewhere each address is a 404.
"""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mesh.core.models import OutgoingMail

MAILS_PER_PAGE = 50
# A mail needs inline styles; it may run nothing, load nothing and send nothing.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": [SELF, "data:"],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}


def only_where_public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A 404 wherever the inbox is not meant to be seen."""

    @wraps(view)
    @require_safe
    @never_cache
    def guarded(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if not settings.MAIL_INBOX_IS_PUBLIC:
            raise Http404
        return view(request, **kwargs)

    return guarded


@only_where_public
def mail_list(request: HttpRequest) -> HttpResponse:
    """All mail, newest first; `?to=` keeps one reader's."""
    mails = OutgoingMail.objects.defer("text", "html")
    reader = request.GET.get("to", "").strip().replace("\0", "")
    if reader:
        mails = mails.filter(to__iexact=reader)
    page = Paginator(mails, MAILS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "core/mail_list.html", {"mails": page, "reader": reader})


@only_where_public
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its headers, its HTML in a sandboxed frame, its text."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    return render(request, "core/mail_detail.html", {"mail": mail})


@only_where_public
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part alone, as a mail program would show it; links open above it."""
    mail = get_object_or_404(OutgoingMail.objects.exclude(html=""), pk=pk)
    head, mark, rest = mail.html.rpartition("<head>")
    response = HttpResponse(f'{head}{mark}<base target="_top">{rest}')
    setattr(response, "_csp_replace", MAIL_POLICY)  # noqa: B010 - as django-csp does
    return response
