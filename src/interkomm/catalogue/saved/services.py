"""Keeping, changing and deleting searches."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.saved.models import SavedSearch
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

MOST = 100
_PRIVATE = "a personal bookmark, no act for anybody else"


@use_case(unaudited=_PRIVATE)
def save_search(*, actor: Actor, name: str, query: str, mail: str = SavedSearch.Mail.OFF) -> SavedSearch:
    """Keep a search under a name; the same search again gets the new name. Raises NotAllowed, RuleBroken (too many)."""
    if not isinstance(actor, User):
        raise NotAllowed
    kept = SavedSearch.objects.kept().filter(user=actor)
    if kept.exclude(query=query).count() >= MOST:
        raise RuleBroken(_("Sie haben schon %(count)d Suchen gespeichert. Bitte löschen Sie eine.") % {"count": MOST})
    values = {"name": name, "mail": mail}
    return kept.update_or_create(user=actor, query=query, deleted_at=None, defaults=values)[0]


@use_case(unaudited=_PRIVATE)
def change_search(*, actor: Actor, saved: SavedSearch, name: str, mail: str) -> None:
    """Another name, other mails. Mails that are switched on tell what is new from now on. Raises NotAllowed."""
    _require_own(actor, saved)
    if saved.mail == SavedSearch.Mail.OFF != mail:
        saved.told_until = timezone.now()
    saved.name, saved.mail = name, mail
    saved.save(update_fields=["name", "mail", "told_until"])


@use_case(unaudited=_PRIVATE)
def delete_search(*, actor: Actor, saved: SavedSearch) -> None:
    """Delete; for a day it can be brought back. Raises NotAllowed."""
    _require_own(actor, saved)
    SavedSearch.objects.kept().filter(pk=saved.pk).update(deleted_at=timezone.now())


@use_case(unaudited=_PRIVATE)
def restore_search(*, actor: Actor, saved: SavedSearch) -> None:
    """Bring back. Raises NotAllowed, RuleBroken (the same search was saved again meanwhile)."""
    _require_own(actor, saved)
    if SavedSearch.objects.kept().filter(user_id=saved.user_id, query=saved.query).exclude(pk=saved.pk).exists():
        raise RuleBroken(_("Diese Suche haben Sie inzwischen noch einmal gespeichert."))
    SavedSearch.objects.filter(pk=saved.pk).update(deleted_at=None, told_until=timezone.now())


@use_case(unaudited=_PRIVATE)
def stop_mails(*, actor: Actor, saved: SavedSearch) -> None:
    """No more mails about a search; whoever has the link of a mail may do this. The search itself is kept."""
    SavedSearch.objects.filter(pk=saved.pk).update(mail=SavedSearch.Mail.OFF)


@use_case(unaudited="book-keeping of mails")
def mark_told(*, actor: Actor, saved: SavedSearch, until: datetime) -> bool:
    """Note up to when somebody was told; False when somebody else did it just now."""
    open_ = SavedSearch.objects.filter(pk=saved.pk, told_until=saved.told_until)
    return open_.update(told_until=until) == 1


def _require_own(actor: Actor, saved: SavedSearch) -> None:
    if not isinstance(actor, User) or saved.user_id != actor.pk:
        raise NotAllowed
