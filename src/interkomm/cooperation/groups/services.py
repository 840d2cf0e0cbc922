"""Founding and keeping working groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.groups import queries, rules
from interkomm.cooperation.groups.models import GroupMember, WorkingGroup
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation

FACTS = ("name", "aim", "ends_on", "is_public")
MOST_MEMBERS = 100


@dataclass(frozen=True)
class Seat:
    """Who takes part for a partner: a person with an account, a name, or only a function; one of them at least."""

    organisation: Organisation
    user: User | None = None
    person_name: str = ""
    function: str = ""
    is_chair: bool = False


@use_case()
def found_group(
    *,
    actor: User,
    cooperation: Cooperation,
    name: str,
    aim: str = "",
    ends_on: date | None = None,
    is_public: bool = False,
) -> WorkingGroup:
    if not partnerships.may_edit(actor, cooperation):
        raise NotAllowed
    group = WorkingGroup.objects.create(
        cooperation=cooperation, name=name, aim=aim, ends_on=ends_on, is_public=is_public
    )
    _remember(actor, "found", group)
    return group


@use_case()
def change_group(*, actor: User, group: WorkingGroup, facts: Mapping[str, Any]) -> WorkingGroup:
    """Change some of `FACTS`."""
    current = _writable(actor, group)
    if unknown := set(facts) - set(FACTS):
        raise KeyError(f"not a fact of a group: {', '.join(sorted(unknown))}")
    changed = [name for name in facts if getattr(current, name) != facts[name]]
    if changed:
        for name in changed:
            setattr(current, name, facts[name])
        current.save(update_fields=changed)
        _remember(actor, "change", current, {"changed": sorted(changed)})
    return current


@use_case()
def add_member(*, actor: User, group: WorkingGroup, seat: Seat) -> GroupMember:
    """A seat for a partner. RuleBroken for strangers, for nobody, and for the same seat twice."""
    current = _writable(actor, group)
    partners = partnerships.partner_ids(current.cooperation)
    if seat.organisation.pk not in partners:
        raise RuleBroken(_("%(name)s ist keine Partnerin dieser Kooperation.") % {"name": seat.organisation.name})
    if not (seat.user or seat.person_name or seat.function):
        raise RuleBroken(_("Bitte nennen Sie eine Person oder eine Funktion."))
    if seat.user and not queries.people_of([seat.organisation.pk]).filter(pk=seat.user.pk).exists():
        raise RuleBroken(_("Diese Person gehört nicht zu %(name)s.") % {"name": seat.organisation.name})
    if current.members.count() >= MOST_MEMBERS:
        raise RuleBroken(_("Eine Arbeitsgruppe kann höchstens %(count)d Mitglieder haben.") % {"count": MOST_MEMBERS})
    facts = {
        "organisation": seat.organisation,
        "user": seat.user,
        "person_name": seat.person_name,
        "function": seat.function,
    }
    if current.members.filter(**facts).exists():
        raise RuleBroken(_("Dieses Mitglied gibt es schon."))
    member = GroupMember.objects.create(group=current, is_chair=seat.is_chair, **facts)
    _remember(actor, "add_member", current, {"organisation": seat.organisation.name, "is_chair": seat.is_chair})
    return member


@use_case()
def remove_member(*, actor: User, member: GroupMember) -> None:
    current = _writable(actor, member.group)
    name = member.organisation.name
    member.delete()
    _remember(actor, "remove_member", current, {"organisation": name})


@use_case()
def set_chair(*, actor: User, member: GroupMember, is_chair: bool) -> None:
    """In the chair or no longer; a group may have several."""
    current = _writable(actor, member.group)
    member.is_chair = is_chair
    member.save(update_fields=["is_chair"])
    _remember(actor, "set_chair", current, {"organisation": member.organisation.name, "is_chair": is_chair})


@use_case()
def delete_group(*, actor: User, group: WorkingGroup) -> None:
    """Put it away with everything in it; can be brought back."""
    current = _writable(actor, group)
    current.deleted_at = timezone.now()
    current.save(update_fields=["deleted_at"])
    _remember(actor, "delete", current)


@use_case()
def restore_group(*, actor: User, group: WorkingGroup) -> None:
    current = _writable(actor, group, is_deleted=True)
    current.deleted_at = None
    current.save(update_fields=["deleted_at"])
    _remember(actor, "restore", current)


def _writable(actor: User, group: WorkingGroup, *, is_deleted: bool = False) -> WorkingGroup:
    current = WorkingGroup.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=group.pk)
    if not rules.may_write(actor, current):
        raise NotAllowed
    if (current.deleted_at is not None) != is_deleted:
        raise RuleBroken(_("Diese Arbeitsgruppe wurde inzwischen gelöscht oder wiederhergestellt."))
    return current


def _remember(actor: User, act: str, group: WorkingGroup, after: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.groups.{act}",
        subject=group,
        for_organisation=group.cooperation.lead_id,
        after=after,
    )
    topics.bump(group.cooperation.topic)
