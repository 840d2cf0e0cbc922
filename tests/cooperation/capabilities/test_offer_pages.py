"""The form of an offer in sections, and what its page says about price, agreement and whom to ask."""

from datetime import date

import pytest
from django.urls import reverse

from interkomm.cooperation.capabilities.forms import NeedForm, OfferForm
from interkomm.cooperation.models import Instrument, Need, Offer
from interkomm.organisations.models import Contact
from tests.conftest import CastClient
from tests.cooperation.capabilities.making import offer
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(world: World, client: CastClient, of: Offer) -> str:
    return (
        client.sign_in(world.bob).get(reverse("cooperation:offer", args=[world.cooperation.pk, of.pk])).content.decode()
    )


def test_every_field_stands_in_one_section(world: World, client: CastClient) -> None:
    entries = ((OfferForm, Offer(cooperation=world.cooperation)), (NeedForm, Need(cooperation=world.cooperation)))
    for form_class, entry in entries:
        form = form_class(instance=entry, cooperation=world.cooperation, towns=frozenset())
        named = [bound.name for _title, members in form.sections() for bound in members]
        assert sorted(named) == sorted(form.fields)
    page = (
        client.sign_in(world.alice).get(reverse("cooperation:new_offer", args=[world.cooperation.pk])).content.decode()
    )
    for title in ("Was bieten Sie an?", "Wie viel und wann?", "Was kostet es?", "unter welchen Bedingungen?"):
        assert f'<legend class="kern-label kern-label--large">{title}' in page or f"{title}</legend>" in page


def test_the_price_beside_the_full_cost(world: World, client: CastClient) -> None:
    assert "deckt 91 Prozent" in page_of(world, client, offer(world, price_cents=4550, full_cost_cents=5000))
    assert "über den Vollkosten (101 Prozent)" in page_of(
        world, client, offer(world, price_cents=5050, full_cost_cents=5000)
    )
    for unknown in ({"price_cents": None, "full_cost_cents": 5}, {"full_cost_cents": None}, {"full_cost_cents": 0}):
        assert "Prozent" not in page_of(world, client, offer(world, **unknown))


def test_an_agreement_without_effect_is_said(world: World, client: CastClient) -> None:
    agreement = Instrument.objects.create(
        cooperation=world.cooperation, title="Vereinbarung Kehrmaschine", kind="agreement", rule_set="informal"
    )
    page = page_of(world, client, offer(world, legal_basis="instrument", instrument=agreement, clause="§ 4"))
    assert "Vereinbarung Kehrmaschine</a>, § 4 (" in page
    assert "Die Vereinbarung ist nicht wirksam" in page
    assert "nicht wirksam" not in page_of(world, client, offer(world))


def test_whom_to_ask(world: World, client: CastClient) -> None:
    Contact.objects.create(
        organisation=world.ahrenau, role_title="Leitung Bauhof", email="bauhof@ahrenau.example", is_public=True,
        consent_on=date(2026, 1, 1), consent_source="Formular",
    )  # fmt: skip
    Contact.objects.create(organisation=world.ahrenau, role_title="Geheim")
    page = page_of(world, client, offer(world))
    assert "Leitung Bauhof" in page
    assert "Geheim" not in page
