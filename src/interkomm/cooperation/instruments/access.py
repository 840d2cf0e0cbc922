"""The instrument that a staff page is about, when the person may see it; and what the person may do with it."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.instruments import queries, rules
from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.queries import InstrumentRead
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.views import breadcrumbs
from interkomm.ui.layouts import Link


@dataclass(frozen=True)
class Rights:
    """`records`: keys of the parties for which the person records."""

    writes: bool
    records: frozenset[int]


def visible(request: AuthenticatedRequest, pk: int, instrument: int) -> InstrumentRead:
    """The instrument of a cooperation in which the person works; else 404."""
    read = queries.instrument_read(instrument)
    if read is None or read.instrument.cooperation_id != pk:
        raise Http404
    if not partnerships.may_see(request.user, Cooperation(pk=pk)):  # partners of today, not those remembered
        raise Http404
    return read


def writable(request: AuthenticatedRequest, pk: int, instrument: int) -> InstrumentRead:
    """The same, for those who may write it."""
    read = visible(request, pk, instrument)
    if not rules.may_write(request.user, read.instrument):
        raise Http404
    return read


def rights_of(user: User, instrument: Instrument) -> Rights:
    """What the person may do. One query."""
    parties = list(instrument.parties.all())
    alone = rules.unmanned(parties)
    return Rights(
        rules.may_write(user, instrument),
        frozenset(party.pk for party in parties if rules.may_record(user, party, instrument, alone)),
    )


def party_of(read: InstrumentRead, pk: int) -> Party:
    """A party of the instrument; else 404."""
    party = next((each for each in read.instrument.parties.all() if each.pk == pk), None)
    if party is None:
        raise Http404
    return party


def address(instrument: Instrument) -> str:
    """Its staff page."""
    return reverse("cooperation:instrument", args=[instrument.cooperation_id, instrument.pk])


def trail(cooperation: Cooperation, instrument: Instrument | None = None) -> tuple[Link, ...]:
    """The way to its pages."""
    links = (
        *breadcrumbs(cooperation),
        Link(_("Vereinbarungen"), reverse("cooperation:instruments", args=[cooperation.pk])),
    )
    return (*links, Link(instrument.title, address(instrument))) if instrument else links
