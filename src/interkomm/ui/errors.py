"""Error pages in the layout: what happened and what to do, in both languages, without the database.

The project's ``urls.py`` sets ``handler400 = "interkomm.ui.errors.bad_request"`` and so on. The page for 500 is a file
that needs nothing at all, because anything may be broken when it is shown.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from interkomm.ui.brands import Brand, brand_for
from interkomm.ui.language import language_of
from interkomm.ui.layouts import Page

STANDALONE = Path(__file__).resolve().parent / "templates/ui/errors"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error page: title, what happened, what the reader can do."""

    title: str
    text: str
    advice: tuple[str, ...]


def show(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    """Answer with an error page; without the database in the plain brand and as if nobody had signed in."""
    try:
        return _page(request, problem, status, brand_for(request))
    except DatabaseError:
        request.COOKIES = {}
        return _page(request, problem, status, Brand())


def _page(request: HttpRequest, problem: Problem, status: int, brand: Brand) -> HttpResponse:
    page = Page(title=problem.title, brand=brand, robots="noindex", is_public=True, show_language_switch=False)
    return render(
        request, "ui/errors/problem.html", {"page": page, "problem": problem, "status": status}, status=status
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read; 413 if it is only too much text (files have other limits)."""
    if isinstance(exception, RequestDataTooBig):
        return too_long(request, exception)
    problem = Problem(
        _("Diese Anfrage war nicht zu verstehen"),
        _("Ihr Browser hat etwas geschickt, das wir nicht lesen können."),
        (_("Gehen Sie zurück, prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab."),),
    )
    return show(request, problem, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but without the right."""
    problem = Problem(
        _("Das dürfen Sie hier nicht"),
        _("Für diese Seite oder diesen Schritt fehlt Ihnen eine Berechtigung."),
        (
            _("Melden Sie sich mit dem Konto an, das die Berechtigung hat."),
            _("Bitten Sie die Verwaltung Ihrer Gemeinde um die Berechtigung."),
        ),
    )
    return show(request, problem, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or not for this reader."""
    problem = Problem(
        _("Diese Seite gibt es nicht"),
        _("Vielleicht wurde sie verschoben oder gelöscht, oder die Adresse enthält einen Tippfehler."),
        (
            _("Prüfen Sie die Adresse."),
            _("Beginnen Sie auf der Startseite oder nutzen Sie die Suche."),
            _("Falls Sie ein Konto haben, melden Sie sich an: Manche Seiten sind nur dann zu sehen."),
        ),
    )
    return show(request, problem, 404)


def too_long(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: the fields of a form hold more text than a form may send."""
    problem = Problem(
        _("Der Text ist zu lang"),
        _("Das Formular enthält mehr Text, als auf einmal gesendet werden kann. Es wurde nichts gespeichert."),
        (
            _("Gehen Sie zurück: Ihr Text steht noch im Formular."),
            _("Kürzen Sie ihn, oder reichen Sie Teile davon als Datei ein, wo das Formular eine Datei annimmt."),
        ),
    )
    return show(request, problem, 413)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: the upload is larger than allowed."""
    problem = Problem(
        _("Die Datei ist zu groß"),
        _("Die Datei ist größer, als hier erlaubt ist. Es wurde nichts gespeichert."),
        (
            _("Verkleinern Sie die Datei oder teilen Sie sie auf."),
            _("Gehen Sie zurück, um es noch einmal zu versuchen."),
        ),
    )
    return show(request, problem, 413)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: a rate limit stopped the request."""
    problem = Problem(
        _("Das waren sehr viele Anfragen in kurzer Zeit"),
        _("Zum Schutz vor Missbrauch machen wir eine kurze Pause. Ihr Text ist nicht verloren."),
        (_("Warten Sie ein paar Minuten, gehen Sie zurück und senden Sie dann noch einmal ab."),),
    )
    response = show(request, problem, 429)
    response.headers["Retry-After"] = "300"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not fit the session, mostly because the session has ended."""
    problem = Problem(
        _("Ihre Sitzung ist abgelaufen"),
        _("Zu Ihrer Sicherheit haben wir das Formular nicht angenommen. Es wurde nichts gespeichert."),
        (
            _("Gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal ab."),
            _("Längere Texte hat Ihr Browser aufbewahrt: Sie erscheinen wieder im Formular."),
        ),
    )
    return show(request, problem, 403)


@cache
def _standalone(language: str) -> bytes:
    return (STANDALONE / f"500.{language}.html").read_bytes()


def server_error(request: HttpRequest) -> HttpResponse:
    """500: show a finished file; no template, no session, no database."""
    return HttpResponse(_standalone(language_of(request.path)), status=500)
