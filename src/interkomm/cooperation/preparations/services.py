"""Recording what a town has settled before its council resolves. Nothing is overwritten: the newest entry counts."""

from datetime import date

from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments import rules
from interkomm.cooperation.instruments.models import Party
from interkomm.cooperation.preparations.models import Preparation
from interkomm.cooperation.recording.steps import same_again, store, tell
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case


@use_case()
def record_preparation(
    *, actor: User, party: Party, kind: str, outcome: str, on: date | None, evidence: str, evidence_url: str, key: str
) -> Preparation:
    """Each town for itself, as with resolutions. `key`: the same key counts once. Raises NotAllowed, RuleBroken."""
    current = Party.objects.select_for_update(of=("self",)).select_related("instrument__cooperation").get(pk=party.pk)
    if not rules.may_record_for(actor, current):
        raise NotAllowed
    fact = Preparation(
        party=current,
        kind=kind,
        outcome=outcome,
        on=on,
        evidence=evidence,
        evidence_url=evidence_url,
        submission_key=key,
    )
    if again := same_again(fact):
        return again
    if outcome == Preparation.Outcome.DONE and on is None:
        raise RuleBroken(_("Bitte tragen Sie den Tag ein."))
    earlier = Preparation.objects.current().filter(party=current, kind=kind).first()
    stored = store(actor, fact, current.instrument, earlier)
    tell(actor, "prepare", current.instrument, stored, current)
    return stored
