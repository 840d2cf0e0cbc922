"""Mails about what is new in a saved search of the catalogue."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.visible import visible_line
from interkomm.catalogue.finding.address import search_in
from interkomm.catalogue.models import Case, SavedSearch
from interkomm.catalogue.saved.queries import News, due, news_of
from interkomm.catalogue.saved.services import mark_told
from interkomm.notifications.outbox.letter import Envelope, Letter, absolute, link, post
from interkomm.notifications.searches.tokens import stop_token


def send_search_mails(kinds: Collection[str], now: datetime) -> int:
    """One mail for each search in which something is new, to people who want mails of these kinds. Returns how many."""
    return sum(_send(saved, now) for saved in due(kinds))


def _send(saved: SavedSearch, now: datetime) -> bool:
    news = news_of(saved, now)
    if news.is_empty:
        return False
    with transaction.atomic():  # the mail and the note that it was written live and die together
        if not mark_told(actor=AnonymousUser(), saved=saved, until=now):
            return False
        with translation.override(saved.user.language):
            key = f"search:{saved.pk}:{now.isoformat()}"
            post(_letter(saved, news), Envelope(saved.user.email, "catalogue.search", key))
    return True


def _letter(saved: SavedSearch, news: News) -> Letter:
    name = visible_line(saved.name)
    count = len(news.new) + len(news.changed)
    paragraphs = [_("Guten Tag,")]
    paragraphs += _lines(_("das ist neu im Katalog:"), news.new)
    paragraphs += _lines(_("das hat sich geändert:"), news.changed)
    if news.has_more:
        paragraphs.append(_("Es gibt noch mehr Neues."))
    paragraphs += [
        _("Die ganze Suche:"),
        absolute(reverse("catalogue:cases") + search_in(saved.query).query_string()),
        _("Ihre gespeicherten Suchen:"),
        link("catalogue:saved"),
    ]
    subject = ngettext("%(name)s: %(count)d Fall im Katalog", "%(name)s: %(count)d Fälle im Katalog", count)
    return Letter(
        subject=subject % {"name": name, "count": count},
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie die Suche „%(name)s“ mit Mails gespeichert haben.")
        % {"name": name},
        stop_url=link("notifications:stop_search", stop_token(saved)),
    )


def _lines(title: str, cases: Sequence[Case]) -> list[str]:
    if not cases:
        return []
    return [title, *(f"{visible_line(case.name)}\n{absolute(case.get_absolute_url())}" for case in cases)]
