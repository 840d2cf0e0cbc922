"""What papers are made from: an instrument, one wording with its text, and the state on one day."""

from dataclasses import dataclass
from datetime import date

from interkomm.cooperation.instruments.models import Annex, Instrument, Party, Resolution, SupervisionAct, Wording
from interkomm.cooperation.instruments.queries import instrument_read, wordings_with_text
from interkomm.cooperation.instruments.state import Derived, derived
from interkomm.cooperation.instruments.timeline import told_day
from interkomm.cooperation.preparations.queries import PartyMatters, preparations_of
from interkomm.foundation.files.content import path_of
from interkomm.foundation.files.models import StoredFile
from interkomm.organisations.models import Organisation
from interkomm.ui.text import localdate


@dataclass(frozen=True)
class Source:
    """`on`: the day whose state the papers say. Texts are German: councils and gazettes are."""

    instrument: Instrument
    wording: Wording
    annexes: tuple[Annex, ...]
    parties: tuple[Party, ...]
    found: Derived
    on: date
    preparations: tuple[PartyMatters, ...] = ()

    @property
    def members(self) -> tuple[Party, ...]:
        """The parties, without an assembly that only decides for them."""
        return tuple(party for party in self.parties if not party.is_assembly)

    @property
    def signers(self) -> tuple[Party, ...]:
        """Who signs: all, or who joins or leaves."""
        turning = tuple(party for party in self.members if party.is_joining or party.is_leaving)
        return turning or self.members

    @property
    def short_digest(self) -> str:
        """The beginning of the digest, in groups."""
        return grouped(self.wording.digest[:16])

    @property
    def mark(self) -> str:
        """What stands on each page: which wording this is."""
        made = localdate(self.wording.made_on)
        return f"Fassung {self.wording.number} vom {made} · Prüfsumme (SHA-256) {self.short_digest}"

    def last_resolution(self, party: Party) -> Resolution | None:
        """The newest resolution of a party that still counts."""
        rows = sorted(party.resolutions.all(), key=lambda each: (each.on or date.min, each.pk))
        return rows[-1] if rows else None

    @property
    def approval(self) -> SupervisionAct | None:
        """The newest approval by the supervisory authority."""
        acts = [act for act in self.instrument.supervision_acts.all() if act.kind == SupervisionAct.Kind.APPROVAL]
        return max(acts, key=lambda each: (each.on or date.min, each.pk), default=None)


def grouped(digest: str) -> str:
    """A digest in groups of four: readable aloud, and it fits into a column."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def source_of(instrument_pk: int, on: date, *, number: int | None = None) -> Source | None:
    """The newest wording, or the one with a number; None without a wording."""
    read = instrument_read(instrument_pk)
    if read is None:
        return None
    instrument = read.instrument
    numbers = [each.number for each in instrument.wordings.all()]
    wanted = number if number is not None else max(numbers, default=0)
    wording = wordings_with_text(instrument, [wanted]).get(wanted)
    if wording is None:
        return None
    parties = tuple(instrument.parties.all())
    (found,) = derived([instrument], on, read.followers)
    matters = tuple(preparations_of(instrument, parties))
    return Source(instrument, wording, tuple(wording.annexes.all()), parties, found, on, matters)


def content_of(file: StoredFile | None) -> bytes:
    """The content of a stored file; b"" when it is lost."""
    try:
        return path_of(file.sha256).read_bytes() if file else b""
    except (OSError, ValueError):
        return b""


def logo_file(town: Organisation | None) -> StoredFile | None:
    """The logo of a town, read when it is needed."""
    return town.logo if town else None


def day_of(row: Resolution | SupervisionAct) -> str:
    """The day of a fact as far as it is evidenced."""
    return told_day(row.on, row.precision)
