"""Cooperations as subjects of the catalogue's search for similar cases."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.similarity.subjects import Group, Kind, register
from interkomm.cooperation.partnerships.models import Cooperation, Partner

MOST_LISTED = 50


def register_subject() -> None:
    """Offer the published cooperations under the parameter "kooperation"."""
    register("kooperation", Kind(_("Kooperation"), _load, _listed))


def _load(slug: str) -> Group | None:
    today = Partner.objects.current_on(timezone.localdate()).select_related("organisation__area")
    found = Cooperation.objects.published().filter(slug=slug).prefetch_related(Prefetch("partners", today)).first()
    if found is None:
        return None
    areas = [partner.organisation.area for partner in found.partners.all()]
    keys = tuple(area.official_key for area in areas if area is not None)
    return Group(found.name, found.get_absolute_url(), keys, (found.topic,))


def _listed() -> Iterator[tuple[str, str]]:
    yield from Cooperation.objects.published().values_list("slug", "name")[:MOST_LISTED]
