"""The page behind the link of a mail that ends the mails about a saved search."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interkomm.catalogue.saved.services import stop_mails
from interkomm.foundation.pages.marks import forbid_storing
from interkomm.notifications.searches.tokens import to_stop
from interkomm.ui.layouts import Page


@never_cache
@csrf_exempt  # the signed address is the permission; mail programs post here themselves (RFC 8058)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks (mail scanners open links), POST ends the mails; the search itself stays. A second click finds it done."""
    saved = to_stop(token)
    if request.method == "POST" and saved is not None:
        stop_mails(actor=AnonymousUser(), saved=saved)
        saved = None
    if saved is not None and saved.mail == saved.Mail.OFF:
        saved = None
    forbid_storing(request)
    context = {"page": Page(title=_("Keine weiteren Mails"), robots="noindex"), "saved": saved}
    response = render(request, "notifications/searches/stop.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address itself is the secret
    return response
