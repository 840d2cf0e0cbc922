"""The gate before pages that need an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from interkomm.accounts.users.models import User

P = ParamSpec("P")
KEPT_PARAMETER = "erhalten"  # tells the sign-in page to say that a text waits on the device (module keep-draft)


class AuthenticatedRequest(HttpRequest):
    """A request behind the gate: `user` is a person with an account."""

    user: User


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase]) -> View[P]:
    """Let only people with an account in; the view receives `AuthenticatedRequest`.

    Anonymous reading is sent to the sign-in page and comes back afterwards. Anonymous sending (the session has ended
    meanwhile) is sent there too; that page says that the text is kept on the device, and comes back to the form.
    The answer is marked private, so that neither the page store nor a proxy keeps it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        response = view(cast(AuthenticatedRequest, request), *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return cast("View[P]", guarded)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page and back; for htmx the whole page goes there."""
    reading = request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers
    parameters: dict[str, Any] = {"next": request.get_full_path() if reading else page_of_form(request)}
    if request.method == "POST":
        parameters[KEPT_PARAMETER] = "1"
    address = f"{reverse('account_login')}?{urlencode(parameters)}"
    if "HX-Request" in request.headers:
        response = HttpResponse(status=200, headers={"HX-Redirect": address})
    else:
        response = HttpResponseRedirect(address)
        if request.method == "POST":
            response.status_code = 303  # the browser goes on with GET, whatever it sent
    patch_cache_control(response, private=True, no_cache=True)
    return response


def page_of_form(request: HttpRequest) -> str:
    """The page on our site that a form was sent from (it holds the draft); else the address it was sent to."""
    referrer = request.headers.get("Referer", "")
    if referrer and url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}):
        parts = urlsplit(referrer)
        if parts.netloc:
            return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.get_full_path()
