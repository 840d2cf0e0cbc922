"""Proposing and releasing: what becomes public, and what lists read of it."""

import pytest

from interkomm.calc.cases import PartialDate, items
from interkomm.catalogue.editing.services import Proposal, free_slugs, propose_case, release_revision
from interkomm.catalogue.models import Case, Revision
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_proposal_is_not_public(world: World) -> None:
    revision = proposed(world)
    assert revision.state == Revision.State.PROPOSED
    assert not Case.objects.released().exists()


def test_a_release_makes_it_public_and_replaces_the_one_before(world: World) -> None:
    case = released(world)
    assert Case.objects.released().get() == case
    assert (case.start_year, case.partner_count, case.legal_form, case.status) == (
        2015,
        2,
        "purpose_agreement",
        "active",
    )
    newer = record(events=(items.Event(kind="founded", date=PartialDate(2011)),))
    again = release_revision(actor=world.rita, revision=proposed(world, newer, case=case))
    assert (again.pk, again.start_year) == (case.pk, 2011)
    assert sorted(case.revisions.values_list("number", "state")) == [(1, "superseded"), (2, "released")]
    assert set(case.terms.values_list("vocabulary", "code")) >= {
        ("theme", "works"),
        ("state", "DE-SN"),
        ("country", "DE"),
    }


def test_nobody_releases_their_own_words(world: World) -> None:
    revision = propose_case(actor=world.rita, proposal=Proposal(record=record()))
    with pytest.raises(RuleBroken):
        release_revision(actor=world.rita, revision=revision)
    with pytest.raises(NotAllowed):
        release_revision(actor=world.alice, revision=revision)


@pytest.mark.parametrize("person", ["vera", "zoe", "mo", "opal"])
def test_others_do_not_propose(world: World, person: str) -> None:
    with pytest.raises(NotAllowed):
        propose_case(actor=world.people[person], proposal=Proposal(record=record()))


def test_addresses_are_their_own(world: World) -> None:
    released(world, record("Größerer Bauhof"))
    assert free_slugs(["Größerer Bauhof", "Größerer Bauhof", "Karte", "§§"]) == [
        "groesserer-bauhof-2",
        "groesserer-bauhof-3",
        "karte-2",
        "fall",
    ]
