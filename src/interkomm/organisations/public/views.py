"""Public pages of an organisation: facts, offices, bodies, contacts; imprint, privacy notice; its style sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.organisations.bodies.brand import brand_of, colours_version
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.bodies.queries import OrganisationPage, organisation_page
from interkomm.organisations.bodies.services import topics_of
from interkomm.organisations.contacts.queries import public_contacts, stale_at
from interkomm.ui.layouts import Link, Page, brand_stylesheet


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Facts, offices and bodies, and the contacts that may be shown today."""
    found = organisation_page(slug)
    if found is None:
        raise Http404
    organisation = found.organisation
    contacts = public_contacts(_shown_ids(found), timezone.localdate())
    context = {
        "page": Page(
            title=organisation.name,
            description=organisation.claim,
            brand=brand_of(organisation.parent or organisation),
            breadcrumbs=_trail(organisation),
            is_public=True,
        ),
        "organisation": organisation,
        "offices": found.offices,
        "bodies": found.bodies,
        "contacts": contacts,
    }
    response = render(request, "organisations/public/detail.html", context)
    topics = {f"organisation:{key}" for key in _shown_ids(found)} | set(topics_of(organisation))
    return storable(request, response, topics=topics, until=stale_at(contacts))


@require_safe
def imprint(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.active(), slug=slug)
    return _text_page(request, organisation, _("Impressum"), organisation.imprint)


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.active(), slug=slug)
    return _text_page(request, organisation, _("Datenschutz"), organisation.privacy_notice)


@require_safe
def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """The style sheet of an organisation's colours; its address changes with them, so it is kept for a year."""
    organisation = get_object_or_404(Organisation.objects.only("brand_light", "brand_dark"), slug=slug)
    if not organisation.brand_light:
        raise Http404
    sheet = brand_stylesheet(organisation.brand_light, organisation.brand_dark)
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    if request.GET.get("v") == colours_version(organisation):
        patch_cache_control(response, public=True, max_age=365 * 24 * 3600, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _text_page(request: HttpRequest, organisation: Organisation, title: str, text: str) -> HttpResponse:
    context = {
        "page": Page(
            title=title, brand=brand_of(organisation), breadcrumbs=_trail(organisation, own=True), is_public=True
        ),
        "organisation": organisation,
        "text": text,
    }
    response = render(request, "organisations/public/text.html", context)
    return storable(request, response, topics=topics_of(organisation))


def _trail(organisation: Organisation, *, own: bool = False) -> tuple[Link, ...]:
    trail = [Link(o.label, o.get_absolute_url()) for o in (organisation.parent,) if o is not None]
    return (*trail, Link(organisation.label, organisation.get_absolute_url())) if own else tuple(trail)


def _shown_ids(found: OrganisationPage) -> list[int]:
    return [organisation.pk for organisation in (found.organisation, *found.offices, *found.bodies)]
