"""Recording facts: each town for itself, nothing twice, nothing lost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from interkomm.cooperation.instruments.drafts import PartyDraft
from interkomm.cooperation.instruments.models import Assignment, Resolution
from interkomm.cooperation.instruments.services import draft_instrument
from interkomm.cooperation.instruments.slots import staff_box  # noqa: F401 - importable without cycles
from interkomm.cooperation.recording import services
from interkomm.cooperation.recording.entries import (
    PublicationEntry,
    ResolutionEntry,
    SupervisionEntry,
)
from interkomm.cooperation.recording.steps import AlreadyRecorded
from interkomm.foundation.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Membership
from tests.cooperation.instruments.making import (
    APPROVAL,
    DAY,
    TEXT,
    drafted,
    everybody_resolves,
    everybody_signs,
    party,
    resolve,
    sign,
    staffed,
    state,
    write,
)
from tests.world import World

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2010, 5, 12), date(2010, 6, 1), date(2010, 7, 5)


@pytest.mark.parametrize(
    ("name", "towns"),
    [
        ("alice", "Ahrenau"),
        ("clara", "Ahrenau"),
        ("bob", "Birkstedt"),
        ("mo", ""),
        ("zoe", ""),
        ("otto", ""),
        ("opal", ""),
    ],
)
def test_each_town_records_for_itself(world: World, name: str, towns: str) -> None:
    staffed(world)
    made = drafted(world)
    for each in made.parties.all():
        if each.name in towns:
            resolve(world.people[name], each, MAY)
            sign(world.people[name], each, JUNE)
        else:
            with pytest.raises(NotAllowed):
                resolve(world.people[name], each, MAY)
            with pytest.raises(NotAllowed):
                sign(world.people[name], each, JUNE)


def test_for_a_town_without_people_the_others_record(world: World) -> None:
    made = drafted(world)  # nobody but Vera, who only looks, works for Cronfeld
    resolve(world.bob, party(made, world.cronfeld), MAY)
    Membership.objects.create(user=world.vera, organisation=world.cronfeld, role="manager")
    with pytest.raises(NotAllowed):
        resolve(world.bob, party(made, world.cronfeld), JUNE)


def test_for_a_partner_outside_the_platform_writers_record(world: World) -> None:
    parties = [PartyDraft("Ahrenau", world.ahrenau), PartyDraft("Sangerhausen")]
    made = drafted(world, parties=parties)
    resolve(world.alice, made.parties.get(name="Sangerhausen"), MAY)
    for name in ("clara", "bob"):  # a clerk records for the own town only; Birkstedt is no party
        with pytest.raises(NotAllowed):
            resolve(world.people[name], made.parties.get(name="Sangerhausen"), JUNE)


@pytest.mark.parametrize("name", ["clara", "mo", "vera", "otto"])
def test_supervision_and_publication_are_for_writers(world: World, name: str) -> None:
    made = drafted(world)
    entry = SupervisionEntry(on=MAY, kind="application", authority="Landesamt")
    printed = PublicationEntry(on=MAY, organ="Amtsblatt")
    with pytest.raises(NotAllowed):
        services.record_supervision(actor=world.people[name], instrument=made, entry=entry, key="a")
    with pytest.raises(NotAllowed):
        services.record_publication(actor=world.people[name], instrument=made, entry=printed, key="a")


def test_the_whole_way_to_effect(world: World) -> None:
    """Shaped like the notice of Aachen: signed 1 June, approved 25 June, gazette 5 July, effective 6 July 2010."""
    made = drafted(world, APPROVAL, state="DE-TH")
    assert state(made, MAY - DAY).status.state == "draft"
    everybody_resolves(world, made, MAY)
    everybody_signs(world, made, JUNE)
    for kind, on in (("application", JUNE), ("approval", date(2010, 6, 25))):
        entry = SupervisionEntry(on=on, kind=kind, authority="Landesverwaltungsamt")
        services.record_supervision(actor=world.bob, instrument=made, entry=entry, key=kind)
    assert state(made, date(2010, 6, 24)).status.state == "in_supervision"
    assert state(made, date(2010, 6, 25)).status.state == "approved"
    printed = PublicationEntry(on=JULY, organ="Amtsblatt", by_authority=True, includes_approval=True)
    services.record_publication(actor=world.alice, instrument=made, entry=printed, key="amtsblatt")
    assert state(made, JULY).status.state == "published"
    assert state(made, JULY + DAY).status.state == "effective"


def test_a_councils_amendment_resets_the_others(world: World) -> None:
    made, people = drafted(world), staffed(world)
    resolve(people["Ahrenau"], party(made, world.ahrenau), MAY)
    resolve(people["Birkstedt"], party(made, world.birkstedt), MAY, "adopted_with_changes")
    codes = {each.reason.code for each in state(made, MAY).status.missing}
    assert "changed_by_council" in codes
    write(world, made, TEXT + "\nMit Winterdienst.", "Beschluss des Rates von Birkstedt", MAY + DAY)
    everybody_resolves(world, made, JUNE)
    everybody_signs(world, made, JULY)
    assert state(made, JUNE - DAY).status.state == "in_resolution"
    assert state(made, JULY).status.is_effective


def test_the_same_form_sent_twice_counts_once(world: World) -> None:
    made = drafted(world)
    first = resolve(world.clara, party(made, world.ahrenau), MAY)
    assert resolve(world.clara, party(made, world.ahrenau), MAY) == first
    assert Resolution.objects.count() == 1


def test_two_people_record_the_same_session(world: World) -> None:
    made = drafted(world)
    ours, entry = party(made, world.ahrenau), ResolutionEntry(on=MAY, result="adopted")
    services.record_resolution(actor=world.clara, party=ours, entry=entry, key="clara", seen=set())
    with pytest.raises(AlreadyRecorded) as caught:
        services.record_resolution(actor=world.alice, party=ours, entry=entry, key="alice", seen=set())
    assert [fact.recorded_by for fact in caught.value.facts] == [world.clara]
    assert Resolution.objects.count() == 1
    seen = {fact.pk for fact in caught.value.facts}
    services.record_resolution(actor=world.alice, party=ours, entry=entry, key="alice", seen=seen)
    assert Resolution.objects.count() == 2  # she has seen it and says it is another one


def test_a_correction_replaces_and_can_be_undone(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    wrong = resolve(world.clara, ours, MAY, "rejected")
    entry = ResolutionEntry(on=MAY, result="adopted", wording=made.wordings.get())
    right = services.record_resolution(actor=world.clara, party=ours, entry=entry, key="r", replaces=wrong)
    assert list(Resolution.objects.current()) == [right]
    with pytest.raises(RuleBroken, match="inzwischen"):
        services.record_resolution(actor=world.alice, party=ours, entry=entry, key="s", replaces=wrong)
    services.withdraw_fact(actor=world.alice, fact=right)
    assert list(Resolution.objects.current()) == [wrong]
    with pytest.raises(RuleBroken, match="schon nicht mehr"):
        services.withdraw_fact(actor=world.alice, fact=right)
    services.restore_fact(actor=world.alice, fact=right)
    assert list(Resolution.objects.current()) == [right]  # never both
    with pytest.raises(NotAllowed):
        services.withdraw_fact(actor=world.bob, fact=right)
    kinds = AuditEntry.objects.filter(action__startswith="cooperation.instruments.").values_list("action", flat=True)
    assert {"cooperation.instruments.correct_resolution", "cooperation.instruments.withdraw"} <= set(kinds)


def test_a_correction_comes_back_only_in_the_place_of_what_counts(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    wrong = resolve(world.clara, ours, MAY, "rejected")
    entry = ResolutionEntry(on=MAY, result="adopted", wording=made.wordings.get())
    first = services.record_resolution(actor=world.clara, party=ours, entry=entry, key="first", replaces=wrong)
    services.withdraw_fact(actor=world.clara, fact=first)
    second = services.record_resolution(actor=world.clara, party=ours, entry=entry, key="second", replaces=wrong)
    with pytest.raises(RuleBroken, match="anders berichtigt"):
        services.restore_fact(actor=world.clara, fact=first)
    services.withdraw_fact(actor=world.clara, fact=second)
    services.withdraw_fact(actor=world.clara, fact=wrong)
    with pytest.raises(RuleBroken, match="zuerst den Eintrag"):
        services.restore_fact(actor=world.clara, fact=first)
    services.restore_fact(actor=world.clara, fact=wrong)
    services.restore_fact(actor=world.clara, fact=first)
    assert list(Resolution.objects.current()) == [first]


def test_a_condition_is_met_later(world: World) -> None:
    made = drafted(world)
    everybody_resolves(world, made, MAY)
    ours = party(made, world.ahrenau)
    old = resolve(world.clara, ours, JUNE, conditions=[{"text": "Zustimmung des Kreistags", "fulfilled_on": ""}])
    everybody_signs(world, made, JUNE)
    assert "condition_open" in {each.reason.code for each in state(made, JUNE).status.missing}
    services.fulfil_condition(
        actor=world.clara, resolution=old, place=0, fulfilled_on=JULY, evidence="Niederschrift", key="k"
    )
    assert not state(made, JULY - DAY).status.is_effective
    assert state(made, JULY).status.is_effective
    with pytest.raises(RuleBroken, match="inzwischen"):
        services.fulfil_condition(actor=world.clara, resolution=old, place=0, fulfilled_on=JULY, evidence="", key="l")


def test_no_evidence_never_counts(world: World) -> None:
    parties = [PartyDraft("Nordhausen", state="DE-TH"), PartyDraft("Sangerhausen", state="DE-ST")]
    made = drafted(world, "informal", parties=parties, kind="declaration")
    resolve(world.alice, made.parties.get(name="Nordhausen"), date(2010, 9, 17))
    entry = ResolutionEntry(result="no_evidence")
    services.record_resolution(actor=world.alice, party=made.parties.get(name="Sangerhausen"), entry=entry, key="n")
    for each in made.parties.all():
        sign(world.alice, each, date(2010, 12, 11))
    found = state(made, date(2026, 1, 1)).status
    assert found.state == "politically_signed"
    assert [each.reason.code for each in found.missing] == ["no_evidence"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"on": None}, "Tag der Sitzung"),
        ({"on": date(2999, 1, 1)}, "Jahr"),
        ({"on": date(2010, 5, 12), "objected_on": date(2010, 5, 11)}, "Widerspruch"),
        ({"on": date(2010, 5, 12), "votes_yes": 3, "votes_no": 9}, "Stimmen"),
        ({"on": date(2010, 5, 12), "evidence_url": "javascript:alert(1)"}, "gültige"),
        ({"on": date(2010, 5, 12), "result": "vielleicht"}, "Wert"),
    ],
)
def test_what_cannot_have_happened(world: World, values: dict[str, object], words: str) -> None:
    made = drafted(world)
    entry = ResolutionEntry(**({"result": "adopted"} | values))  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match=words):
        services.record_resolution(actor=world.clara, party=party(made, world.ahrenau), entry=entry, key="x")
    assert not Resolution.objects.exists()


def test_a_session_of_tomorrow_is_not_recorded(world: World) -> None:
    made = drafted(world)
    entry = ResolutionEntry(on=timezone.localdate() + timedelta(days=1), result="adopted")
    with pytest.raises(RuleBroken, match="Zukunft"):
        services.record_resolution(actor=world.clara, party=party(made, world.ahrenau), entry=entry, key="x")


def test_a_resolution_older_than_the_wording_is_named(world: World) -> None:
    made = drafted(world)
    resolve(world.clara, party(made, world.ahrenau), date(2010, 1, 5))
    assert "before_wording" in {each.reason.code for each in state(made, MAY).status.missing}


def test_the_leap_day(world: World) -> None:
    made = drafted(world, ends_on=date(2012, 2, 29))
    everybody_resolves(world, made, date(2012, 2, 28))
    everybody_signs(world, made, date(2012, 2, 29))
    assert state(made, date(2012, 2, 29)).status.is_effective
    assert state(made, date(2012, 3, 1)).status.state == "ended"


def test_wording_of_another_document(world: World) -> None:
    one, other = drafted(world), drafted(world, title="Archiv")
    entry = ResolutionEntry(on=MAY, result="adopted", wording=other.wordings.get())
    with pytest.raises(RuleBroken, match="anderen Dokument"):
        services.record_resolution(actor=world.clara, party=party(one, world.ahrenau), entry=entry, key="x")


def test_assignments_close_when_the_act_is_done(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    services.assign(
        actor=world.clara,
        instrument=made,
        act="resolution",
        party=ours,
        owner="Hauptamt",
        due_on=JULY,
        owner_user=world.clara,
    )
    with pytest.raises(NotAllowed):
        services.assign(
            actor=world.clara,
            instrument=made,
            act="resolution",
            party=party(made, world.birkstedt),
            owner="x",
            due_on=None,
        )
    assert not Assignment.objects.get().is_done
    resolve(world.clara, ours, MAY)
    assert Assignment.objects.get().is_done
    services.assign(actor=world.clara, instrument=made, act="resolution", party=ours, owner="", due_on=None)
    assert not Assignment.objects.exists()


def test_twenty_parties(world: World) -> None:
    parties = [PartyDraft(f"Ort {n}", state="DE-HE") for n in range(20)]
    made = drafted(world, parties=[PartyDraft("Ahrenau", world.ahrenau, "DE-HE"), *parties])
    for each in made.parties.all():
        resolve(world.alice, each, MAY)
        sign(world.alice, each, JUNE)
    assert state(made, JUNE).status.is_effective


def test_withdrawal_is_resolved_by_who_leaves(world: World) -> None:
    from interkomm.cooperation.instruments.drafts import Draft

    made = drafted(world)
    towns = (world.ahrenau, world.birkstedt, world.cronfeld)
    parties = [PartyDraft(town.name, town, "DE-HE", is_leaving=town == world.birkstedt) for town in towns]
    draft = Draft(
        kind="delegating", title="Austritt", parties=parties, change="withdrawal", amends=made, rule_set="DE-HE/kgg-26-notice",
        task_kind="voluntary",
    )  # fmt: skip
    leaving = draft_instrument(actor=world.alice, cooperation=world.cooperation, draft=draft)
    write(world, leaving, "Birkstedt tritt aus.")
    resolve(world.bob, party(leaving, world.birkstedt), MAY)
    sign(world.bob, party(leaving, world.birkstedt), JUNE)
    assert state(leaving, JUNE).status.is_effective
