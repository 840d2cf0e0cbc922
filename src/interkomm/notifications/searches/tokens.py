"""The link in a mail that ends the mails about a saved search: signed with the key of the row, good for this one act."""

from django.core import signing

from interkomm.catalogue.models import SavedSearch

_STOP = "interkomm.saved_search.stop"


def stop_token(saved: SavedSearch) -> str:
    return signing.Signer(salt=_STOP).sign(str(saved.pk))


def to_stop(token: str) -> SavedSearch | None:
    """The search that a link names; None if the link is wrong or the search is gone."""
    try:
        key = signing.Signer(salt=_STOP).unsign(token)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.kept().filter(pk=int(key)).first()
