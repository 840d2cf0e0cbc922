"""Contacts: consent, expiry, and never a person in public who did not agree."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from interkomm.foundation.models import AuditEntry, TopicVersion
from interkomm.foundation.pages.marks import STORE_KEY
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.contacts import queries, services
from interkomm.organisations.models import Contact
from tests.conftest import CastClient
from tests.world import CAST, World

TODAY = date(2026, 11, 22)
FACTS: dict[str, Any] = {
    "role_title": "Radverkehr",
    "person_name": "Rosa Rad",
    "email": "rad@ahrenau.example",
    "is_public": True,
    "consent_on": date(2026, 1, 5),
    "consent_source": "E-Mail vom 5. Januar 2026",
}


def add(world: World, **facts: Any) -> Contact:
    return services.add_contact(actor=world.alice, organisation=world.ahrenau, facts={**FACTS, **facts})


@pytest.mark.parametrize("name", CAST)
def test_who_keeps_contacts(world: World, name: str) -> None:
    actor = world.people[name]
    if name == "alice":
        contact = add(world)
        services.update_contact(actor=actor, contact=contact, facts={"phone": "03435 99"})
        for _ in range(2):
            services.remove_contact(actor=actor, contact=contact)
        entries = AuditEntry.objects.order_by("id")
        assert [entry.action.rsplit(".", 1)[1] for entry in entries] == ["add", "update", "remove"]
        assert "Rosa" not in " ".join(f"{entry.subject_label}{entry.before}{entry.after}" for entry in entries)
        assert TopicVersion.objects.get(topic=world.ahrenau.topic).version == 3
        return
    contact = Contact.objects.create(organisation=world.ahrenau, role_title="x")
    for act in (
        lambda: services.add_contact(actor=actor, organisation=world.ahrenau, facts=FACTS),
        lambda: services.update_contact(actor=actor, contact=contact, facts={"phone": "1"}),
        lambda: services.remove_contact(actor=actor, contact=contact),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("missing", [{"consent_on": None}, {"consent_source": "  "}])
def test_public_needs_consent(world: World, missing: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken, match="Einwilligung"):
        add(world, **missing)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(organisation=world.ahrenau, role_title="x", is_public=True)


def test_the_same_contact_is_added_once(world: World) -> None:
    add(world)
    with pytest.raises(RuleBroken, match="gibt es schon"):
        add(world)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("days", "is_shown"), [(-1, False), (0, True), (5, True), (None, True)])
def test_expired_contacts_are_not_public(client: CastClient, world: World, days: int | None, is_shown: bool) -> None:
    today = timezone.localdate()
    add(world, expires_on=None if days is None else today + timedelta(days=days))
    response = client.get("/organisationen/ahrenau/")
    assert ("Rosa Rad" in response.content.decode()) is is_shown
    mark = response.wsgi_request.META[STORE_KEY]
    assert world.ahrenau.topic in mark.topics
    if days is not None and is_shown:
        assert timezone.localtime(mark.until).date() == today + timedelta(days=days + 1)


def test_internal_contacts_are_not_public(client: CastClient, world: World) -> None:
    add(world, is_public=False)
    assert "Rosa Rad" not in client.get("/organisationen/ahrenau/").content.decode()


def test_warning_before_expiry(world: World) -> None:
    states = {}
    for days in (-1, 10, 30, 31):
        contact = add(world, role_title=f"in {days}", expires_on=TODAY + timedelta(days=days))
        states[days] = queries.expiry_state(contact, TODAY)
    assert states == {-1: "expired", 10: "soon", 30: "soon", 31: ""}
    assert set(queries.expiring([world.ahrenau.pk], TODAY).values_list("role_title", flat=True)) == {
        "in -1",
        "in 10",
        "in 30",
    }
    assert not queries.expiring([world.birkstedt.pk], TODAY).exists()


@time_machine.travel("2026-11-22T12:00:00Z")
def test_pages(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    form = {**FACTS, "is_public": "on", "consent_on": "2026-01-05", "expires_on": "2026-12-01", "position": "0"}
    add_url = reverse("organisations:contact_add", args=["ahrenau"])
    assert client.post(add_url, {**form, "consent_on": "2027-01-01"}).status_code == 422
    assert client.post(add_url, {**form, "consent_on": ""}).status_code == 422
    assert client.post(add_url, {**form, "person_name": "<b>Rosa</b> ‮Rad"}).status_code == 302
    page = client.get(reverse("organisations:manage_contacts", args=["ahrenau"])).content.decode()
    assert "läuft bald ab" in page
    assert "&lt;b&gt;Rosa&lt;/b&gt; Rad" in page
    contact = Contact.objects.get()
    edit = reverse("organisations:contact_edit", args=["ahrenau", contact.pk])
    assert 'value="2026-12-01"' in client.get(edit).content.decode()
    client.post(edit, {**form, "expires_on": "2026-11-21"})
    assert "Rosa" not in client.get("/organisationen/ahrenau/").content.decode()
    remove = reverse("organisations:contact_remove", args=["ahrenau", contact.pk])
    assert "rückgängig" in client.get(remove).content.decode()
    assert Contact.objects.exists()
    client.post(remove)
    assert not Contact.objects.exists()
