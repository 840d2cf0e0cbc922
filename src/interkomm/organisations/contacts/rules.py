"""Who keeps the contacts of an organisation: those who may edit it."""

from interkomm.organisations.bodies.rules import may_edit as may_edit_organisation
from interkomm.organisations.contacts.models import Contact
from interkomm.organisations.roles.rules import Person


def may_edit(user: Person, contact: Contact) -> bool:
    return may_edit_organisation(user, contact.organisation)
