"""Imprint, privacy notice, accessibility statement, help, licences."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.foundation.retention.queries import privacy_rows
from interkomm.organisations.models import Organisation
from interkomm.portal.legal import licences, supervision
from interkomm.portal.topics import PROCESSES
from interkomm.ui.layouts import Column, Page

ASSESSED_ON = date(2026, 11, 22)  # the day of the self-assessment that the statement tells about


@dataclass(frozen=True)
class Operator:
    """Who runs the site, as the settings say; lists are lines."""

    name: str
    address: tuple[str, ...]
    represented_by: str
    email: str
    phone: str
    privacy_officer: str
    accessibility_email: str
    enforcement_body: tuple[str, ...]


def operator() -> Operator:
    """From the settings; a line separator is `|`."""
    facts = settings.OPERATOR
    return Operator(
        name=facts["name"],
        address=_lines(facts["address"]),
        represented_by=facts["represented_by"],
        email=facts["email"],
        phone=facts["phone"],
        privacy_officer=facts["privacy_officer"],
        accessibility_email=facts["accessibility_email"] or facts["email"],
        enforcement_body=_lines(facts["enforcement_body"]),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _towns() -> list[Organisation]:
    """The organisations that answer for a public process. One query."""
    owners = Organisation.objects.active().filter(
        process_ownerships__process__published_at__isnull=False, process_ownerships__process__deleted_at__isnull=True
    )
    return list(owners.distinct())


def _answer(request: HttpRequest, template: str, title: str, **context: object) -> HttpResponse:
    values = {"page": Page(title=title, is_public=True), "operator": operator(), **context}
    return render(request, f"portal/legal/{template}.html", values)


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who runs the site, and where each town's own imprint stands."""
    towns = _towns()
    response = _answer(request, "imprint", _("Impressum"), towns=towns)
    return storable(request, response, topics=[PROCESSES, *(town.topic for town in towns)])


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data, why, how long: the list that the nightly erasure follows."""
    towns = _towns()
    response = _answer(
        request,
        "privacy",
        _("Datenschutz"),
        towns=towns,
        rows=[(row.what, row.period, row.reason) for row in privacy_rows()],
        columns=(Column(_("Daten")), Column(_("Wie lange")), Column(_("Warum"))),
        cookies=cookies(),
        cookie_columns=(Column(_("Name")), Column(_("Wozu")), Column(_("Wie lange"))),
    )
    return storable(request, response, topics=[PROCESSES, *(town.topic for town in towns)])


def cookies() -> tuple[tuple[str, str, str], ...]:
    """Every cookie that this program may set: name, what for, how long."""
    return (
        (settings.SESSION_COOKIE_NAME, _("hält Sie angemeldet"), _("bis Sie sich abmelden, längstens 12 Stunden")),
        (settings.CSRF_COOKIE_NAME, _("schützt Formulare angemeldeter Personen vor fremdem Absenden"), _("ein Jahr")),
        (
            "interkomm_unterstuetzt",
            _("merkt sich auf Ihrem Gerät, welche Beiträge Sie ohne Konto unterstützt haben; erst wenn Sie das tun"),
            _("180 Tage"),
        ),
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement after EU directive 2016/2102 and the law of the Land."""
    land, law = supervision.law_of(settings.OPERATOR["state"])
    response = _answer(request, "accessibility", _("Barrierefreiheit"), land=land, law=law, assessed_on=ASSESSED_ON)
    return storable(request, response, topics=[])


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to take part, in plain words."""
    return storable(request, _answer(request, "help", _("So machen Sie mit")), topics=[])


@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    """Licence, source, components of others, sources of data."""
    response = _answer(
        request,
        "licence",
        _("Quelltext und Lizenz"),
        columns=(Column(_("Name")), Column(_("Version")), Column(_("Lizenz"))),
        component_rows=[(row.name, row.version, row.licence) for row in licences.components()],
        sources=licences.sources(),
        source_url=settings.SOURCE_URL,
        version=settings.VERSION,
    )
    return storable(request, response, topics=[])
