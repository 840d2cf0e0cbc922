"""On a town's one page: acts that it owes to an instrument, and instruments that run out.

The instruments are read once with their facts, and kept as long as nothing of their cooperations changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.state import WITH_FACTS, derived
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES, sentence
from interkomm.cooperation.town_page.registry import Section, TownLine, deadline, register
from interkomm.foundation.topics.memory import remembered
from interkomm.organisations.models import Organisation
from interkomm.ui.text import localdate

SOON = timedelta(days=540)


@dataclass(frozen=True)
class TownInstruments:
    """Shared: never to be changed. `cooperations`: keys of those the instruments belong to."""

    cooperations: frozenset[int]
    instruments: tuple[Instrument, ...]


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("decide", _acts, 10))
    register(Section("risks", _ending, 10))


def instruments_of_town(organisation_id: int) -> tuple[Instrument, ...]:
    """In the order of their making. Two queries when nothing has changed, else ten."""
    bound = Party.objects.filter(organisation=organisation_id).order_by()
    keys = frozenset(bound.values_list("instrument__cooperation", flat=True).distinct())
    read = _read(organisation_id, keys)
    return read.instruments if read else ()


@remembered(lambda read: [f"cooperation:{key}" for key in read.cooperations])
def _read(organisation_id: int, cooperations: frozenset[int]) -> TownInstruments | None:
    """`cooperations` are part of what is asked: who becomes party somewhere else has another answer."""
    bound = Party.objects.filter(organisation=organisation_id).values("instrument")
    followed = Exists(Instrument.objects.filter(replaces=OuterRef("pk")))
    rows = (
        Instrument.objects.filter(pk__in=bound).annotate(is_followed=followed).select_related("cooperation", "amends")
    )
    return TownInstruments(cooperations, tuple(rows.prefetch_related(*WITH_FACTS).order_by("pk")))


def _instruments(organisation: Organisation) -> Sequence[Instrument]:
    """Instruments of the town with their facts; kept on the object for the page."""
    known: Sequence[Instrument] | None = getattr(organisation, "known_instruments", None)
    if known is None:
        known = instruments_of_town(organisation.pk)
        organisation.known_instruments = known  # type: ignore[attr-defined]
    return known


def _acts(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for each in derived(_instruments(organisation), today):
        own = {str(party.pk) for party in each.instrument.parties.all() if party.organisation_id == organisation.pk}
        days = {(row.act, str(row.party_id or "")): row.due_on for row in each.instrument.assignments.all()}
        for missing in each.status.missing:
            if missing.party in own:
                day = days.get((missing.act, missing.party))
                text = f"{ACT_TITLES.get(missing.act, missing.act)}: {each.instrument.title}"
                note = " · ".join(part for part in (str(sentence(missing.reason)), deadline(day, today)) if part)
                yield TownLine(text, note=note, url=_url(each.instrument), due=day.isoformat() if day else "")


def _ending(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for instrument in sorted(_instruments(organisation), key=lambda each: each.ends_on or date.max):
        last = instrument.ends_on
        if last is None or not today <= last <= today + SOON or instrument.is_followed:  # type: ignore[attr-defined]
            continue
        note = _("letzter Tag %(day)s") % {"day": localdate(last)}
        text = _("Läuft aus: %(title)s") % {"title": instrument.title}
        yield TownLine(text, note=note, url=_url(instrument), due=last.isoformat())


def _url(instrument: Instrument) -> str:
    return reverse("cooperation:instrument", args=[instrument.cooperation_id, instrument.pk])
