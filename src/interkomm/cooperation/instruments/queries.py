"""Reads of instruments for pages: rows with their facts, kept as long as nothing of their cooperation changes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from interkomm.cooperation.instruments.models import Annex, Assignment, Instrument, Wording
from interkomm.cooperation.instruments.state import WITH_FACTS, Derived, derived
from interkomm.cooperation.partnerships.models import Cooperation, Partner
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.foundation.topics.memory import remembered
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where

OPEN = frozenset({"draft", "in_resolution", "resolved", "signed", "in_supervision", "approved", "published", "unclear"})


@dataclass(frozen=True)
class InstrumentRead:
    """An instrument with its facts, and those that change or replace it, with theirs. Shared: never to be changed.

    `ending`: dissolutions of the instrument that it replaces. `partners`: of the cooperation, without those who have left.
    """

    instrument: Instrument
    followers: tuple[Instrument, ...]
    annexes: tuple[Annex, ...]
    ending: tuple[Instrument, ...] = ()
    partners: int = 0


@dataclass(frozen=True)
class InstrumentsRead:
    """All instruments of a cooperation with their facts, newest first."""

    cooperation_id: int
    instruments: tuple[Instrument, ...]


def _topics_of(read: InstrumentRead) -> list[str]:
    return [read.instrument.topic]


def _with_facts() -> QuerySet[Instrument]:
    found = Instrument.objects.select_related("cooperation__lead", "amends", "replaces")
    return found.prefetch_related(*WITH_FACTS)


@remembered(_topics_of)
def instrument_read(pk: int) -> InstrumentRead | None:
    """One instrument, or None. Ten queries, or one when nothing has changed."""
    ending = Q(amends__successors=pk, change=Instrument.Change.DISSOLUTION)
    found = {row.pk: row for row in _with_facts().filter(Q(pk=pk) | Q(amends=pk) | Q(replaces=pk) | ending)}
    if pk not in found:
        return None
    instrument = found.pop(pk)
    annexes = Annex.objects.filter(wording__instrument=pk).select_related("file").order_by("position", "pk")
    partners = Partner.objects.filter(cooperation=instrument.cooperation_id, left_on__isnull=True).count()
    followers = [row for row in found.values() if pk in {row.amends_id, row.replaces_id}]
    dissolving = [
        row for row in found.values() if row.amends_id is not None and row.amends_id == instrument.replaces_id
    ]
    return InstrumentRead(instrument, tuple(followers), tuple(annexes), tuple(dissolving), partners)


@remembered(_topics_of)
def published_instrument(slug: str) -> InstrumentRead | None:
    """One that everybody may read."""
    pk = Instrument.objects.published().filter(slug=slug).values_list("pk", flat=True).first()
    return instrument_read(pk) if pk else None


@remembered(lambda read: [f"cooperation:{read.cooperation_id}"])
def instruments_of(cooperation_id: int) -> InstrumentsRead | None:
    """Those of a cooperation. Eight queries, or one when nothing has changed."""
    found = _with_facts().filter(cooperation=cooperation_id).order_by("-created_at", "-pk")
    return InstrumentsRead(cooperation_id, tuple(found))


def states_of(cooperation: Cooperation, on: date, *, only_public: bool = False) -> list[Derived]:
    """The instruments of a cooperation with their states on a day."""
    read = instruments_of(cooperation.pk)
    rows = read.instruments if read else ()
    return derived([row for row in rows if row.is_public or not only_public], on, rows)


def states_for(user: Person, on: date) -> list[Derived]:
    """Those of all cooperations in which the person works."""
    return derived(instruments_for(user), on)


def instruments_for(user: Person, cooperation_id: int | None = None) -> QuerySet[Instrument]:
    """Instruments with their facts of the cooperations in which the person works, or of one of them."""
    found = _with_facts().filter(cooperation__in=cooperations_of(user).values("pk")).order_by("-created_at", "-pk")
    return found.filter(cooperation=cooperation_id) if cooperation_id else found


def assigned_to(user: Person, towns: Collection[int | None]) -> QuerySet[Assignment]:
    """Missing acts that somebody has given to the person, or to a town for which the person records."""
    open_ = Assignment.objects.filter(is_done=False)
    return open_.filter(Q(owner_user=getattr(user, "pk", None)) | Q(owner_user=None, party__organisation__in=towns))


def is_mine(user: Person, found: Derived, towns: Collection[int | None]) -> bool:
    """Whether an act is missing that the person's towns, or the person by name, have to do."""
    own = {str(party.pk) for party in found.instrument.parties.all() if party.organisation_id in towns}
    if any(act.party in own for act in found.status.missing):
        return True
    key = getattr(user, "pk", None)
    return any(each.owner_user_id == key and not each.is_done for each in found.instrument.assignments.all())


def recording_towns(user: Person) -> frozenset[int | None]:
    """Organisations for which the person records facts."""
    return frozenset(organisations_where(user, Role.CLERK, Role.EDITOR, Role.MANAGER))


def text_of(wording_id: int) -> str:
    """The text of a wording; lists and states leave it out."""
    return Wording.objects.values_list("text", flat=True).get(pk=wording_id)


def wordings_with_text(instrument: Instrument, numbers: Iterable[int]) -> dict[int, Wording]:
    """Wordings by number, with their texts and annexes."""
    annexes = Prefetch("annexes", Annex.objects.select_related("file").order_by("position", "pk"))
    rows = Wording.objects.filter(instrument=instrument, number__in=list(numbers)).prefetch_related(annexes)
    return {row.number: row for row in rows}
