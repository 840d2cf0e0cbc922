"""Who may do what with a process, and what is open before, in and after its phases."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from interkomm.participation.models import Process
from interkomm.participation.processes import rules
from interkomm.participation.processes.owners import owner_ids
from interkomm.participation.processes.queries import phases_of, process_page, processes_managed_by, processes_of
from tests.world import CAST, World

RIGHTS = {
    "may_manage": {"alice", "bob"},
    "may_edit": {"alice", "bob"},
    "may_moderate": {"alice", "bob", "mo"},
    "may_answer": {"alice", "bob", "clara"},
    "may_work_on": {"alice", "bob", "clara", "mo", "vera"},
}


@pytest.mark.parametrize("right", RIGHTS)
def test_rights_by_cast(world: World, right: str) -> None:
    allowed = {name for name in CAST if getattr(rules, right)(getattr(world, name), world.process)}
    assert allowed == RIGHTS[right]
    assert not getattr(rules, right)(AnonymousUser(), world.process)
    assert not getattr(rules, right)(None, world.process)


def test_drafts_are_seen_by_their_owners_and_deleted_ones_by_nobody(world: World) -> None:
    assert all(rules.may_see(getattr(world, name), world.process) for name in CAST)
    assert rules.may_see(AnonymousUser(), world.process)
    world.process.published_at = None
    seen = {name for name in CAST if rules.may_see(getattr(world, name), world.process)}
    assert seen == RIGHTS["may_work_on"]
    assert not rules.may_see(AnonymousUser(), world.process)
    world.process.deleted_at = datetime.now(UTC)
    assert not any(rules.may_see(getattr(world, name), world.process) for name in CAST)
    assert not rules.may_manage(world.alice, world.process)


def test_features_before_in_and_after(world: World) -> None:
    phases = list(world.process.phases.all())
    comment = next(phase for phase in phases if phase.kind == "comment")
    result = phases[-1]
    writing = {"comment", "reply", "support"}
    moment = timedelta(microseconds=1)
    assert comment.ends_at is not None
    assert rules.features_now(phases, comment.starts_at - moment) == set()
    assert rules.features_now(phases, comment.starts_at) == writing
    assert rules.features_now(phases, comment.ends_at - moment) == writing
    assert rules.features_now(phases, comment.ends_at) == set()
    assert rules.features_now(phases, result.starts_at) == {"results"}
    closed = comment.starts_at + timedelta(hours=1)
    assert rules.features_now(phases, closed, closed) == set()
    assert rules.features_now(phases, result.starts_at, closed) == {"results"}


def test_the_public_page_in_three_queries(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        page = process_page(world.process.slug)
    assert page is not None
    assert [owner.name for owner in page.owners] == ["Ahrenau", "Birkstedt", "Cronfeld"]
    assert [owner.is_lead for owner in page.owners] == [True, False, False]
    assert [phase.kind for phase in page.phases] == ["information", "comment", "evaluation", "result"]
    assert page.part("leitbild") is not None
    assert page.part("anderes") is None
    assert page.owner("birkstedt") is not None
    assert page.owner("drausberg") is None
    assert page.known_owner_ids == owner_ids(world.process)
    assert set(page.topics) == {
        f"process:{world.process.pk}",
        f"cooperation:{world.cooperation.pk}",
        *(f"organisation:{owner.id}" for owner in page.owners),
    }
    now = datetime.now(UTC)
    assert page.features(now) == {"comment", "reply", "support"}
    until = page.valid_until(now)
    assert until is not None
    assert now < until <= now + timedelta(hours=25)
    assert phases_of(world.process) == list(page.phases)


def test_drafts_and_deleted_processes_have_no_public_page(world: World) -> None:
    Process.objects.filter(pk=world.process.pk).update(published_at=None)
    assert process_page(world.process.slug) is None
    draft = process_page(world.process.slug, include_drafts=True)
    assert draft is not None
    assert draft.features(datetime.now(UTC)) == set()
    assert rules.may_see(world.vera, draft)
    assert not rules.may_see(world.otto, draft)
    Process.objects.filter(pk=world.process.pk).update(deleted_at=datetime.now(UTC))
    assert process_page(world.process.slug, include_drafts=True) is None


def test_lists_know_only_own_processes(world: World) -> None:
    assert set(processes_of(world.vera)) == {world.process}
    assert set(processes_of(world.otto)) == {world.foreign_process}
    assert set(processes_of(world.zoe)) == set()
    assert set(processes_managed_by(world.vera)) == set()
    assert set(processes_managed_by(world.bob)) == {world.process}


def test_a_row_that_does_not_know_its_owners_is_refused() -> None:
    class Row:
        published_at = None
        deleted_at = None

    with pytest.raises(TypeError):
        owner_ids(Row())
