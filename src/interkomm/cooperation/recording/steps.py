"""Steps of the use cases that record facts."""

from collections.abc import Collection
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.models import Assignment, Fact, Instrument, Party
from interkomm.cooperation.instruments.state import WITH_FACTS, derived
from interkomm.cooperation.instruments.writing import remember
from interkomm.cooperation.recording.entries import FactT, check_fact
from interkomm.foundation.use_cases import RuleBroken

# what an entry has besides what it says
OF_THE_ENTRY = frozenset(
    {"id", "submission_key", "recorded_by", "recorded_at", "replaced_by", "corrects", "is_withdrawn", "evidence_file"}
)


class AlreadyRecorded(RuleBroken):
    """Somebody else has recorded something meanwhile: the person looks at it and decides. `facts`: those entries."""

    def __init__(self, facts: list[Fact], message: str) -> None:
        super().__init__(message)
        self.facts = facts


def same_again(fact: FactT) -> FactT | None:
    """The entry that this form has made already, when it says the same: a double click, a reload.

    AlreadyRecorded when it said something else: somebody went back to the form and wrote another entry, which must not
    get lost as a repetition.
    """
    known = type(fact)._default_manager.filter(submission_key=fact.submission_key).first()
    if known is None:
        return None
    names = [each.attname for each in fact._meta.concrete_fields if each.name not in OF_THE_ENTRY]
    if all(getattr(known, name) == getattr(fact, name) for name in names):
        return cast("FactT", known)
    raise AlreadyRecorded([known], _("Dieses Formular ist schon einmal gespeichert worden."))


def store(actor: User, fact: FactT, instrument: Instrument, replaced: FactT | None) -> FactT:
    """Check and write; the entry it replaces points to it."""
    check_fact(fact, instrument)
    fact.recorded_by = actor
    fact.corrects = replaced
    fact.save(force_insert=True)
    if replaced is not None:
        replaced.replaced_by = fact
        replaced.save(update_fields=["replaced_by"])
    return fact


def replace_again(fact: Fact) -> None:
    """What a correction had replaced counts no longer beside it. RuleBroken when that one has changed meanwhile."""
    old = fact.corrects
    if old is None:
        return
    if old.replaced_by is not None:
        raise RuleBroken(
            _("Was dieser Eintrag ersetzt hat, ist inzwischen anders berichtigt. Bitte nehmen Sie das zuerst zurück.")
        )
    if old.is_withdrawn:
        raise RuleBroken(_("Bitte lassen Sie zuerst den Eintrag wieder gelten, den dieser ersetzt hat."))
    old.replaced_by = fact
    old.save(update_fields=["replaced_by"])


def unseen(known: Collection[int] | None, current: list[FactT], key: str) -> list[Fact]:
    """Entries that were not there when the form was opened. `known` None: nobody asked."""
    if known is None:
        return []
    return [fact for fact in current if fact.pk not in known and fact.submission_key != key]


def settle(instrument: Instrument) -> None:
    """Note which assigned acts are no longer missing today."""
    if not Assignment.objects.filter(instrument=instrument).exists():
        return
    read = Instrument.objects.prefetch_related(*WITH_FACTS).get(pk=instrument.pk)
    (found,) = derived([read], timezone.localdate())
    open_ = {(act.act, act.party) for act in found.status.missing}
    for each in read.assignments.all():
        is_done = (each.act, str(each.party_id or "")) not in open_
        if each.is_done != is_done:
            each.is_done = is_done
            each.save(update_fields=["is_done"])


def tell(
    actor: User, act: str, instrument: Instrument, fact: Fact, party: Party | None, before: dict[str, Any] | None = None
) -> None:
    """Settle the assignments, then trail, topics and event."""
    settle(instrument)
    after = {"fact": fact.pk, "what": str(fact)[:200], "on": fact.on.isoformat() if fact.on else ""}
    remember(actor, act, instrument, party=party, before=before, after=after)
