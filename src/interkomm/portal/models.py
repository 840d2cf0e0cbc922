"""Re-exports the models of the slices."""

from interkomm.portal.legal.models import BarrierReport
from interkomm.portal.news.models import NewsItem
from interkomm.portal.search.models import SearchEntry, SearchState, SearchWord

__all__ = ["BarrierReport", "NewsItem", "SearchEntry", "SearchState", "SearchWord"]
