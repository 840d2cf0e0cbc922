"""A form that is sent twice counts once: after a double click, a reload, or the browser's way back.

Every opened form carries a key of its own (`form_frame`). What a signed-in person sends is noted under a digest of person,
address, key and content before it is done; the same again is led to where the first one led. Other content from the same
opened form is another submission. Forms without a session have stamps instead (`foundation.stamps`).
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.foundation.submissions.models import Submission

FIELD = "einmal"
CSRF = "csrfmiddlewaretoken"
ABANDONED = timedelta(minutes=2)  # a process that was killed while doing it does not hold the form for ever
PATIENCE_SECONDS, STEP_SECONDS = 5.0, 0.1


class OnceMiddleware:
    """Behind the sign-in and the messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if not key:
            return self.get_response(request)
        until = time.monotonic() + PATIENCE_SECONDS
        while not _claim(key):
            location = Submission.objects.filter(key=key).values_list("location", flat=True).first()
            if location:
                messages.info(request, _("Das war schon gespeichert. Es ist nur einmal eingetragen."))
                return _see(location)
            if time.monotonic() > until:
                messages.warning(
                    request, _("Ihre Angaben werden noch gespeichert. Bitte sehen Sie gleich noch einmal nach.")
                )
                return _see(request.get_full_path())
            time.sleep(STEP_SECONDS)
        return self._done(request, key)

    def _done(self, request: HttpRequest, key: str) -> HttpResponse:
        location = ""
        try:
            response = self.get_response(request)
            location = response.get("Location", "") if 300 <= response.status_code < 400 else ""
            return response
        finally:
            rows = Submission.objects.filter(key=key)
            if location:
                rows.update(location=location)
            else:  # errors to correct: the form may be sent again as it is
                rows.delete()


def _key(request: HttpRequest) -> str:
    """Empty for what is not to be counted."""
    if request.method != "POST" or not request.user.is_authenticated or not request.POST.get(FIELD):
        return ""
    found = sha256()
    for part in (str(request.user.pk), request.get_full_path(), *_contents(request)):
        found.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    return found.hexdigest()


def _contents(request: HttpRequest) -> Iterator[str]:
    for name, values in sorted(request.POST.lists()):
        if name != CSRF:
            yield from (name, *map(str, values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield from (name, str(file.name), str(file.size))


def _claim(key: str) -> bool:
    """Whether it is ours to do; False: it was done, or is being done."""
    try:
        with transaction.atomic():
            Submission.objects.create(key=key)
    except IntegrityError:
        Submission.objects.filter(key=key, location="", at__lt=timezone.now() - ABANDONED).delete()
        return False
    return True


def _see(location: str) -> HttpResponse:
    response = HttpResponseRedirect(location)
    response.status_code = 303
    return response
