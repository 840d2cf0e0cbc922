"""Links in mails: to confirm and to stop. Signed with the key of the row; each link is good for its one act."""

from django.core import signing

from interkomm.notifications.follows.models import Follow

_CONFIRM, _STOP = "interkomm.follow.confirm", "interkomm.follow.stop"


def confirm_token(follow: Follow) -> str:
    return signing.Signer(salt=_CONFIRM).sign(str(follow.pk))


def stop_token(follow: Follow) -> str:
    return signing.Signer(salt=_STOP).sign(str(follow.pk))


def to_confirm(token: str) -> Follow | None:
    """The row that a confirmation link names; None if the link is wrong or the row is gone."""
    return _find(token, _CONFIRM)


def to_stop(token: str) -> Follow | None:
    return _find(token, _STOP)


def _find(token: str, salt: str) -> Follow | None:
    try:
        key = signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return None
    return Follow.objects.select_related("process", "contribution__process", "user").filter(pk=int(key)).first()
