"""Giving and taking roles; invitations by mail."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.accounts.users.addresses import is_confirmed_address
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.members import rules
from interkomm.organisations.members.letters import send_invitation
from interkomm.organisations.members.tokens import VALIDITY, hash_of, new_token
from interkomm.organisations.roles.models import Invitation, Membership, Role
from interkomm.organisations.roles.rules import forget_roles


class InvitationInvalid(RuleBroken):
    """Unknown, used, revoked or expired; the message says what to do."""


@use_case()
def grant_role(*, actor: User, organisation: Organisation, user: User, role: str) -> Membership:
    """Give a role to a person who already works for the organisation; twice is once."""
    if not rules.may_manage_members(actor, organisation):
        raise NotAllowed
    if not Membership.objects.filter(user=user, organisation=organisation).exists():
        raise RuleBroken(_("Wer noch nicht für die Organisation arbeitet, wird per E-Mail eingeladen."))
    return _give(actor, organisation, user, Role(role))


@use_case()
def revoke_role(*, actor: User, membership: Membership) -> None:
    """Take a role away. The last management of an organisation stays; one's own role may be given back."""
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)  # one at a time
    held = Membership.objects.select_related("organisation", "user").filter(pk=membership.pk).first()
    if membership.user_id != actor.pk and not rules.may_manage_members(actor, organisation):
        raise NotAllowed
    if held is None:
        return  # somebody else was faster
    if rules.is_last_manager(held):
        raise RuleBroken(
            _(
                "Das ist die letzte Person im Kooperationsmanagement. "
                "Bitte geben Sie die Rolle zuerst einer anderen Person."
            )
        )
    _record(actor, "revoke_role", organisation, held.user, before={"role": held.role, "user": held.user_id})
    held.delete()
    forget_roles(actor)
    topics.bump(organisation.topic)


@use_case()
def invite(*, actor: User, organisation: Organisation, email: str, role: str) -> Invitation:
    """Invite somebody by mail to a role; one open invitation per address and role. The link is good for 14 days."""
    if not rules.may_invite(actor, organisation, role):
        raise NotAllowed
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # a double click waits here for the first one
    email = email.strip().lower()
    now = timezone.now()
    same = Invitation.objects.filter(
        organisation=organisation, email=email, role=role, accepted_at__isnull=True, revoked_at__isnull=True
    )
    if same.filter(expires_at__gt=now).exists():
        raise RuleBroken(_("Diese Person ist schon eingeladen. Sie können die Einladung noch einmal senden."))
    if Membership.objects.filter(organisation=organisation, role=role, user__email=email).exists():
        raise RuleBroken(_("Diese Person hat die Rolle schon."))
    same.update(revoked_at=now)
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=Role(role).value,
        token_hash=hash_of(token),
        invited_by=actor,
        expires_at=now + VALIDITY,
    )
    _record(actor, "invite", organisation, invitation, after={"role": role})
    topics.bump(organisation.topic)
    send_invitation(invitation, token)
    return invitation


@use_case()
def resend_invitation(*, actor: User, invitation: Invitation, known: str = "") -> Invitation:
    """Send a new link, good for another 14 days; the earlier link stops working.

    `known`: `Invitation.sent_mark` of the page with the button; RuleBroken when a newer link has gone out since.
    """
    current = _open_invitation(actor, invitation)
    if known and known != current.sent_mark:
        raise RuleBroken(_("Die Einladung wurde inzwischen schon noch einmal gesendet."))
    token = new_token()
    current.token_hash = hash_of(token)
    current.expires_at = timezone.now() + VALIDITY
    current.save(update_fields=["token_hash", "expires_at"])
    _record(actor, "resend_invitation", current.organisation, current, after={"role": current.role})
    topics.bump(current.organisation.topic)
    send_invitation(current, token)
    return current


@use_case()
def revoke_invitation(*, actor: User, invitation: Invitation) -> None:
    """Take an invitation back; its link stops working at once."""
    current = _open_invitation(actor, invitation)
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    _record(actor, "revoke_invitation", current.organisation, current, before={"role": current.role})
    topics.bump(current.organisation.topic)


@use_case()
def accept_invitation(*, actor: User, token: str) -> Membership:
    """Take the role. The account must have confirmed the invited address; the link counts once."""
    invitation = open_invitation_for(token, lock=True)
    if not is_confirmed_address(actor, invitation.email):
        raise RuleBroken(
            _(
                "Diese Einladung gilt für eine andere E-Mail-Adresse als die Ihres Kontos. "
                "Bitte melden Sie sich mit der eingeladenen Adresse an."
            )
        )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return _give(actor, invitation.organisation, actor, Role(invitation.role), action="accept_invitation")


def open_invitation_for(token: str, *, lock: bool = False) -> Invitation:
    """The invitation of a link. Raises InvitationInvalid with the reason in words."""
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    invitation = rows.select_related("organisation").filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise InvitationInvalid(_("Dieser Link gilt nicht (mehr). Bitte lassen Sie sich eine neue Einladung senden."))
    if invitation.revoked_at is not None:
        raise InvitationInvalid(_("Diese Einladung wurde zurückgezogen."))
    if invitation.accepted_at is not None:
        raise InvitationInvalid(_("Diese Einladung wurde schon angenommen."))
    if not invitation.is_open_at(timezone.now()):
        raise InvitationInvalid(_("Diese Einladung ist abgelaufen. Bitte lassen Sie sich eine neue senden."))
    return invitation


def _open_invitation(actor: User, invitation: Invitation) -> Invitation:
    current = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)
    if not rules.may_invite(actor, current.organisation, current.role):
        raise NotAllowed
    if current.accepted_at is not None or current.revoked_at is not None:
        raise RuleBroken(_("Diese Einladung ist nicht mehr offen."))
    return current


def _give(actor: User, organisation: Organisation, user: User, role: Role, *, action: str = "grant_role") -> Membership:
    membership, is_new = Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
    if is_new or action != "grant_role":
        _record(actor, action, organisation, user, after={"role": role.value, "user": user.pk})
        topics.bump(organisation.topic)
    forget_roles(user)
    return membership


def _record(actor: User, act: str, organisation: Organisation, subject: Any, **change: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        action=f"organisations.members.{act}",
        subject=subject,
        for_organisation=organisation.pk,
        **change,
    )
