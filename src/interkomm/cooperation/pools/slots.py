"""What this slice adds to other pages: the pools beside the cost plans of a cooperation."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.pools.models import LandPool
from interkomm.ui import slots


def pools_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The land pools of a cooperation; nothing when there are none."""
    pools = list(LandPool.objects.filter(cooperation=cooperation).defer("content"))
    if not pools:
        return Markup("")
    return slots.render_part("cooperation/pools/_pools.html", {"pools": pools}, request)
