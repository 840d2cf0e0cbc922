"""Two editors at the same moment: one decision counts, the other hears why; nobody's release is covered up unseen."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import connection, connections

from interkomm.accounts.models import User
from interkomm.catalogue.editing import services
from interkomm.catalogue.editing.services import discard, is_overtaken, release_revision
from interkomm.catalogue.editors.services import appoint_editor
from interkomm.catalogue.models import Case, Revision
from interkomm.foundation.use_cases import RuleBroken
from tests.catalogue.making import proposed, record, released
from tests.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
Outcomes = list[str]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Otto is an editor, too; between looking and releasing passes a moment, as it does on a busy server."""
    world = build_world()
    appoint_editor(actor=world.opal, email=world.otto.email)

    def slowly(revision: Revision) -> bool:
        found = is_overtaken(revision)
        sleep(0.2)
        return found

    monkeypatch.setattr(services, "is_overtaken", slowly)
    return world


def at_once(*acts: Callable[[], object]) -> Outcomes:
    """Run the acts in threads of their own; what became of each: "done" or the reason why not."""
    gate, outcomes = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait(timeout=10)
        try:
            act()
            outcomes.append("done")
        except RuleBroken as reason:
            outcomes.append(str(reason))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    connection.close()
    return sorted(outcomes)


def releasing(editor: User, revision: Revision) -> Callable[[], object]:
    return lambda: release_revision(actor=editor, revision=Revision.objects.get(pk=revision.pk))


def test_the_same_proposal_is_released_once(world: World) -> None:
    revision = proposed(world)
    outcomes = at_once(releasing(world.rita, revision), releasing(world.otto, revision))
    assert len(outcomes) == 2
    assert outcomes.count("done") == 1
    assert any("wartet nicht mehr auf die Redaktion" in each for each in outcomes)


def test_released_and_discarded_at_once_is_one_of_both(world: World) -> None:
    revision = proposed(world)
    other = Revision.objects.get(pk=revision.pk)
    outcomes = at_once(
        releasing(world.rita, revision), lambda: discard(actor=world.otto, revision=other, reason="Gibt es schon")
    )
    assert outcomes.count("done") == 1
    revision.refresh_from_db()
    assert (revision.state == Revision.State.RELEASED) == Case.objects.get(pk=revision.case_id).is_public


def test_two_proposals_of_one_case_do_not_cover_each_other_up(world: World) -> None:
    case = released(world)
    first = proposed(world, record("Bauhof mit erstem Namen"), case=case)
    second = proposed(world, record("Bauhof mit zweitem Namen"), case=case)
    outcomes = at_once(releasing(world.rita, first), releasing(world.otto, second))
    assert outcomes.count("done") == 1
    assert any("Inzwischen wurde eine andere Fassung freigegeben" in each for each in outcomes)
    assert Revision.objects.filter(case=case, state=Revision.State.RELEASED).count() == 1
    case.refresh_from_db()
    assert case.released is not None
    assert case.released.state == Revision.State.RELEASED
