"""Keeping contacts: nobody is shown in public without consent, and nobody after the expiry date."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.bodies.rules import may_edit as may_edit_organisation
from interkomm.organisations.bodies.services import topics_of
from interkomm.organisations.contacts import rules
from interkomm.organisations.contacts.models import Contact

FACTS = frozenset(
    [
        "role_title",
        "person_name",
        "email",
        "phone",
        "is_public",
        "consent_on",
        "consent_source",
        "expires_on",
        "position",
    ]
)
AUDITED = ("is_public", "consent_on", "expires_on", "position")  # the trail says what was decided, not who is reachable


@use_case()
def add_contact(*, actor: User, organisation: Organisation, facts: Mapping[str, Any]) -> Contact:
    """Add a contact. `facts`: field names of `FACTS`. Raises RuleBroken for a public one without consent."""
    if not may_edit_organisation(actor, organisation):
        raise NotAllowed
    contact = _set(Contact(organisation=organisation), facts)
    contact.save()
    _record(actor, "add", contact, {}, _state(contact))
    return contact


@use_case()
def update_contact(*, actor: User, contact: Contact, facts: Mapping[str, Any]) -> Contact:
    """Change a contact; what is not named stays."""
    current = Contact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=contact.pk)
    if not rules.may_edit(actor, current):
        raise NotAllowed
    before = _state(current)
    _set(current, facts).save()
    _record(actor, "update", current, before, _state(current))
    return current


@use_case()
def remove_contact(*, actor: User, contact: Contact) -> None:
    """Delete a contact with all it says about a person; twice is once."""
    current = (
        Contact.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=contact.pk).first()
    )
    if not may_edit_organisation(actor, contact.organisation):
        raise NotAllowed
    if current is not None:
        _record(actor, "remove", current, _state(current), {})
        current.delete()


def _set(contact: Contact, facts: Mapping[str, Any]) -> Contact:
    if unknown := set(facts) - FACTS:
        raise KeyError(f"not a fact of a contact: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(contact, name, value)
    if contact.is_public and not (contact.consent_on and contact.consent_source.strip()):
        raise RuleBroken(_("Öffentlich zeigen dürfen wir den Kontakt nur mit Datum und Nachweis der Einwilligung."))
    try:
        contact.full_clean()
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    return contact


def _state(contact: Contact) -> dict[str, Any]:
    values = {name: getattr(contact, name) for name in AUDITED}
    return {
        name: value if isinstance(value, bool | int) or value is None else str(value) for name, value in values.items()
    }


def _record(actor: User, act: str, contact: Contact, before: dict[str, Any], after: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        action=f"organisations.contacts.{act}",
        subject=contact,
        for_organisation=contact.organisation_id,
        before=before,
        after=after,
    )
    topics.bump(*topics_of(contact.organisation))
