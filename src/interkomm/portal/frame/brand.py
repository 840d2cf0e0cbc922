"""The site's own brand: name, main navigation and legal links of every page that does not speak for one town."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.ui.layouts import Brand, Link


def navigation() -> tuple[Link, ...]:
    """The main navigation in the language of the page."""
    return (
        Link(_("Start"), reverse("portal:home")),
        Link(_("Beteiligungen"), reverse("portal:processes")),
        Link(_("Konzepte"), reverse("planning:concepts")),
        Link(_("Regionen"), reverse("portal:regions")),
        Link(_("Aktuelles"), reverse("portal:news")),
        Link(_("Suche"), reverse("portal:search")),
    )


def site_brand(request: HttpRequest) -> Brand:
    """Costs no query."""
    return Brand(
        name=settings.SITE_TITLE,
        home_url=reverse("portal:home"),
        navigation=navigation(),
        imprint_url=reverse("portal:imprint"),
        privacy_url=reverse("portal:privacy"),
        accessibility_url=reverse("portal:accessibility"),
        feedback_url=reverse("portal:accessibility_feedback"),
        contact_url=reverse("portal:help"),
        source_url=reverse("portal:licence"),
    )
