"""Founding organisations, keeping their facts, logo and children."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit
from interkomm.foundation.files import services as files
from interkomm.foundation.files.kinds import LOGOS
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.bodies import rules
from interkomm.organisations.bodies.changes import BELOW, FACTS, FOUNDING, KINDS_BELOW, apply, difference
from interkomm.organisations.bodies.models import Organisation

LOGO_ACCESS = "organisation-logo"
LOGO_MAX_BYTES = 1_000_000


@use_case()
def found_organisation(*, actor: User, facts: Mapping[str, Any]) -> Organisation:
    """Found a municipality or other institution. `facts`: field names of `changes.FOUNDING`; the operator only."""
    if not rules.may_found(actor):
        raise NotAllowed
    organisation = Organisation()
    apply(organisation, facts, FOUNDING)
    if organisation.kind in KINDS_BELOW:
        raise RuleBroken(_("Ämter und Gremien werden unter ihrer Gemeinde angelegt."))
    organisation.save()
    _record(actor, organisation, "found", {}, FOUNDING)
    topics.bump("site", organisation.topic)
    return organisation


@use_case()
def add_child(*, actor: User, parent: Organisation, facts: Mapping[str, Any]) -> Organisation:
    """Add an office or body below an organisation. `facts`: field names of `changes.BELOW`."""
    if not rules.may_add_child(actor, parent):
        raise NotAllowed
    child = Organisation(parent=parent, kind=Organisation.Kind.OFFICE)
    apply(child, facts, BELOW)
    if child.kind not in KINDS_BELOW:
        raise RuleBroken(_("Unter einer Gemeinde können nur Ämter und Gremien angelegt werden."))
    child.save()
    _record(actor, child, "add_child", {}, BELOW)
    topics.bump(child.topic, parent.topic)
    return child


@use_case()
def update_organisation(*, actor: User, organisation: Organisation, facts: Mapping[str, Any]) -> Organisation:
    """Change facts (field names of `changes.FACTS`); what is not named stays. Nothing changed: nothing is written."""
    if not rules.may_edit(actor, organisation):
        raise NotAllowed
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = {name: getattr(current, name) for name in FACTS}
    apply(current, facts, FACTS)
    if any(before[name] != getattr(current, name) for name in facts):
        current.save()
        _record(actor, current, "update", before, FACTS)
        topics.bump(*topics_of(current))
    return current


@use_case()
def set_logo(*, actor: User, organisation: Organisation, upload: "File[bytes] | None") -> Organisation:
    """Show an uploaded picture as logo, or none. Raises RefusedUpload with words. The earlier picture is deleted."""
    if not rules.may_edit(actor, organisation):
        raise NotAllowed
    current = Organisation.objects.select_for_update(of=("self",)).select_related("logo").get(pk=organisation.pk)
    earlier = current.logo
    current.logo = None
    if upload is not None:
        current.logo = files.store_upload(
            actor=actor,
            upload=upload,
            access=LOGO_ACCESS,
            access_key=str(current.pk),
            allowed=LOGOS,
            max_bytes=LOGO_MAX_BYTES,
        )
    if earlier is None and current.logo is None:
        return current
    current.save(update_fields=["logo"])
    _record(actor, current, "set_logo", {"logo": earlier}, frozenset({"logo"}))
    topics.bump(*topics_of(current))
    if earlier is not None:
        files.delete_file(actor=actor, file=earlier)
    return current


@use_case()
def set_active(*, actor: User, organisation: Organisation, is_active: bool) -> Organisation:
    """Take an office or body out of the public pages, or bring it back; nothing is deleted."""
    if organisation.parent_id is None or not rules.may_edit(actor, organisation):
        raise NotAllowed
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if current.is_active == is_active:
        return current
    current.is_active = is_active
    current.save(update_fields=["is_active"])
    _record(actor, current, "set_active", {"is_active": not is_active}, frozenset({"is_active"}))
    topics.bump(*topics_of(current))
    return current


def topics_of(organisation: Organisation) -> list[str]:
    """Its own pages and those of the organisation above it, which lists it."""
    return [f"organisation:{key}" for key in sorted(rules.responsible_ids(organisation))]


def _record(
    actor: User, organisation: Organisation, act: str, before: Mapping[str, Any], names: frozenset[str]
) -> None:
    earlier, later = difference(organisation, before, names)
    audit.record(
        actor=actor,
        action=f"organisations.bodies.{act}",
        subject=organisation,
        for_organisation=organisation.parent_id or organisation.pk,
        before=earlier,
        after=later,
    )
