"""The look of an organisation: name, logo, colours and legal links for the frame of a page."""

import hashlib

from django.conf import settings
from django.urls import reverse

from interkomm.organisations.bodies.models import Organisation
from interkomm.ui.layouts import Brand, Link


def colours_version(organisation: Organisation) -> str:
    """Changes with the colours, so that the style sheet may be kept by browsers for good."""
    return hashlib.sha256(f"{organisation.brand_light}{organisation.brand_dark}".encode()).hexdigest()[:10]


def stylesheet_url(organisation: Organisation) -> str:
    if not organisation.brand_light:
        return ""
    return reverse("organisations:brand", args=[organisation.slug]) + f"?v={colours_version(organisation)}"


def logo_url(organisation: Organisation) -> str:
    return reverse("foundation:file", args=[organisation.logo_id]) if organisation.logo_id else ""


def brand_of(
    organisation: Organisation, *, home_url: str = "", navigation: tuple[Link, ...] = (), absolute: bool = False
) -> Brand:
    """The brand of a town for the layout. Costs no query. `absolute`: full addresses, for mails."""
    root = settings.PUBLIC_URL if absolute else ""
    return Brand(
        name=organisation.label,
        home_url=root + (home_url or organisation.get_absolute_url()),
        logo_url=logo_url(organisation),
        stylesheet_url=stylesheet_url(organisation),
        claim=organisation.claim,
        navigation=navigation,
        imprint_url=root + reverse("organisations:imprint", args=[organisation.slug]),
        privacy_url=root + reverse("organisations:privacy", args=[organisation.slug]),
        contact_url=root + organisation.get_absolute_url(),
    )
