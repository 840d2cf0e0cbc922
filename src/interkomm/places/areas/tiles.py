"""The operator's map below ours (settings INTERKOMM_TILES_…); none by default, so that nothing outside is loaded."""

from django.conf import settings


def attributes() -> dict[str, str]:
    """Attributes for the script of the map; empty without a configured map."""
    if not settings.TILES_URL:
        return {}
    return {
        "data-tiles": settings.TILES_URL,
        "data-tiles-kind": settings.TILES_KIND,
        "data-tiles-layers": getattr(settings, "TILES_LAYERS", ""),
        "data-tiles-attribution": settings.TILES_ATTRIBUTION,
    }
