"""Recording what happened with an instrument. Nothing is overwritten: a correction replaces, a withdrawal is undone."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments import rules
from interkomm.cooperation.instruments.drafts import check_day
from interkomm.cooperation.instruments.models import (
    Assignment,
    Fact,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
)
from interkomm.cooperation.instruments.writing import remember
from interkomm.cooperation.recording.entries import (
    PublicationEntry,
    ResolutionEntry,
    SignatureEntry,
    SupervisionEntry,
)
from interkomm.cooperation.recording.steps import (
    AlreadyRecorded,
    replace_again,
    same_again,
    settle,
    store,
    tell,
    unseen,
)
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

AnyFact = Resolution | Signature | SupervisionAct | Publication


@use_case()
def record_resolution(
    *, actor: User, party: Party, entry: ResolutionEntry, key: str, seen: Collection[int] | None = None,
    replaces: Resolution | None = None,
) -> Resolution:  # fmt: skip
    """What the body of a party has resolved. `key`: the same key counts once; `seen`: entries the person knows.

    Raises NotAllowed, RuleBroken, and AlreadyRecorded when another entry came meanwhile.
    """
    current = _party(actor, party)
    values = entry.fields() | {"conditions": [dict(each) for each in entry.conditions]}
    fact = Resolution(party=current, submission_key=key, **values)
    if again := same_again(fact):
        return again
    _check_replaced(replaces, party_id=party.pk)
    _stop_when_unseen(unseen(seen, list(Resolution.objects.current().filter(party=current)), key))
    stored = store(actor, fact, current.instrument, replaces)
    tell(actor, "correct_resolution" if replaces else "resolution", current.instrument, stored, current)
    return stored


@use_case()
def record_signature(
    *, actor: User, party: Party, entry: SignatureEntry, key: str, seen: Collection[int] | None = None,
    replaces: Signature | None = None,
) -> Signature:  # fmt: skip
    """A signature of a party. As `record_resolution`."""
    current = _party(actor, party)
    fact = Signature(party=current, submission_key=key, **entry.fields())
    if again := same_again(fact):
        return again
    _check_replaced(replaces, party_id=party.pk)
    _stop_when_unseen(unseen(seen, list(Signature.objects.current().filter(party=current)), key))
    stored = store(actor, fact, current.instrument, replaces)
    tell(actor, "correct_signature" if replaces else "signature", current.instrument, stored, current)
    return stored


@use_case()
def record_supervision(
    *, actor: User, instrument: Instrument, entry: SupervisionEntry, key: str, seen: Collection[int] | None = None,
    replaces: SupervisionAct | None = None,
) -> SupervisionAct:  # fmt: skip
    """An act towards or of the supervisory authority: editors and managers of any party."""
    current = _instrument(actor, instrument)
    fact = SupervisionAct(instrument=current, submission_key=key, **entry.fields())
    if again := same_again(fact):
        return again
    _check_replaced(replaces, instrument_id=instrument.pk)
    _stop_when_unseen(unseen(seen, list(SupervisionAct.objects.current().filter(instrument=current)), key))
    stored = store(actor, fact, current, replaces)
    tell(actor, "correct_supervision" if replaces else "supervision", current, stored, None)
    return stored


@use_case()
def record_publication(
    *, actor: User, instrument: Instrument, entry: PublicationEntry, key: str, seen: Collection[int] | None = None,
    replaces: Publication | None = None,
) -> Publication:  # fmt: skip
    """A publication: editors and managers of any party."""
    current = _instrument(actor, instrument)
    fact = Publication(instrument=current, submission_key=key, **entry.fields())
    if again := same_again(fact):
        return again
    _check_replaced(replaces, instrument_id=instrument.pk)
    _stop_when_unseen(unseen(seen, list(Publication.objects.current().filter(instrument=current)), key))
    stored = store(actor, fact, current, replaces)
    tell(actor, "correct_publication" if replaces else "publication", current, stored, None)
    return stored


@use_case()
def withdraw_fact(*, actor: User, fact: AnyFact) -> None:
    """An entry was wrong: it counts no longer, and what it had replaced counts again. It stays in the history."""
    current, instrument, party = _of(actor, fact)
    if current.is_withdrawn or current.replaced_by_id is not None:
        raise RuleBroken(_("Dieser Eintrag zählt schon nicht mehr."))
    current.is_withdrawn = True
    current.save(update_fields=["is_withdrawn"])
    type(current)._default_manager.filter(replaced_by=current).update(replaced_by=None)
    tell(actor, "withdraw", instrument, current, party)


@use_case()
def restore_fact(*, actor: User, fact: AnyFact) -> None:
    """Undo a withdrawal: the entry counts again (beside what was recorded meanwhile), and replaces what it corrects.

    RuleBroken when that has been corrected otherwise, or taken back too.
    """
    current, instrument, party = _of(actor, fact)
    if not current.is_withdrawn:
        raise RuleBroken(_("Dieser Eintrag ist nicht zurückgenommen."))
    replace_again(current)
    current.is_withdrawn = False
    current.save(update_fields=["is_withdrawn"])
    tell(actor, "restore", instrument, current, party)


@use_case()
def fulfil_condition(
    *, actor: User, resolution: Resolution, place: int, fulfilled_on: date, evidence: str, key: str
) -> Resolution:
    """A condition of a resolution is met: a new entry that replaces the old. `place`: which condition, from 0."""
    current = _party(actor, resolution.party)
    old = Resolution.objects.get(pk=resolution.pk)
    check_day(fulfilled_on, latest=timezone.localdate())
    if old.replaced_by_id is not None or old.is_withdrawn or not 0 <= place < len(old.conditions):
        raise RuleBroken(_("Dieser Vorbehalt hat sich inzwischen geändert. Bitte sehen Sie noch einmal nach."))
    conditions = [dict(each) for each in old.conditions]
    conditions[place] |= {"fulfilled_on": fulfilled_on.isoformat(), "evidence": evidence[:500]}
    names = [name for name in ResolutionEntry.__dataclass_fields__ if name != "conditions"]
    fact = Resolution(
        party=current, submission_key=key, conditions=conditions, **{name: getattr(old, name) for name in names}
    )
    stored = store(actor, fact, current.instrument, old)
    tell(actor, "fulfil", current.instrument, stored, current)
    return stored


@use_case()
def assign(
    *, actor: User, instrument: Instrument, act: str, party: Party | None, owner: str, due_on: date | None,
    owner_user: User | None = None,
) -> Assignment | None:  # fmt: skip
    """Who does a missing act until when; an empty owner takes the assignment away. Who writes, or the town for itself."""
    current = Instrument.objects.select_for_update().select_related("cooperation").get(pk=instrument.pk)
    if not (rules.may_write(actor, current) or (party is not None and rules.may_record_for(actor, party))):
        raise NotAllowed
    if party is not None and party.instrument_id != current.pk:
        raise RuleBroken(_("Diese Partei gehört zu einem anderen Dokument."))
    check_day(due_on)
    if not owner.strip():
        Assignment.objects.filter(instrument=current, act=act, party=party).delete()
        remember(actor, "unassign", current, party=party, before={"act": act})
        return None
    values = {"owner": owner.strip()[:160], "due_on": due_on, "owner_user": owner_user, "is_done": False}
    row, _is_new = Assignment.objects.update_or_create(instrument=current, act=act[:40], party=party, defaults=values)
    settle(current)
    remember(actor, "assign", current, party=party, after={"act": act, "due_on": due_on})
    return row


def _party(actor: User, party: Party) -> Party:
    """Locked, so that two who record at once come one after the other."""
    current = Party.objects.select_for_update(of=("self",)).select_related("instrument__cooperation").get(pk=party.pk)
    if not rules.may_record_for(actor, current):
        raise NotAllowed
    return current


def _instrument(actor: User, instrument: Instrument) -> Instrument:
    current = Instrument.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=instrument.pk)
    if not rules.may_write(actor, current):
        raise NotAllowed
    return current


def _of(actor: User, fact: AnyFact) -> tuple[AnyFact, Instrument, Party | None]:
    """The entry as it is behind the lock: somebody may have taken it back a moment ago."""
    if isinstance(fact, Resolution | Signature):
        party = _party(actor, fact.party)
        return type(fact)._default_manager.get(pk=fact.pk), party.instrument, party
    instrument = _instrument(actor, fact.instrument)
    return type(fact)._default_manager.get(pk=fact.pk), instrument, None


def _check_replaced(old: AnyFact | None, **home: int) -> None:
    if old is None:
        return
    if any(getattr(old, name) != key for name, key in home.items()):
        raise RuleBroken(_("Dieser Eintrag gehört zu einem anderen Dokument."))
    current = type(old)._default_manager.get(pk=old.pk)
    if current.replaced_by_id is not None or current.is_withdrawn:
        raise RuleBroken(_("Diesen Eintrag hat inzwischen jemand geändert. Bitte sehen Sie noch einmal nach."))


def _stop_when_unseen(others: list[Fact]) -> None:
    if others:
        raise AlreadyRecorded(
            others,
            _(
                "Inzwischen ist hier etwas eingetragen worden. Bitte vergleichen Sie, bevor Sie Ihren Eintrag speichern."
            ),
        )
