"""What moderation adds to the author's private page: the way to object to a hiding, and what became of it."""

from django.http import HttpRequest

from interkomm.participation.contributions.models import Contribution
from interkomm.participation.moderation.models import ModerationAct
from interkomm.participation.moderation.tokens import appeal_token
from interkomm.ui import slots


def appeal_box(request: HttpRequest, contribution: Contribution) -> str:
    if contribution.state != Contribution.State.HIDDEN:
        return ""
    acts = ModerationAct.objects.filter(kind=ModerationAct.Kind.HIDE, undone_at__isnull=True)
    act = acts.filter(contribution=contribution).select_related("appeal").first()
    if act is None:
        return ""
    context = {"act": act, "appeal": getattr(act, "appeal", None), "token": appeal_token(act)}
    return slots.render_part("participation/moderation/_appeal_box.html", context, request)


def fill_places() -> None:
    slots.fill("contribution.private", appeal_box, order=10)
