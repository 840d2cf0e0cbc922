"""Re-exports the models of the slices."""

from interkomm.portal.news.models import NewsItem

__all__ = ["NewsItem"]
