"""Addresses of public pages in the test world."""

from django.urls import reverse

from tests.world import World


def public_addresses(world: World) -> list[str]:
    """Pages that anybody may read, in both languages."""
    process, town = world.process.slug, world.ahrenau.slug
    section = {"slug": process, "part": world.part.slug, "key": "1.1"}
    german = [
        reverse("portal:home"),
        reverse("portal:region", args=[world.cooperation.slug]),
        reverse("portal:region_map", args=[world.cooperation.slug]),
        reverse("portal:town", args=[town]),
        reverse("exchange:site_feed"),
        reverse("exchange:region_feed", args=[world.cooperation.slug]),
        reverse("organisations:detail", args=[town]),
        reverse("organisations:imprint", args=[town]),
        reverse("organisations:privacy", args=[town]),
        reverse("participation:process", args=[process]),
        reverse("participation:contents", args=[process, world.part.slug]),
        reverse("participation:section", kwargs=section),
        reverse("participation:contributions", args=[process]),
        reverse("participation:outcome", args=[process]),
        reverse("town:process", args=[town, process]),
        reverse("town:section", kwargs={"town": town, **section}),
        reverse("town:contributions", args=[town, process]),
        reverse("planning:concept", args=[world.concept.slug]),
    ]
    return [*german, *(f"/en{address}" for address in german)]
