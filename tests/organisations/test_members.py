"""Roles and invitations."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.foundation.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.members import services
from interkomm.organisations.members.services import InvitationInvalid
from interkomm.organisations.models import Invitation, Membership, Organisation, Role
from interkomm.organisations.roles.rules import has_role
from tests.conftest import CastClient
from tests.world import CAST, World

NEW = "neu@example.org"


def token_in(message: mail.EmailMessage) -> str:
    return re.findall(r"/einladung/([\w-]+)/", str(message.body))[0]


def invite(world: World, email: str = NEW, role: str = Role.CLERK) -> str:
    services.invite(actor=world.alice, organisation=world.ahrenau, email=email, role=role)
    return token_in(mail.outbox[-1])


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("name", CAST)
def test_only_management_invites(world: World, name: str) -> None:
    def act() -> None:
        services.invite(actor=world.people[name], organisation=world.ahrenau, email=NEW, role=Role.VIEWER)

    if name == "alice":
        act()
        assert Invitation.objects.get().token_hash not in mail.outbox[0].body
        assert AuditEntry.objects.get().action == "organisations.members.invite"
        assert NEW not in AuditEntry.objects.get().subject_label
    else:
        with pytest.raises(NotAllowed):
            act()
        assert not mail.outbox


@pytest.mark.parametrize("name", CAST)
def test_only_management_gives_and_takes_roles(world: World, name: str) -> None:
    actor = world.people[name]
    clara = Membership.objects.get(user=world.clara, organisation=world.ahrenau)
    if name == "alice":
        held = services.grant_role(actor=actor, organisation=world.ahrenau, user=world.clara, role=Role.EDITOR)
        again = services.grant_role(actor=actor, organisation=world.ahrenau, user=world.clara, role=Role.EDITOR)
        assert held == again
        services.revoke_role(actor=actor, membership=clara)
        services.revoke_role(actor=actor, membership=clara)
        assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
            "organisations.members.grant_role",
            "organisations.members.revoke_role",
        ]
        assert has_role(fresh(world.clara), world.ahrenau.pk, Role.EDITOR)
    else:
        with pytest.raises(NotAllowed):
            services.grant_role(actor=actor, organisation=world.ahrenau, user=world.clara, role=Role.EDITOR)
        if name != "clara":
            with pytest.raises(NotAllowed):
                services.revoke_role(actor=actor, membership=clara)


def test_one_may_give_back_ones_own_role(world: World) -> None:
    services.revoke_role(actor=world.clara, membership=Membership.objects.get(user=world.clara))
    assert not Membership.objects.filter(user=world.clara).exists()


def test_the_last_manager_stays(world: World) -> None:
    own = Membership.objects.get(user=world.alice, organisation=world.ahrenau, role=Role.MANAGER)
    with pytest.raises(RuleBroken, match="letzte Person"):
        services.revoke_role(actor=world.alice, membership=own)
    services.grant_role(actor=world.alice, organisation=world.ahrenau, user=world.clara, role=Role.MANAGER)
    services.revoke_role(actor=world.alice, membership=own)
    assert not has_role(fresh(world.alice), world.ahrenau.pk, Role.MANAGER)


def test_closed_accounts_do_not_count_as_management(world: World) -> None:
    services.grant_role(actor=world.alice, organisation=world.ahrenau, user=world.clara, role=Role.MANAGER)
    User.objects.filter(pk=world.clara.pk).update(is_active=False)
    own = Membership.objects.get(user=world.alice, organisation=world.ahrenau, role=Role.MANAGER)
    with pytest.raises(RuleBroken):
        services.revoke_role(actor=world.alice, membership=own)


def test_strangers_are_invited_not_granted(world: World) -> None:
    with pytest.raises(RuleBroken, match="eingeladen"):
        services.grant_role(actor=world.alice, organisation=world.ahrenau, user=world.otto, role=Role.VIEWER)


def test_double_click_invites_once(world: World) -> None:
    invite(world)
    with pytest.raises(RuleBroken, match="schon eingeladen"):
        invite(world, " NEU@example.org ")
    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            organisation=world.ahrenau, email=NEW, role=Role.CLERK, token_hash="x", expires_at=timezone.now()
        )


def test_acceptance_counts_once_and_needs_the_invited_address(world: World) -> None:
    token = invite(world, "zoe@example.org")
    with pytest.raises(RuleBroken, match="andere E-Mail-Adresse"):
        services.accept_invitation(actor=world.otto, token=token)
    held = services.accept_invitation(actor=world.zoe, token=token)
    assert (held.role, held.organisation) == (Role.CLERK, world.ahrenau)
    with pytest.raises(InvitationInvalid, match="schon angenommen"):
        services.accept_invitation(actor=world.zoe, token=token)
    assert AuditEntry.objects.filter(action="organisations.members.accept_invitation").count() == 1


def test_unconfirmed_address_does_not_accept(world: World) -> None:
    token = invite(world)
    mallory = User.objects.create_user(NEW, "ein langer Satz zum Testen")
    EmailAddress.objects.create(user=mallory, email=NEW, primary=True, verified=False)
    with pytest.raises(RuleBroken, match="andere E-Mail-Adresse"):
        services.accept_invitation(actor=mallory, token=token)


def test_old_revoked_and_forged_links(world: World) -> None:
    token = invite(world, "zoe@example.org")
    with (
        time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)),
        pytest.raises(InvitationInvalid, match="abgelaufen"),
    ):
        services.accept_invitation(actor=world.zoe, token=token)
    services.revoke_invitation(actor=world.alice, invitation=Invitation.objects.get())
    with pytest.raises(InvitationInvalid, match="zurückgezogen"):
        services.accept_invitation(actor=world.zoe, token=token)
    with pytest.raises(InvitationInvalid, match="gilt nicht"):
        services.accept_invitation(actor=world.zoe, token="erfunden")


def test_the_button_pressed_twice_sends_one_new_link(world: World, client: CastClient) -> None:
    invite(world, "zoe@example.org")
    client.sign_in(world.alice)
    page = client.get(reverse("organisations:manage_members", args=[world.ahrenau.slug])).content.decode()
    button = re.search(r'action="([^"]*stand=[^"]*)"', page)
    assert button is not None
    for _press in range(2):
        client.post(button.group(1))
    assert len(mail.outbox) == 2  # the invitation and one more
    services.accept_invitation(actor=world.zoe, token=token_in(mail.outbox[-1]))


def test_resending_replaces_the_link(world: World) -> None:
    first = invite(world, "zoe@example.org")
    services.resend_invitation(actor=world.alice, invitation=Invitation.objects.get())
    second = token_in(mail.outbox[-1])
    with pytest.raises(InvitationInvalid):
        services.accept_invitation(actor=world.zoe, token=first)
    services.accept_invitation(actor=world.zoe, token=second)
    with pytest.raises(RuleBroken):
        services.resend_invitation(actor=world.alice, invitation=Invitation.objects.get())
    for name in ("bob", "clara", "otto", "opal"):
        with pytest.raises(NotAllowed):
            services.revoke_invitation(actor=world.people[name], invitation=Invitation.objects.get())


def test_operator_appoints_the_first_management_and_nothing_else(world: World) -> None:
    new = Organisation.objects.create(name="Neustadt", slug="neustadt")
    with pytest.raises(NotAllowed):
        services.invite(actor=world.opal, organisation=new, email=NEW, role=Role.EDITOR)
    services.invite(actor=world.opal, organisation=new, email="zoe@example.org", role=Role.MANAGER)
    services.accept_invitation(actor=world.zoe, token=token_in(mail.outbox[-1]))
    with pytest.raises(NotAllowed):
        services.invite(actor=world.opal, organisation=new, email=NEW, role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        services.invite(actor=world.opal, organisation=world.ahrenau, email=NEW, role=Role.MANAGER)


def test_invited_person_without_account_comes_in_by_the_link(client: CastClient, world: World) -> None:
    path = reverse("organisations:invitation", args=[invite(world)])
    page = client.get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert world.ahrenau.name in page.content.decode()
    assert not User.objects.filter(email=NEW).exists()
    to_signup = client.post(path + "konto/")["Location"]
    assert NEW in client.get(to_signup).content.decode()
    client.post(to_signup, {"email": NEW, "password1": "ein langer Satz zum Testen", "next": path})
    assert len(mail.outbox) == 1  # the link was the confirmation, no second mail
    client.post(path)
    assert has_role(User.objects.get(email=NEW), world.ahrenau.pk, Role.CLERK)


def test_link_of_an_invitation_does_not_confirm_another_address(client: CastClient, world: World) -> None:
    path = reverse("organisations:invitation", args=[invite(world)])
    client.post(path + "konto/")
    client.post(reverse("account_signup"), {"email": "opfer@example.org", "password1": "ein langer Satz zum Testen"})
    assert not EmailAddress.objects.get(email="opfer@example.org").verified


def test_wrong_account_and_anonymous_people_are_told_what_to_do(client: CastClient, world: World) -> None:
    path = reverse("organisations:invitation", args=[invite(world)])
    anonymous = client.get(path).content.decode()
    assert "Ich habe schon ein Konto" in anonymous
    client.sign_in(world.otto)
    assert "mit einer anderen Adresse angemeldet" in client.get(path).content.decode()
    assert "mit einer anderen Adresse" in client.post(path).content.decode()
    assert not has_role(fresh(world.otto), world.ahrenau.pk)
    assert client.get("/einladung/erfunden/").status_code == 410


def test_pages(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    url = reverse("organisations:manage_members", args=["ahrenau"])
    assert client.post(url, {"email": NEW, "role": "editor"}).status_code == 302
    page = client.get(url).content.decode()
    assert NEW in page
    assert "Clara" in page
    assert client.post(url, {"email": NEW, "role": "editor"}).status_code == 422
    invitation = Invitation.objects.get()
    client.post(reverse("organisations:invitation_resend", args=["ahrenau", invitation.pk]))
    client.post(reverse("organisations:invitation_revoke", args=["ahrenau", invitation.pk]))
    assert NEW not in client.get(url).content.decode()
    clara = Membership.objects.get(user=world.clara)
    client.post(reverse("organisations:grant_role", args=["ahrenau"]), {"user": world.clara.pk, "role": "editor"})
    remove = reverse("organisations:revoke_role", args=["ahrenau", clara.pk])
    assert "entziehen?" in client.get(remove).content.decode()
    assert [client.post(remove).status_code for _ in range(2)] == [302, 302]
    assert set(Membership.objects.filter(user=world.clara).values_list("role", flat=True)) == {"editor"}


def test_operator_sees_no_names_of_a_town(client: CastClient, world: World) -> None:
    client.sign_in(world.opal)
    page = client.get(reverse("organisations:manage_members", args=["ahrenau"])).content.decode()
    assert "Clara" not in page
    assert "clara@example.org" not in page
