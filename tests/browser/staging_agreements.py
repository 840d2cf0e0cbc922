"""An agreement with two wordings and an entry of each kind, for the pages of agreements."""

from datetime import date
from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.services import draft_instrument, show_publicly, write_wording
from interkomm.cooperation.instruments.writing import WordingDraft
from interkomm.cooperation.models import Cooperation, Instrument
from interkomm.cooperation.recording.entries import PublicationEntry, ResolutionEntry, SignatureEntry, SupervisionEntry
from interkomm.cooperation.recording.services import (
    assign,
    record_publication,
    record_resolution,
    record_signature,
    record_supervision,
)
from tests.browser.staging_papers import stage_council_import

TEXT = "# Vereinbarung\n\n## § 1 Gegenstand\n\nDie Gemeinden betreiben gemeinsam einen Bauhof."
MAY = date(2018, 5, 12)


def agreement(cooperation: Cooperation | None, manager: User) -> dict[str, Any]:
    """Names for addresses; the manager acts for the first partner."""
    assert cooperation is not None
    partners = [each.organisation for each in cooperation.partners.select_related("organisation")]
    parties = [PartyDraft(each.name, each, "DE-SN", "Stadtrat") for each in partners]
    draft = Draft(
        kind="delegating", title="Bauhof zur Probe", parties=parties, rule_set="DE-SN/saechskomzg-71", task_kind="voluntary",
        subject="Ein gemeinsamer Bauhof.", notice_months=12, notice_to="year", ends_on=date(2030, 12, 31),
    )  # fmt: skip
    made = draft_instrument(actor=manager, cooperation=cooperation, draft=draft)
    write_wording(actor=manager, instrument=made, wording=WordingDraft(TEXT, "", {"object": "§ 1"}, date(2018, 1, 2)))
    own = next(
        each for each in made.parties.all() if manager.memberships.filter(organisation=each.organisation).exists()
    )
    first = made.wordings.get()
    entry = ResolutionEntry(
        on=MAY, result="adopted", wording=first, votes_yes=18, votes_no=2, evidence="Niederschrift",
        conditions=[{"text": "Zustimmung des Kreistags", "fulfilled_on": "", "evidence": ""}],
    )  # fmt: skip
    record_resolution(actor=manager, party=own, entry=entry, key="staged-resolution")
    signed = SignatureEntry(on=MAY, signatory="Kim Muster", is_authorised=True, wording=first)
    record_signature(actor=manager, party=own, entry=signed, key="staged-signature")
    new = WordingDraft(f"{TEXT}\n\nAuch der Winterdienst gehört dazu.", "Winterdienst ergänzt", None, date(2018, 6, 2))
    write_wording(actor=manager, instrument=made, wording=new)
    _the_rest(manager, made)
    resolution = own.resolutions.get()
    return {
        "agreement": made.pk, "agreement_slug": made.slug, "agreement_party": own.pk, "resolution": resolution.pk,
        **stage_council_import(cooperation, manager, made.title),
    }  # fmt: skip


def _the_rest(manager: User, made: Instrument) -> None:
    asked = SupervisionEntry(on=MAY, kind="application", authority="Landratsamt", reference="12-34")
    record_supervision(actor=manager, instrument=made, entry=asked, key="staged-supervision")
    printed = PublicationEntry(on=MAY, organ="Amtsblatt", issue="5/2018", by_authority=True)
    record_publication(actor=manager, instrument=made, entry=printed, key="staged-publication")
    assign(actor=manager, instrument=made, act="application", party=None, owner="Hauptamt", due_on=date(2018, 7, 1))
    show_publicly(actor=manager, instrument=made, is_public=True)
