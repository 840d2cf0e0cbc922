"""The site's own brand: name, main navigation and legal links of every page that does not speak for one town."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from interkomm.ui.layouts import Brand, Link, optional_url


def navigation() -> tuple[Link, ...]:
    """The main navigation in the language of the page."""
    links = (
        Link(_("Start"), optional_url("portal:home")),
        Link(_("Beteiligungen"), optional_url("portal:processes")),
        Link(_("Konzepte"), optional_url("planning:concepts")),
        Link(_("Katalog"), optional_url("catalogue:cases")),
        Link(_("Regionen"), optional_url("portal:regions")),
        Link(_("Aktuelles"), optional_url("portal:news")),
        Link(_("Suche"), optional_url("portal:search")),
    )
    return tuple(link for link in links if link.url)


def site_brand(request: HttpRequest) -> Brand:
    """Costs no query."""
    return Brand(
        name=settings.SITE_TITLE,
        home_url=optional_url("portal:home") or "/",
        navigation=navigation(),
        imprint_url=optional_url("portal:imprint"),
        privacy_url=optional_url("portal:privacy"),
        accessibility_url=optional_url("portal:accessibility"),
        feedback_url=optional_url("portal:accessibility_feedback"),
        source_url=optional_url("portal:licence"),
    )
