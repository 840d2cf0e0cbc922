"""Working groups: seats of partners, the chair, public ones."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.groups import queries, rules, services
from interkomm.cooperation.groups.services import Seat
from interkomm.cooperation.models import GroupMember, WorkingGroup
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Membership
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


def founded(world: World, name: str = "Bauhof") -> WorkingGroup:
    return services.found_group(actor=world.alice, cooperation=world.cooperation, name=name, is_public=True)


def test_seats_are_for_partners_and_their_people(world: World) -> None:
    group = founded(world)
    for seat, reason in (
        (Seat(world.outside, function="Bauamt"), "keine Partnerin"),
        (Seat(world.ahrenau), "Person oder eine Funktion"),
        (Seat(world.ahrenau, world.vera), "gehört nicht zu"),
    ):
        with pytest.raises(RuleBroken, match=reason):
            services.add_member(actor=world.bob, group=group, seat=seat)
    services.add_member(actor=world.bob, group=group, seat=Seat(world.ahrenau, function="Bauamt"))
    with pytest.raises(RuleBroken, match="gibt es schon"):
        services.add_member(actor=world.bob, group=group, seat=Seat(world.ahrenau, function="Bauamt"))
    for person in (world.vera, world.otto, world.opal):
        with pytest.raises(NotAllowed):
            services.change_group(actor=person, group=group, facts={"name": "x"})


def test_the_chair_keeps_the_group_while_in_office(world: World) -> None:
    group = founded(world)
    seat = services.add_member(actor=world.alice, group=group, seat=Seat(world.cronfeld, world.vera, is_chair=True))
    services.change_group(actor=world.vera, group=group, facts={"aim": "Geräte teilen"})
    Membership.objects.filter(user=world.vera).delete()
    assert not rules.leads(User.objects.get(pk=world.vera.pk), group)
    services.set_chair(actor=world.alice, member=seat, is_chair=False)
    services.remove_member(actor=world.alice, member=seat)
    assert not GroupMember.objects.exists()


def test_a_group_put_away_comes_back(world: World) -> None:
    group = founded(world)
    services.delete_group(actor=world.alice, group=group)
    with pytest.raises(RuleBroken):
        services.change_group(actor=world.alice, group=group, facts={"name": "x"})
    assert not queries.groups(world.cooperation)
    services.restore_group(actor=world.bob, group=group)
    assert [each.name for each in queries.groups(world.cooperation, words="bau")] == ["Bauhof"]


def test_the_public_page_names_partners_not_people(world: World, client: CastClient) -> None:
    group = founded(world, "Radwege für alle")
    services.add_member(actor=world.alice, group=group, seat=Seat(world.cronfeld, person_name="Erika Muster"))
    address = reverse("cooperation:public_cooperation", args=[world.cooperation.slug])
    page = client.get(address).content.decode()
    assert "Radwege für alle" in page
    assert "Erika Muster" not in page
    day = timezone.localdate() - timedelta(days=1)
    services.change_group(actor=world.alice, group=group, facts={"ends_on": day})
    assert "Radwege für alle" not in client.get(address).content.decode()


def test_pages_from_founding_to_the_bin(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    here = [world.cooperation.pk]
    client.post(
        reverse("cooperation:group_new", args=here), {"name": "Winterdienst", "aim": "Salz", "ends_on": "2028-02-29"}
    )
    group = WorkingGroup.objects.get()
    home = [*here, group.pk]
    seat = {"organisation": world.birkstedt.pk, "user": world.mo.pk, "function": "Bauhof"}
    client.post(reverse("cooperation:group_member_new", args=home), seat)
    wrong = client.post(
        reverse("cooperation:group_member_new", args=home), {"organisation": world.ahrenau.pk, "user": world.mo.pk}
    )
    assert wrong.status_code == 422
    member = GroupMember.objects.get()
    client.post(reverse("cooperation:group_member_chair", args=[*home, member.pk]))
    page = client.get(reverse("cooperation:group", args=home)).content.decode()
    assert "Leitung abgeben" in page
    assert "29. Februar 2028" in page
    listed = reverse("cooperation:groups", args=here)
    assert "Mo (Birkstedt)" in client.get(listed).content.decode()
    csv = b"".join(client.get(listed, {"format": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "Winterdienst;Mo (Birkstedt);1;2028-02-29" in csv
    client.post(reverse("cooperation:group_edit", args=home), {"name": "Winter"})
    client.post(reverse("cooperation:group_member_remove", args=[*home, member.pk]))
    client.post(reverse("cooperation:group_delete", args=home))
    assert "Winter" in client.get(listed, {"papierkorb": "1"}).content.decode()
    client.post(reverse("cooperation:group_restore", args=home))
    assert "Winter" in client.get(listed).content.decode()


def test_a_removed_member_is_taken_back_once(world: World, client: CastClient) -> None:
    group = founded(world)
    seat = services.add_member(
        actor=world.alice, group=group, seat=Seat(world.cronfeld, world.vera, function="Bauamt", is_chair=True)
    )
    client.sign_in(world.bob)
    home = reverse("cooperation:group", args=[group.cooperation_id, group.pk])
    back = reverse("cooperation:group_member_restore", args=[group.cooperation_id, group.pk])
    remove = reverse("cooperation:group_member_remove", args=[group.cooperation_id, group.pk, seat.pk])
    assert back in client.post(remove, follow=True).content.decode()
    assert not GroupMember.objects.exists()
    for _press in range(2):
        assert back not in client.post(back, follow=True).content.decode()
        again = GroupMember.objects.get()
        assert (again.organisation, again.user, again.function, again.is_chair) == (
            world.cronfeld, world.vera, "Bauamt", True,
        )  # fmt: skip
    assert client.get(home).status_code == 200
