"""Asking, consenting, refusing, withdrawing; done exactly once, also under parallel consents."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connections

from interkomm.accounts.models import User
from interkomm.cooperation.consents import queries, registry, services
from interkomm.cooperation.consents.events import ConsentDecided, ConsentRequested
from interkomm.cooperation.consents.models import Consent, ConsentRequest
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.events import bus
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Membership, Role
from tests.cooperation.consents.conftest import Bell
from tests.world import World, build_world, person

Outcome = ConsentRequest.Outcome


@pytest.fixture
def heard() -> Iterator[list[object]]:
    events: list[object] = []
    listener = events.append
    for kind in (ConsentRequested, ConsentDecided):
        bus.subscribe(kind, listener, durable=True)
    yield events
    for kind in (ConsentRequested, ConsentDecided):
        bus._durable[kind].remove(listener)


def manager(world: World, name: str, *towns: object) -> User:
    user = person(name)
    for town in towns:
        Membership.objects.create(user=user, organisation=town, role=Role.MANAGER)
    return user


def test_the_lead_alone_decides_at_once(world: World, bell: Bell, heard: list[object]) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "lead"), act="ring", reason="Es ist Zeit.")
    assert asked.outcome == Outcome.GRANTED
    assert bell.rung_by == ["Alice"]
    assert heard == [ConsentDecided(asked.pk)]


def test_another_town_asks_and_the_lead_decides(world: World, bell: Bell, heard: list[object]) -> None:
    asked = services.ask(actor=world.bob, subject=bell.subject(world, "lead"), act="ring")
    assert asked.outcome == Outcome.OPEN
    services.give_consent(actor=world.alice, request=asked, organisation_id=world.ahrenau.pk, agrees=True)
    asked.refresh_from_db()
    assert (asked.outcome, bell.rung_by) == (Outcome.GRANTED, ["Alice"])
    assert heard == [ConsentRequested(asked.pk), ConsentDecided(asked.pk)]
    assert asked.decided_at is not None


def test_the_majority_of_three_is_two(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    assert [consent.organisation_id for consent in asked.consents.all()] == [world.ahrenau.pk]
    assert bell.rung_by == []
    services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    assert bell.rung_by == ["Bob"]


def test_all_means_all_and_one_refusal_ends_it(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    current = services.give_consent(
        actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=False, remark="Erst im Mai."
    )
    assert current.outcome == Outcome.REFUSED
    assert bell.rung_by == []
    with pytest.raises(RuleBroken):
        services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    again = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    assert again.outcome == Outcome.OPEN


def test_a_town_may_change_its_mind_while_it_is_open(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.bob, subject=bell.subject(world, "majority"), act="ring")
    services.give_consent(
        actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=False, remark="Nein."
    )
    services.give_consent(actor=world.alice, request=asked, organisation_id=world.ahrenau.pk, agrees=True)
    assert bell.rung_by == []
    services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    assert bell.rung_by == ["Bob"]
    assert Consent.objects.filter(request=asked).count() == 2


def test_the_same_answer_again_has_no_effect(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    answer = {"actor": world.bob, "request": asked, "organisation_id": world.birkstedt.pk, "agrees": True}
    services.give_consent(**answer)
    entries = AuditEntry.objects.count()
    services.give_consent(**answer)
    assert AuditEntry.objects.count() == entries
    assert Consent.objects.filter(request=asked).count() == 2


def test_who_manages_several_owners_agrees_for_all_of_them(world: World, bell: Bell) -> None:
    both = manager(world, "berta", world.birkstedt, world.cronfeld)
    asked = services.ask(actor=both, subject=bell.subject(world, "majority"), act="ring")
    assert asked.outcome == Outcome.GRANTED
    assert bell.rung_by == ["Berta"]


@pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "otto", "opal"])
def test_others_may_neither_ask_nor_answer_nor_withdraw(world: World, bell: Bell, name: str) -> None:
    stranger = getattr(world, name)
    with pytest.raises(NotAllowed):
        services.ask(actor=stranger, subject=bell.subject(world, "majority"), act="ring")
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    for town in (world.ahrenau, world.birkstedt, world.cronfeld, world.outside):
        with pytest.raises(NotAllowed):
            services.give_consent(actor=stranger, request=asked, organisation_id=town.pk, agrees=True)
    with pytest.raises(NotAllowed):
        services.withdraw_request(actor=stranger, request=asked)


def test_nobody_answers_for_another_town(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    with pytest.raises(NotAllowed):
        services.give_consent(actor=world.alice, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    assert bell.rung_by == []


def test_the_same_question_is_open_only_once(world: World, bell: Bell) -> None:
    services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    with pytest.raises(RuleBroken, match="läuft bereits"):
        services.ask(actor=world.bob, subject=bell.subject(world, "majority"), act="ring")


def test_withdrawing(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.bob, subject=bell.subject(world, "all"), act="ring")
    services.withdraw_request(actor=world.bob, request=asked)
    asked.refresh_from_db()
    assert asked.outcome == Outcome.WITHDRAWN
    with pytest.raises(RuleBroken):
        services.give_consent(actor=world.alice, request=asked, organisation_id=world.ahrenau.pk, agrees=True)
    with pytest.raises(RuleBroken):
        services.withdraw_request(actor=world.bob, request=asked)
    by_lead = services.ask(actor=world.bob, subject=bell.subject(world, "all"), act="ring")
    services.withdraw_request(actor=world.alice, request=by_lead)
    of_lead = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    with pytest.raises(NotAllowed):
        services.withdraw_request(actor=world.bob, request=of_lead)


def test_owners_and_rule_are_frozen_when_it_is_opened(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    world.cooperation.partners.filter(organisation=world.cronfeld).delete()
    services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    assert bell.rung_by == []


def test_an_act_that_became_impossible_leaves_everything_as_it_was(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    bell.is_broken = True
    with pytest.raises(RuleBroken, match="Glocke ist weg"):
        services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    asked.refresh_from_db()
    assert asked.outcome == Outcome.OPEN
    assert asked.consents.count() == 1


def test_an_act_that_nobody_registered_is_an_error(world: World, bell: Bell) -> None:
    with pytest.raises(LookupError):
        services.ask(actor=world.alice, subject=bell.subject(world, "lead"), act="melt")
    with pytest.raises(LookupError):
        registry.joint_act("test.nothing", "ring")


def test_everything_is_in_the_audit_trail(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "majority"), act="ring")
    services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    trail = AuditEntry.objects.about("cooperation.consentrequest", asked.pk).order_by("id")
    assert [(entry.action, entry.organisation_id) for entry in trail] == [
        ("cooperation.consents.ask", world.ahrenau.pk),
        ("cooperation.consents.give_consent", world.birkstedt.pk),
        ("cooperation.consents.decide", world.ahrenau.pk),
    ]


def test_what_waits_on_us(world: World, bell: Bell) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    assert list(queries.waiting_for(world.bob)) == [asked]
    assert list(queries.waiting_for(world.alice)) == []
    assert list(queries.waiting_for(world.mo)) == []
    services.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)
    assert list(queries.waiting_for(world.bob)) == []
    assert set(queries.visible_requests(world.vera)) == {asked}
    assert set(queries.visible_requests(world.otto)) == set()


def test_the_panel_says_who_has_agreed_and_who_is_missing(world: World, bell: Bell, django_assert_num_queries) -> None:
    asked = services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring")
    services.give_consent(
        actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True, remark="Gern."
    )
    with django_assert_num_queries(4):
        panel = queries.panels(queries.requests_about("test.bell", 1))[0]
    assert panel.sentence == "Glocke läuten"
    assert panel.rule_sentence == "Alle 3 Gemeinden müssen zustimmen."
    assert panel.state_sentence == "Es fehlt noch eine Zustimmung."
    said = [(answer.label, answer.answer, answer.remark, answer.by) for answer in panel.answers]
    assert said == [
        ("Ahrenau", "agreed", "", "Alice"),
        ("Birkstedt", "agreed", "Gern.", "Bob"),
        ("Cronfeld", "missing", "", ""),
    ]
    assert [answer.label for answer in panel.missing] == ["Cronfeld"]


def test_rules_in_words() -> None:
    assert queries.rule_sentence("majority", 7, "Oschatz").endswith("also mindestens 4.")
    assert queries.rule_sentence("majority", 4, "Oschatz").endswith("also mindestens 3.")
    assert "(Oschatz)" in queries.rule_sentence("lead", 7, "Oschatz")
    assert "eine Trägerin" in queries.rule_sentence("all", 1, "Oschatz")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rule", ["majority", "all"])
def test_parallel_consents_do_the_act_exactly_once(bell: Bell, rule: str) -> None:
    world = build_world()
    third = manager(world, "carla", world.cronfeld)
    asked = services.ask(actor=world.alice, subject=bell.subject(world, rule), act="ring")
    voters = [(world.bob, world.birkstedt.pk), (third, world.cronfeld.pk)] * 4
    start = threading.Barrier(len(voters))
    problems: list[Exception] = []

    def vote(actor: User, organisation_id: int) -> None:
        start.wait()
        try:
            services.give_consent(actor=actor, request=asked, organisation_id=organisation_id, agrees=True)
        except RuleBroken:
            pass  # decided by a faster one
        except Exception as error:
            problems.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=vote, args=voter) for voter in voters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(bell.rung_by) == 1
    asked.refresh_from_db()
    assert asked.outcome == Outcome.GRANTED
