"""What the owners of a process decide together, and what the public reads of it."""

import pytest

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Process
from interkomm.participation.processes import events, services
from interkomm.participation.processes.history import public_changes
from tests.participation.processes.conftest import NOT_MANAGERS, agree, owners_of, plan
from tests.world import World


class TestJointActs:
    def test_publishing_needs_the_majority(self, world: World, draft: Process, heard: list[object]) -> None:
        asked = services.propose(actor=world.alice, process=draft, act="publish")
        draft.refresh_from_db()
        assert draft.published_at is None
        assert agree(world, asked).outcome == "granted"
        draft.refresh_from_db()
        assert draft.published_at is not None
        assert heard == [events.ProcessPublished(draft.pk)]
        with pytest.raises(RuleBroken, match="bereits veröffentlicht"):
            services.propose(actor=world.alice, process=draft, act="publish")

    def test_what_is_missing_stops_the_publication(self, world: World, draft: Process) -> None:
        Organisation.objects.filter(pk=world.cronfeld.pk).update(imprint="", privacy_notice="")
        with pytest.raises(RuleBroken, match=r"Cronfeld hat noch kein Impressum.*Datenschutz"):
            services.propose(actor=world.alice, process=draft, act="publish")

    def test_what_goes_missing_meanwhile_stops_the_last_consent(self, world: World, draft: Process) -> None:
        asked = services.propose(actor=world.alice, process=draft, act="publish")
        services.update_process(actor=world.alice, process=draft, facts={"summary": ""})
        with pytest.raises(RuleBroken, match="Zusammenfassung"):
            agree(world, asked)
        asked.refresh_from_db()
        assert asked.outcome == "open"

    def test_closing_and_reopening(self, world: World, heard: list[object]) -> None:
        agree(world, services.propose(actor=world.alice, process=world.process, act="close"))
        world.process.refresh_from_db()
        assert world.process.closed_at is not None
        with pytest.raises(RuleBroken, match="bereits beendet"):
            services.propose(actor=world.alice, process=world.process, act="close")
        agree(world, services.propose(actor=world.alice, process=world.process, act="reopen"))
        world.process.refresh_from_db()
        assert world.process.closed_at is None
        with pytest.raises(RuleBroken):
            services.propose(actor=world.alice, process=world.process, act="reopen")
        assert heard == [events.ProcessClosed(world.process.pk), events.ProcessReopened(world.process.pk)]
        words = [change.sentence for change in public_changes(world.process.pk, world.process.published_at)]
        assert words == ["Wieder geöffnet", "Vorzeitig beendet"]

    def test_a_draft_is_not_closed(self, world: World, draft: Process) -> None:
        with pytest.raises(RuleBroken, match="Entwurf"):
            services.propose(actor=world.alice, process=draft, act="close")

    def test_deleting_keeps_the_record_and_stops_all_else(self, world: World, heard: list[object]) -> None:
        pending = services.propose(actor=world.alice, process=world.process, act="close")
        agree(world, services.propose(actor=world.alice, process=world.process, act="delete"))
        stored = Process.objects.get(pk=world.process.pk)
        assert stored.deleted_at is not None
        assert heard == [events.ProcessDeleted(world.process.pk)]
        assert AuditEntry.objects.filter(action="participation.processes.delete").count() == 1
        with pytest.raises(RuleBroken, match="gelöscht"):
            agree(world, pending)
        with pytest.raises(NotAllowed):
            services.propose(actor=world.alice, process=stored, act="delete")

    def test_the_lead_changes_and_rights_stay(self, world: World) -> None:
        asked = services.propose(
            actor=world.alice,
            process=world.process,
            act="change_lead",
            arguments={"organisation_id": world.birkstedt.pk},
        )
        agree(world, asked)
        world.process.refresh_from_db()
        assert world.process.lead == world.birkstedt
        for town in (world.birkstedt, world.outside):
            with pytest.raises(RuleBroken):
                services.propose(
                    actor=world.alice, process=world.process, act="change_lead", arguments={"organisation_id": town.pk}
                )
        sentence = public_changes(world.process.pk, world.process.published_at)[0].sentence
        assert sentence == "Neue Federführung: Birkstedt (bisher: Ahrenau)"

    def test_the_rule_changes_by_the_old_rule(self, world: World) -> None:
        asked = services.propose(
            actor=world.alice, process=world.process, act="change_rule", arguments={"rule": "lead"}
        )
        agree(world, asked)
        world.process.refresh_from_db()
        assert world.process.consent_rule == "lead"
        closed = services.propose(actor=world.alice, process=world.process, act="close")
        assert closed.outcome == "granted"
        for rule in ("lead", "dice"):
            with pytest.raises(RuleBroken):
                services.propose(actor=world.alice, process=world.process, act="change_rule", arguments={"rule": rule})

    def test_new_owners_are_asked_too(self, world: World) -> None:
        alone = plan(world, owner_ids=[world.ahrenau.pk], cooperation=None, consent_rule="all", summary="Kurz.")
        process = services.create_process(actor=world.alice, plan=alone)
        wanted = {"organisation_ids": [world.ahrenau.pk, world.birkstedt.pk]}
        asked = services.propose(actor=world.alice, process=process, act="change_owners", arguments=wanted)
        assert asked.outcome == "open"
        assert owners_of(process) == ["Ahrenau"]
        agree(world, asked)
        assert owners_of(process) == ["Ahrenau", "Birkstedt"]

    def test_owners_that_cannot_be(self, world: World) -> None:
        own = [world.ahrenau.pk, world.birkstedt.pk, world.cronfeld.pk]
        for wanted in (own, own[1:], [*own, world.outside.pk]):
            with pytest.raises(RuleBroken):
                services.propose(
                    actor=world.alice,
                    process=world.process,
                    act="change_owners",
                    arguments={"organisation_ids": wanted},
                )

    @pytest.mark.parametrize("name", NOT_MANAGERS)
    def test_others_propose_nothing(self, world: World, name: str) -> None:
        for act in ("publish", "close", "delete"):
            with pytest.raises(NotAllowed):
                services.propose(actor=getattr(world, name), process=world.process, act=act)

    def test_an_unknown_act_is_a_mistake_of_the_program(self, world: World) -> None:
        with pytest.raises(KeyError):
            services.propose(actor=world.alice, process=world.process, act="melt")


def test_changes_of_a_draft_are_not_public(world: World, draft: Process) -> None:
    services.update_process(actor=world.alice, process=draft, facts={"title": "Geheim"})
    assert public_changes(draft.pk, None) == []
    agree(world, services.propose(actor=world.alice, process=draft, act="publish"))
    draft.refresh_from_db()
    assert [change.sentence for change in public_changes(draft.pk, draft.published_at)] == ["Veröffentlicht"]
