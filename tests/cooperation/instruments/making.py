"""Instruments of the test world in any state, made as people make them."""

from datetime import date, timedelta
from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.models import Instrument, Party, Resolution, Wording
from interkomm.cooperation.instruments.queries import instrument_read
from interkomm.cooperation.instruments.services import draft_instrument, write_wording
from interkomm.cooperation.instruments.state import Derived, derived
from interkomm.cooperation.instruments.writing import WordingDraft
from interkomm.cooperation.recording.entries import ResolutionEntry, SignatureEntry
from interkomm.cooperation.recording.services import record_resolution, record_signature
from interkomm.organisations.models import Membership, Organisation, Role
from tests.world import World

TEXT = "# Vereinbarung\n\n## § 1 Gegenstand\n\nDie Gemeinden betreiben gemeinsam einen Bauhof.\n"
NOTICE = "DE-HE/kgg-26-notice"
APPROVAL = "DE-TH/thuerkgg-12-approval"
DAY = timedelta(days=1)


def drafted(world: World, rule: str = NOTICE, **more: Any) -> Instrument:
    """Of the three towns, with a text of 1 February 2010 and all clauses checked."""
    towns = (world.ahrenau, world.birkstedt, world.cronfeld)
    draft = Draft(
        kind=more.pop("kind", "delegating"),
        title=more.pop("title", "Gemeinsamer Bauhof"),
        parties=more.pop(
            "parties", [PartyDraft(town.name, town, more.get("state", "DE-HE"), "Stadtrat") for town in towns]
        ),
        rule_set=rule,
        task_kind="voluntary",
        **{name: value for name, value in more.items() if name != "state"},
    )
    made = draft_instrument(actor=world.alice, cooperation=world.cooperation, draft=draft)
    write(world, made, TEXT)
    return made


def write(
    world: World, instrument: Instrument, text: str, note: str = "", dated_on: date | None = date(2010, 2, 1)
) -> Wording:
    """The next wording, with every clause of the rule sets in it."""
    codes = (
        "parties",
        "object",
        "delegation",
        "cost_key",
        "organs",
        "seat",
        "term",
        "amendment",
        "settlement",
        "applicable_law",
    )
    clauses = dict.fromkeys(codes, "§ 1")
    draft = WordingDraft(text, note, clauses, dated_on)
    return write_wording(actor=world.alice, instrument=instrument, wording=draft)


def staffed(world: World) -> dict[str, User]:
    """Somebody who records for each town."""
    if not Membership.objects.filter(user=world.vera, role=Role.CLERK).exists():
        Membership.objects.create(user=world.vera, organisation=world.cronfeld, role=Role.CLERK)
    return {"Ahrenau": world.clara, "Birkstedt": world.bob, "Cronfeld": world.vera}


def party(instrument: Instrument, town: Organisation) -> Party:
    return instrument.parties.get(organisation=town)


def resolve(actor: User, party: Party, on: date, result: str = "adopted", **more: Any) -> Resolution:
    wording = more.pop("wording", party.instrument.wordings.order_by("-number").first())
    entry = ResolutionEntry(on=on, result=result, wording=wording, body="Stadtrat", **more)
    return record_resolution(
        actor=actor, party=party, entry=entry, key=f"{party.pk}-{on}-{result}-{wording and wording.pk}"
    )


def sign(actor: User, party: Party, on: date) -> None:
    wording = party.instrument.wordings.order_by("-number").first()
    entry = SignatureEntry(
        on=on, signatory="Kim Muster", function="Bürgermeisteramt", is_authorised=True, wording=wording
    )
    record_signature(actor=actor, party=party, entry=entry, key=f"s{party.pk}-{on}")


def everybody_resolves(world: World, instrument: Instrument, on: date) -> None:
    people = staffed(world)
    for each in instrument.parties.all():
        resolve(people[each.name], each, on)


def everybody_signs(world: World, instrument: Instrument, on: date) -> None:
    people = staffed(world)
    for each in instrument.parties.all():
        sign(people[each.name], each, on)


def state(instrument: Instrument, on: date) -> Derived:
    """The state on a day, read afresh."""
    read = instrument_read(instrument.pk)
    assert read is not None
    return derived([read.instrument], on)[0]
