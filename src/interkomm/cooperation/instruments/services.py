"""Drafting instruments: particulars, parties, wording, annexes, publication."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments import drafts, rules
from interkomm.cooperation.instruments.drafts import PARTICULARS, PARTY_FACTS, Draft, PartyDraft
from interkomm.cooperation.instruments.models import Annex, Instrument, Party, Wording
from interkomm.cooperation.instruments.writing import (
    WordingDraft,
    changed,
    check_text,
    editable_wording,
    has_facts,
    is_used,
    refresh_digest,
    remember,
    was_used,
    with_assembly,
)
from interkomm.cooperation.partnerships.members import free_slug
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.files.kinds import DOCUMENTS, TABLES
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.services import delete_file, store_upload
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

FILE_ACCESS = "cooperation.instrument"
MOST_ANNEXES = 50


@use_case()
def draft_instrument(*, actor: User, cooperation: Cooperation, draft: Draft) -> Instrument:
    """A new instrument with its parties. Raises NotAllowed, RuleBroken."""
    if not rules.may_draft(actor, cooperation):
        raise NotAllowed
    drafts.check_parties(draft.parties, draft.change)
    for other in (draft.amends, draft.replaces):
        if other is not None and other.cooperation_id != cooperation.pk:
            raise RuleBroken(_("Das andere Dokument gehört nicht zu dieser Kooperation."))
    instrument = Instrument(
        cooperation=cooperation,
        change=draft.change,
        amends=draft.amends,
        replaces=draft.replaces,
        slug=free_slug(Instrument, draft.title or "dokument"),
        created_by=actor,
        **{name: getattr(draft, name) for name in PARTICULARS},
    )
    drafts.check(instrument)
    instrument.save()
    Party.objects.bulk_create(drafts.party_rows(instrument, draft.parties))
    with_assembly(instrument)
    remember(actor, "draft", instrument, after={"kind": draft.kind, "parties": [party.name for party in draft.parties]})
    return instrument


@use_case()
def change_particulars(*, actor: User, instrument: Instrument, facts: Mapping[str, Any]) -> Instrument:
    """Change some of `PARTICULARS`, or what it replaces (`replaces_id`); what is not named stays.

    They may change after resolutions: the state follows.
    """
    current = _writable(actor, instrument)
    before = changed(current, facts, (*PARTICULARS, "replaces_id"))
    if not before:
        return current
    drafts.check(current)
    _check_replaced(current)
    current.save(update_fields=sorted(before))
    with_assembly(current)
    remember(actor, "update", current, before=before, after={name: getattr(current, name) for name in before})
    return current


@use_case()
def add_party(*, actor: User, instrument: Instrument, party: PartyDraft) -> Party:
    """One party more, as long as nobody has resolved or signed: in an accession also one more that joins."""
    current = _writable(actor, instrument)
    _without_facts(current)
    known = [PartyDraft(each.name, each.organisation) for each in current.parties.select_related("organisation")]
    drafts.check_parties([*known, party], Instrument.Change.NEW)
    if any(each.name.casefold() == party.name.strip().casefold() for each in known):
        raise RuleBroken(_("Eine Partei ist doppelt eingetragen. Bitte entfernen Sie eine."))
    row = drafts.party_rows(current, [party])[0]
    row.position = max((each.position for each in current.parties.all()), default=-1) + 1
    row.save()
    remember(actor, "add_party", current, after={"party": party.name})
    return row


@use_case()
def remove_party(*, actor: User, party: Party) -> None:
    """A party less, as long as nobody has resolved or signed."""
    instrument = _writable(actor, party.instrument)
    _without_facts(instrument)
    if party.is_assembly:
        raise RuleBroken(
            _("Die Verbandsversammlung entscheidet hier. Ändern Sie dafür die Zustimmung zu einem Beitritt.")
        )
    name = party.name
    party.delete()
    remember(actor, "remove_party", instrument, before={"party": name})


@use_case()
def change_party(*, actor: User, party: Party, facts: Mapping[str, Any]) -> Party:
    """Competent body, owner, rule of representation, Land (`PARTY_FACTS`): the town itself, or who writes the text."""
    current = Party.objects.select_for_update().select_related("instrument__cooperation").get(pk=party.pk)
    if not (rules.may_record_for(actor, current) or rules.may_write(actor, current.instrument)):
        raise NotAllowed
    before = changed(current, facts, PARTY_FACTS)
    if not before:
        return current
    if not 1 <= current.signatures_needed <= 9:
        raise RuleBroken(_("Nötig sind eine bis neun Unterschriften."))
    current.save(update_fields=sorted(before))
    after = {name: getattr(current, name) for name in before}
    remember(actor, "change_party", current.instrument, party=current, before=before, after=after)
    return current


@use_case()
def write_wording(*, actor: User, instrument: Instrument, wording: WordingDraft) -> Wording:
    """Store the text. While nobody has resolved on the newest wording it is changed, afterwards a new one is made.

    A new one needs a note that says what changed; councils that resolved on the old one must resolve again.
    """
    current = _writable(actor, instrument)
    text = check_text(wording.text)
    drafts.check_day(wording.dated_on, latest=timezone.localdate())
    row = editable_wording(actor, current, wording.note, text)
    before = row.digest
    if not is_used(row):
        row.created_at = row.created_at if row.text == text else timezone.now()
        row.text, row.note, row.dated_on = text, wording.note.strip()[:500], wording.dated_on
    refresh_digest(row)
    if wording.clauses is not None:
        row.clauses, row.clauses_digest = dict(wording.clauses), row.digest
    row.save()
    facts = {"number": row.number, "digest": row.digest}
    remember(actor, "write", current, before={"digest": before}, after=facts)
    return row


@use_case()
def check_clauses(*, actor: User, wording: Wording, clauses: Mapping[str, str]) -> Wording:
    """Where in the text each clause stands ("§ 4"); "" = not there. The text itself stays as it is."""
    instrument = _writable(actor, wording.instrument)
    before = dict(wording.clauses)
    wording.clauses = {code[:40]: place.strip()[:200] for code, place in clauses.items()}
    wording.clauses_digest = wording.digest
    wording.save(update_fields=["clauses", "clauses_digest"])
    remember(actor, "check_clauses", instrument, before=before, after=dict(wording.clauses))
    return wording


@use_case()
def add_annex(
    *, actor: User, instrument: Instrument, upload: File, title: str, note: str = ""  # type: ignore[type-arg]
) -> Annex:  # fmt: skip
    """An annex of the newest wording; on a wording that was resolved on it makes a new one. RefusedUpload for bad files."""
    current = _writable(actor, instrument)
    latest = current.wordings.order_by("-number").first()
    if latest is None:
        raise RuleBroken(_("Bitte stellen Sie zuerst den Wortlaut ein."))
    if latest.annexes.count() >= MOST_ANNEXES:
        raise RuleBroken(_("Höchstens %(count)s Anlagen sind möglich.") % {"count": MOST_ANNEXES})
    file = store_upload(
        actor=actor, upload=upload, access=FILE_ACCESS, access_key=str(current.pk), allowed=DOCUMENTS | TABLES
    )
    if latest.annexes.filter(file__sha256=file.sha256).exists():
        raise RuleBroken(_("Diese Datei liegt schon bei."))
    wording = editable_wording(actor, current, note or _("Anlage „%(title)s“ ergänzt") % {"title": title}, None)
    place = wording.annexes.aggregate(last=Max("position"))["last"]
    annex = Annex.objects.create(
        wording=wording, title=(title.strip() or file.name)[:200], file=file, position=0 if place is None else place + 1
    )
    refresh_digest(wording)
    wording.save()
    remember(actor, "add_annex", current, after={"title": annex.title, "digest": wording.digest})
    return annex


@use_case()
def remove_annex(*, actor: User, annex: Annex) -> None:
    """Take an annex from the newest wording; from one that was resolved on it makes a new one. The file stays stored."""
    instrument = _writable(actor, annex.wording.instrument)
    if instrument.wordings.order_by("-number").first() != annex.wording:
        raise RuleBroken(_("Diese Anlage gehört zu einer älteren Fassung, die bleibt, wie sie ist."))
    note = _("Anlage „%(title)s“ entfernt") % {"title": annex.title}
    wording = editable_wording(actor, instrument, note, None)
    wording.annexes.filter(file_id=annex.file_id, title=annex.title).delete()
    refresh_digest(wording)
    wording.save()
    remember(actor, "remove_annex", instrument, before={"title": annex.title}, after={"digest": wording.digest})


@use_case()
def discard_instrument(*, actor: User, instrument: Instrument) -> None:
    """Take away a draft about which nothing was ever recorded, and to which nothing else refers. Its annexes go with it."""
    current = _writable(actor, instrument)
    if was_used(current):
        raise RuleBroken(_("Zu diesem Dokument ist schon etwas eingetragen. Es bleibt deshalb erhalten."))
    if Instrument.objects.filter(Q(amends=current) | Q(replaces=current)).exists():
        raise RuleBroken(_("Ein anderes Dokument bezieht sich auf dieses. Es bleibt deshalb erhalten."))
    files = StoredFile.objects.filter(access=FILE_ACCESS, access_key=str(current.pk))
    papers = StoredFile.objects.filter(access="cooperation.paper", access_key=str(current.pk))
    stored = [*files, *papers]
    remember(actor, "discard", current, before={"title": current.title})
    current.delete()
    for file in stored:
        delete_file(actor=actor, file=file)


@use_case()
def show_publicly(*, actor: User, instrument: Instrument, is_public: bool) -> Instrument:
    """Show it on the public pages of its cooperation, or no longer."""
    current = _writable(actor, instrument)
    if is_public and not current.wordings.exists():
        raise RuleBroken(_("Ohne Wortlaut gibt es nichts zu veröffentlichen."))
    if current.is_public == is_public:
        return current
    current.is_public = is_public
    current.save(update_fields=["is_public"])
    remember(actor, "publish" if is_public else "unpublish", current)
    return current


def _writable(actor: User, instrument: Instrument) -> Instrument:
    current = Instrument.objects.select_for_update().select_related("cooperation").get(pk=instrument.pk)
    if not rules.may_write(actor, current):
        raise NotAllowed
    return current


def _check_replaced(instrument: Instrument) -> None:
    other = instrument.replaces
    if other is None:
        return
    if other.cooperation_id != instrument.cooperation_id:
        raise RuleBroken(_("Das andere Dokument gehört nicht zu dieser Kooperation."))
    if instrument.pk in {other.replaces_id, other.amends_id}:
        raise RuleBroken(_("Zwei Dokumente können nicht einander ablösen."))


def _without_facts(instrument: Instrument) -> None:
    if has_facts(instrument):
        raise RuleBroken(
            _(
                "Es ist schon beschlossen oder unterzeichnet. Für andere Parteien beginnen Sie einen Beitritt oder Austritt."
            )
        )
