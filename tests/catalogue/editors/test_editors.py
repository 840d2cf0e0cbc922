"""The operator appoints the editors of the catalogue."""

import pytest

from interkomm.catalogue.editors.services import appoint_editor, end_editor
from interkomm.catalogue.models import Editor
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_operator_appoints_ends_and_appoints_again(world: World) -> None:
    editor = appoint_editor(actor=world.opal, email=" BOB@example.org ")
    assert editor.user == world.bob
    with pytest.raises(RuleBroken, match="schon"):
        appoint_editor(actor=world.opal, email="bob@example.org")
    end_editor(actor=world.opal, editor=editor)
    with pytest.raises(RuleBroken, match="nicht mehr"):
        end_editor(actor=world.opal, editor=editor)
    assert appoint_editor(actor=world.opal, email="bob@example.org").ended_at is None
    assert Editor.objects.filter(user=world.bob).count() == 1


def test_somebody_without_an_account_is_not_appointed(world: World) -> None:
    with pytest.raises(RuleBroken, match="kein aktives Konto"):
        appoint_editor(actor=world.opal, email="niemand@example.org")
    world.bob.is_active = False
    world.bob.save()
    with pytest.raises(RuleBroken):
        appoint_editor(actor=world.opal, email="bob@example.org")


@pytest.mark.parametrize("who", ["alice", "rita", "zoe"])
def test_nobody_else_appoints(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        appoint_editor(actor=world.people[who], email="bob@example.org")
    with pytest.raises(NotAllowed):
        end_editor(actor=world.people[who], editor=Editor.objects.get(user=world.rita))
