"""Two people record the same session: at the same moment, from an old page, or one of them twice with the way back."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.urls import reverse

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.models import Fact, Instrument, Resolution, Signature
from interkomm.cooperation.recording import services
from interkomm.cooperation.recording.entries import ResolutionEntry
from interkomm.cooperation.recording.steps import AlreadyRecorded
from interkomm.foundation.use_cases import RuleBroken
from tests.conftest import CastClient
from tests.cooperation.instruments.making import drafted, party, resolve
from tests.world import World, build_world

MAY, JUNE = date(2010, 5, 12), date(2010, 6, 1)


def address(made: Instrument, town: Any, name: str = "record_resolution") -> str:
    return reverse(f"cooperation:{name}", args=[made.cooperation_id, made.pk, party(made, town).pk])


def sent(client: CastClient, where: str, **values: Any) -> HttpResponse:
    usual = {"on": "12.5.2010", "result": "adopted", "key": "k1", "seen": "", "body": "Stadtrat"}
    return client.post(where, usual | values)


def signed_in(user: User) -> CastClient:
    return CastClient().sign_in(user)


def at_once(*acts: Callable[[], HttpResponse]) -> list[int]:
    """Status codes of acts in threads of their own, sorted."""
    gate, codes = Barrier(len(acts)), []

    def run(act: Callable[[], HttpResponse]) -> None:
        gate.wait(timeout=10)
        try:
            codes.append(act().status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    connection.close()
    return sorted(codes)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real transactions: both had opened an empty form; one is stored, the other sees it and decides."""
    world = build_world()
    looking = services.unseen

    def slowly(*known: Any) -> list[Fact]:
        found = looking(*known)
        sleep(0.2)  # between looking and storing, as on a busy server
        return found

    monkeypatch.setattr(services, "unseen", slowly)
    made = drafted(world)
    where = address(made, world.ahrenau)
    first, second = signed_in(world.alice), signed_in(world.clara)
    codes = at_once(lambda: sent(first, where), lambda: sent(second, where, on="2.6.2010", key="k2"))
    assert codes == [302, 409]
    assert Resolution.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_the_same_moment() -> None:
    world = build_world()
    where = address(drafted(world), world.ahrenau)
    codes = at_once(*[lambda: sent(signed_in(world.alice), where)] * 3)
    assert codes == [302, 302, 302]
    assert Resolution.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_correct_the_same_entry() -> None:
    world = build_world()
    made = drafted(world)
    old = resolve(world.clara, party(made, world.ahrenau), MAY)
    where = f"{address(made, world.ahrenau)}?ersetzt={old.pk}"
    first, second = signed_in(world.alice), signed_in(world.clara)
    codes = at_once(lambda: sent(first, where, on="1.6.2010"), lambda: sent(second, where, on="2.6.2010"))
    assert codes[0] == 302
    assert codes[1] in {404, 422}  # looked before or after the other was done
    assert Resolution.objects.current().count() == 1
    assert Resolution.objects.count() == 2


@pytest.mark.django_db
def test_from_an_old_page(world: World, client: CastClient) -> None:
    made = drafted(world)
    where = address(made, world.ahrenau)
    client.sign_in(world.alice)
    client.get(where)
    resolve(world.clara, party(made, world.ahrenau), JUNE)
    answer = sent(client, where)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jemand war schneller" in page
    assert 'value="12.5.2010"' in page  # nothing typed is lost
    seen = Resolution.objects.get().pk
    assert sent(client, where, seen=str(seen), key="k2").status_code == 302
    assert Resolution.objects.count() == 2


@pytest.mark.django_db
def test_back_and_another_signature_is_not_lost(world: World, client: CastClient) -> None:
    """The browser's way back shows the form with its old key; the second person signs, too."""
    where = address(drafted(world), world.ahrenau, "record_signature")
    client.sign_in(world.alice)
    values = {"on": "1.6.2010", "key": "k1", "seen": ""}
    assert client.post(where, values | {"signatory": "Kim Muster"}).status_code == 302
    assert client.post(where, values | {"signatory": "Kim Muster"}).status_code == 302  # the same again
    answer = client.post(where, values | {"signatory": "Robin Beispiel"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Robin Beispiel" in page
    fresh = page.split('name="key" value="')[1].split('"')[0]
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert fresh != "k1"
    again = values | {"signatory": "Robin Beispiel", "key": fresh, "seen": seen}
    assert client.post(where, again).status_code == 302
    assert set(Signature.objects.values_list("signatory", flat=True)) == {"Kim Muster", "Robin Beispiel"}


@pytest.mark.django_db
def test_a_key_of_another_form_breaks_nothing(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    for kind in ("supervision", "publication"):
        where = reverse(f"cooperation:record_{kind}", args=[made.cooperation_id, made.pk])
        values = {"on": "1.6.2010", "act": "application", "authority": "Amt", "organ": "Amtsblatt", "by": "all"}
        for key in ("k1", "", "a\x00b", "x" * 500):
            assert client.post(where, values | {"key": key, "seen": "1,2,x,٣"}).status_code in {302, 409}
    entry = ResolutionEntry(on=MAY, result="rejected")
    services.record_resolution(actor=world.alice, party=party(made, world.ahrenau), entry=entry, key="same")
    with pytest.raises(AlreadyRecorded):
        services.record_resolution(actor=world.bob, party=party(made, world.birkstedt), entry=entry, key="same")


@pytest.mark.django_db
def test_a_fulfilment_that_was_taken_back_can_be_entered_again(world: World, client: CastClient) -> None:
    made = drafted(world)
    condition = {"text": "Vorbehaltlich des Haushalts", "fulfilled_on": "", "evidence": ""}
    old = resolve(world.clara, party(made, world.ahrenau), MAY, conditions=[condition])
    client.sign_in(world.clara)
    where = reverse("cooperation:condition", args=[made.cooperation_id, made.pk, old.pk, 0])
    assert client.post(where, {"fulfilled_on": "2010-06-01"}).status_code == 302
    assert client.post(where, {"fulfilled_on": "2010-06-01"}).status_code == 404  # it is replaced by now
    services.withdraw_fact(actor=world.clara, fact=Resolution.objects.current().get())
    assert client.post(where, {"fulfilled_on": "2010-06-02"}).status_code == 302
    assert Resolution.objects.current().get().conditions[0]["fulfilled_on"] == "2010-06-02"


@pytest.mark.django_db
def test_taken_back_twice(world: World) -> None:
    fact = resolve(world.clara, party(drafted(world), world.ahrenau), MAY)
    services.withdraw_fact(actor=world.clara, fact=fact)
    with pytest.raises(RuleBroken, match="zählt schon nicht mehr"):
        services.withdraw_fact(actor=world.alice, fact=fact)
