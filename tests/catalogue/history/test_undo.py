"""Undoing a release, withdrawing, restoring and merging cases."""

import pytest

from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.editing.services import release_revision
from interkomm.catalogue.history import services
from interkomm.catalogue.models import Case, Revision
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    """Released twice: as "Erster Name", then as "Zweiter Name"."""
    made = released(world, record("Erster Name"))
    return release_revision(actor=world.rita, revision=proposed(world, record("Zweiter Name"), case=made))


def undo(world: World, case: Case, seen: int) -> Case:
    services.undo_release(actor=world.rita, case=case, seen=seen, reason="Irrtum")
    case.refresh_from_db()
    return case


def test_undoing_makes_the_previous_public_as_a_new_revision_and_can_be_undone(world: World, case: Case) -> None:
    assert undo(world, case, 2).name == "Erster Name"
    assert case.released is not None
    assert (case.released.number, case.released.origin, case.released.comment) == (3, "undo", "Irrtum")
    assert undo(world, case, 3).name == "Zweiter Name"
    assert Revision.objects.filter(case=case).count() == 4


def test_undoing_needs_a_previous_one_a_reason_and_the_revision_that_was_seen(world: World, case: Case) -> None:
    with pytest.raises(RuleBroken, match="andere Fassung"):
        undo(world, case, 1)
    with pytest.raises(RuleBroken, match="Grund"):
        services.undo_release(actor=world.rita, case=case, seen=2, reason="")
    with pytest.raises(RuleBroken, match="gab es keine"):
        undo(world, released(world, record("Nur einmal")), 1)


@pytest.mark.parametrize("who", ["alice", "clara", "zoe", "opal", "otto"])
def test_only_editors_act_on_public_cases(world: World, case: Case, who: str) -> None:
    person, other = world.people[who], released(world, record("Anderer"))
    with pytest.raises(NotAllowed):
        services.undo_release(actor=person, case=case, seen=2, reason="x")
    with pytest.raises(NotAllowed):
        services.withdraw_case(actor=person, case=case, reason="x")
    with pytest.raises(NotAllowed):
        services.restore_case(actor=person, case=case, reason="x")
    with pytest.raises(NotAllowed):
        services.merge_into(actor=person, case=case, target=other, reason="x")


def test_a_withdrawn_case_rests_until_it_is_restored(world: World, case: Case) -> None:
    services.withdraw_case(actor=world.rita, case=case, reason="Doppelt")
    assert not Case.objects.released().filter(pk=case.pk)
    case.refresh_from_db()
    with pytest.raises(RuleBroken):
        services.withdraw_case(actor=world.rita, case=case, reason="noch einmal")
    with pytest.raises(RuleBroken, match="nicht öffentlich"):
        start_draft(actor=world.alice, beginning=Beginning(case=case))
    waiting = proposed(world, record("Dritter"), case=case)
    with pytest.raises(RuleBroken, match="zurückgezogen"):
        release_revision(actor=world.rita, revision=waiting)
    services.restore_case(actor=world.rita, case=case, reason="Doch nicht")
    case.refresh_from_db()
    assert (case.is_public, case.withdrawn_reason) == (True, "")


def test_a_merged_case_leads_to_the_other_also_over_two_steps(world: World, case: Case) -> None:
    second, third = released(world, record("Zweiter")), released(world, record("Dritter"))
    services.merge_into(actor=world.rita, case=case, target=second, reason="Dasselbe")
    services.merge_into(actor=world.rita, case=second, target=third, reason="Dasselbe")
    case.refresh_from_db()
    assert (case.merged_into, case.is_public) == (third, False)
    services.restore_case(actor=world.rita, case=case, reason="Doch zwei")
    case.refresh_from_db()
    assert (case.merged_into, case.is_public) == (None, True)


def test_a_case_is_not_merged_with_itself_or_with_a_hidden_one(world: World, case: Case) -> None:
    hidden = services.withdraw_case(actor=world.rita, case=released(world, record("Weg")), reason="x")
    for target in (case, hidden):
        with pytest.raises(RuleBroken):
            services.merge_into(actor=world.rita, case=case, target=target, reason="x")
