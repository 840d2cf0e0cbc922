"""From chosen areas to organisations, and free addresses for what is founded."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.recognition.anchors import slug
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area


def organisations_of(actor: User, areas: Iterable[Area]) -> list[Organisation]:
    """The municipality of each area, in the same order; missing ones are created. RuleBroken for other areas."""
    areas = list(areas)
    known = {
        organisation.area_id: organisation
        for organisation in Organisation.objects.municipalities().filter(area__in=areas, parent__isnull=True)
    }
    return [known.get(area.pk) or _create(actor, area) for area in areas]


def free_slug(model: type[Model], text: str, taken: frozenset[str] = frozenset()) -> str:
    """The first free address made from a text: "muegeln", "muegeln-2" … `taken`: not to be used."""
    stem = slug(text)[:70]
    used = taken | set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in used:
        return stem
    return next(f"{stem}-{number}" for number in range(2, len(used) + 3) if f"{stem}-{number}" not in used)


def _create(actor: User, area: Area) -> Organisation:
    if area.level != "municipality" or area.is_unincorporated:
        raise RuleBroken(_("%(name)s ist keine Gemeinde mit eigener Verwaltung.") % {"name": area.name})
    organisation = Organisation.objects.create(
        kind=Organisation.Kind.MUNICIPALITY,
        name=area.name,
        slug=free_slug(Organisation, area.name),
        area=area,
        postcode=area.postcode,
        city=area.name if area.postcode else "",
    )
    audit.record(
        actor=actor,
        action="organisations.bodies.found",
        subject=organisation,
        for_organisation=organisation.pk,
        after={"name": organisation.name, "area": area.official_key},
    )
    topics.bump(organisation.topic)
    return organisation
