"""Forms that change something stored do not cover up what somebody else has saved meanwhile."""

from typing import Any

import pytest
from django.urls import reverse

from interkomm.cooperation.groups.services import found_group
from interkomm.cooperation.instruments.models import Wording
from interkomm.cooperation.models import Attendance, WorkingGroup
from tests.conftest import CastClient
from tests.cooperation.instruments.making import drafted
from tests.cooperation.meetings.making import held
from tests.world import World

pytestmark = pytest.mark.django_db


def opened(client: CastClient, address: str) -> dict[str, str]:
    """The hidden field of the page as it is now."""
    page = client.get(address).content.decode()
    return {"bekannt": page.split('name="bekannt" value="')[1].split('"')[0]}


@pytest.fixture
def group(world: World) -> WorkingGroup:
    return found_group(actor=world.alice, cooperation=world.cooperation, name="Bauhof", aim="Alt")


def group_address(group: WorkingGroup) -> str:
    return reverse("cooperation:group_edit", args=[group.cooperation_id, group.pk])


def test_an_old_page_asks_before_it_covers_up(world: World, client: CastClient, group: WorkingGroup) -> None:
    client.sign_in(world.alice)
    where = group_address(group)
    known = opened(client, where)
    WorkingGroup.objects.update(aim="Was Bob schrieb")
    answer = client.post(where, {"name": "Bauhof", "aim": "Was Alice schrieb", **known})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Inzwischen ist hier etwas gespeichert worden" in page
    assert "Auftrag: Was Bob schrieb" in page
    assert "Was Alice schrieb" in page
    assert WorkingGroup.objects.get().aim == "Was Bob schrieb"
    again = {"bekannt": page.split('name="bekannt" value="')[1].split('"')[0]}
    assert client.post(where, {"name": "Bauhof", "aim": "Beides", **again}).status_code == 302
    assert WorkingGroup.objects.get().aim == "Beides"


def test_the_same_change_is_no_conflict(world: World, client: CastClient, group: WorkingGroup) -> None:
    client.sign_in(world.alice)
    known = opened(client, group_address(group))
    WorkingGroup.objects.update(aim="Neu")
    assert client.post(group_address(group), {"name": "Bauhof", "aim": "Neu", **known}).status_code == 302


def test_two_record_who_was_there(world: World, client: CastClient) -> None:
    """The second page does not know of the first entry; its empty fields must not take it away."""
    meeting = held(world)
    where = reverse("cooperation:attendance", args=[meeting.cooperation_id, meeting.pk])
    client.sign_in(world.bob)
    known = opened(client, where)
    Attendance.objects.create(meeting=meeting, organisation=world.ahrenau, presence="present", names="Kim Muster")
    values: dict[str, Any] = {f"presence_{world.birkstedt.pk}": "present", f"names_{world.birkstedt.pk}": "Bo Beispiel"}
    answer = client.post(where, values | known)
    assert answer.status_code == 422
    assert "Ahrenau, Personen: Kim Muster" in answer.content.decode()
    assert "Bo Beispiel" in answer.content.decode()
    assert Attendance.objects.get().names == "Kim Muster"


def test_two_write_the_wording(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    where = reverse("cooperation:instrument_wording", args=[made.cooperation_id, made.pk])
    known = opened(client, where)
    Wording.objects.update(text="# Bobs Text\n\nDer lange Satz von Bob.")
    answer = client.post(where, {"text": "# Alices Text", "note": "", **known})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Der lange Satz von Bob." in page
    assert "Alices Text" in page
    assert Wording.objects.get().text.startswith("# Bobs Text")


def test_every_form_that_changes_something_carries_what_it_knew(world: World, client: CastClient) -> None:
    """Also where the page renders the fields itself."""
    meeting, made = held(world), drafted(world)
    client.sign_in(world.alice)
    at = [world.cooperation.pk]
    party = made.parties.get(organisation=world.ahrenau)
    for name, args in (
        ("cooperation_texts", at),
        ("meeting_edit", [*at, meeting.pk]),
        ("attendance", [*at, meeting.pk]),
        ("instrument_particulars", [*at, made.pk]),
        ("instrument_wording", [*at, made.pk]),
        ("instrument_clauses", [*at, made.pk]),
        ("instrument_party", [*at, made.pk, party.pk]),
    ):
        assert opened(client, reverse(f"cooperation:{name}", args=args))["bekannt"], name
