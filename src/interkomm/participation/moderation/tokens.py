"""Links in mails that let the author object to a hiding: signed, good for one act, nothing stored."""

from django.core import signing

from interkomm.participation.contributions.tokens import find_by_token
from interkomm.participation.moderation.models import ModerationAct

SALT = "interkomm.appeal"
MAX_AGE_SECONDS = 180 * 24 * 3600


def appeal_token(act: ModerationAct) -> str:
    return signing.TimestampSigner(salt=SALT).sign(str(act.pk))


def act_by_token(token: str) -> ModerationAct | None:
    """The hiding to which a link from a mail, or the private link of the contribution, allows to object."""
    contribution = find_by_token(token)
    acts = ModerationAct.objects.filter(kind=ModerationAct.Kind.HIDE, undone_at__isnull=True)
    acts = acts.select_related("contribution__process", "appeal", "organisation")
    if contribution is not None:
        return acts.filter(contribution=contribution).first()
    try:
        key = signing.TimestampSigner(salt=SALT).unsign(token, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return acts.filter(pk=int(key), contribution__process__deleted_at__isnull=True).first()
