"""Steps of the use cases of instruments: wordings that may still be changed, digests, the trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.effectivity import State
from interkomm.cooperation.instruments.digest import digest_of, normalised
from interkomm.cooperation.instruments.events import InstrumentChanged
from interkomm.cooperation.instruments.models import (
    Annex,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.cooperation.instruments.state import derived
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import RuleBroken

LIVING = frozenset({State.EFFECTIVE, State.ENDED, State.POLITICAL})
MOST_LETTERS = 1_500_000  # about 750 pages; must fit into a form (settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


@dataclass(frozen=True)
class WordingDraft:
    """A text as Markdown. `clauses` None: the checklist stays; `dated_on`: for texts older than their entry here."""

    text: str
    note: str = ""
    clauses: Mapping[str, str] | None = None
    dated_on: date | None = None


def check_text(text: str) -> str:
    """The text as it is stored. RuleBroken for an empty or endless one."""
    text = text.replace("\x00", "")
    if not normalised(text):
        raise RuleBroken(_("Der Wortlaut ist leer."))
    if len(text) > MOST_LETTERS:
        raise RuleBroken(_("Der Text ist zu lang. Bitte legen Sie Teile als Anlage bei."))
    return text


def is_used(wording: Wording) -> bool:
    """Whether somebody has acted on it (also in replaced entries): resolved, signed, laid before the authority, published."""
    facts = (Resolution, Signature, SupervisionAct, Publication)
    acted = [Exists(kind._default_manager.filter(wording=OuterRef("pk"))) for kind in facts]
    return Wording.objects.filter(reduce(or_, (Q(each) for each in acted)), pk=wording.pk).exists()


def was_used(instrument: Instrument) -> bool:
    """Whether anything was ever recorded about it, also what was corrected or taken back."""
    parties = instrument.parties.all()
    return (
        Resolution.objects.filter(party__in=parties).exists()
        or Signature.objects.filter(party__in=parties).exists()
        or SupervisionAct.objects.filter(instrument=instrument).exists()
        or Publication.objects.filter(instrument=instrument).exists()
    )


def with_assembly(instrument: Instrument) -> None:
    """Where the assembly of an association decides on an accession, it has a row of its own for its resolution."""
    rows = Party.objects.filter(instrument=instrument, is_assembly=True)
    decides = instrument.change == Instrument.Change.ACCESSION and instrument.accession_consent == "assembly"
    if decides and not rows.exists():
        body = _("Verbandsversammlung")
        place = instrument.parties.count()
        Party.objects.create(instrument=instrument, name=body, body=body, is_assembly=True, position=place)
    elif not decides:
        rows.filter(resolutions__isnull=True, signatures__isnull=True).delete()


def has_facts(instrument: Instrument) -> bool:
    """Whether any party has a resolution or a signature that counts."""
    parties = instrument.parties.all()
    return (
        Resolution.objects.current().filter(party__in=parties).exists()
        or Signature.objects.current().filter(party__in=parties).exists()
    )


def editable_wording(actor: User, instrument: Instrument, note: str, text: str | None) -> Wording:
    """The newest wording when nobody has acted on it, else a copy of it with the next number, its annexes included.

    `text`: what shall stand in it, None for the same. RuleBroken when a new wording is needed and no note says why.
    """
    latest = instrument.wordings.order_by("-number").first()
    if latest is None:
        return new_wording(actor, instrument, None, note)
    if not is_used(latest) or (text is not None and normalised(text) == normalised(latest.text)):
        return latest
    if derived([instrument], timezone.localdate())[0].status.state in LIVING:
        raise RuleBroken(_("Dieses Dokument gilt bereits. Bitte beginnen Sie eine Änderung als eigenes Dokument."))
    if not note.strip():
        raise RuleBroken(_("Über diesen Wortlaut ist schon beschlossen. Bitte sagen Sie, was sich ändert."))
    return new_wording(actor, instrument, latest, note)


def new_wording(actor: User, instrument: Instrument, latest: Wording | None, note: str) -> Wording:
    """The next wording, with text, checklist and annexes of the one before."""
    wording = Wording.objects.create(
        instrument=instrument,
        number=latest.number + 1 if latest else 1,
        text=latest.text if latest else "",
        digest="",
        note=note.strip()[:500],
        clauses=dict(latest.clauses) if latest else {},
        clauses_digest=latest.clauses_digest if latest else "",
        created_by=actor,
    )
    if latest is not None:
        Annex.objects.bulk_create(
            Annex(wording=wording, title=each.title, file=each.file, position=each.position)
            for each in latest.annexes.select_related("file")
        )
    return wording


def refresh_digest(wording: Wording) -> None:
    """Text and annexes make the digest; not saved here."""
    wording.digest = digest_of(
        wording.text, wording.annexes.order_by("position", "pk").values_list("file__sha256", flat=True)
    )


def changed(row: Instrument | Party, facts: Mapping[str, Any], allowed: Iterable[str]) -> dict[str, Any]:
    """Set what differs; returns the values before."""
    if unknown := set(facts) - set(allowed):
        raise KeyError(f"cannot be changed: {', '.join(sorted(unknown))}")
    before = {name: getattr(row, name) for name, value in facts.items() if getattr(row, name) != value}
    for name in before:
        setattr(row, name, facts[name])
    return before


def remember(
    actor: User | None,
    act: str,
    instrument: Instrument,
    *,
    party: Party | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Trail, topics, event: the end of every use case of an instrument."""
    audit.record(
        actor=actor,
        action=f"cooperation.instruments.{act}",
        subject=instrument,
        for_organisation=(party.organisation_id if party else None) or instrument.cooperation.lead_id,
        before=_plain(before or {}),
        after=_plain(after or {}),
    )
    topics.bump(instrument.topic)
    bus.emit(InstrumentChanged(instrument.pk))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
