"""Re-exports the models of the slices."""

from interkomm.places.areas.models import Area, AreaGeometry, Edition, FormerKey, Succession

__all__ = ["Area", "AreaGeometry", "Edition", "FormerKey", "Succession"]
