"""Reads of preparations for pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.preparations.models import Preparation


@dataclass(frozen=True)
class Matter:
    """One kind of preparation; `entry` None: nobody has recorded anything."""

    kind: str
    title: str
    entry: Preparation | None


@dataclass(frozen=True)
class PartyMatters:
    party: Party
    matters: tuple[Matter, ...]


def preparations_of(instrument: Instrument, parties: Iterable[Party]) -> list[PartyMatters]:
    """Every kind for every party, in order. One query."""
    found = Preparation.objects.current().filter(party__instrument=instrument).order_by("pk")
    known = {(each.party_id, each.kind): each for each in found}
    return [
        PartyMatters(
            party,
            tuple(Matter(code, str(title), known.get((party.pk, code))) for code, title in Preparation.Kind.choices),
        )
        for party in parties
        if not party.is_assembly
    ]
