"""The instruments that bind a town, with their facts: read once, and kept as long as nothing of their cooperations changes."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.state import WITH_FACTS
from interkomm.foundation.topics.memory import remembered


@dataclass(frozen=True)
class TownInstruments:
    """Shared: never to be changed. `cooperations`: keys of those the instruments belong to."""

    cooperations: frozenset[int]
    instruments: tuple[Instrument, ...]


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
