"""Re-exports the models of the slices."""

from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.contacts.models import Contact
from interkomm.organisations.roles.models import Invitation, Membership, Role

__all__ = ["Contact", "Invitation", "Membership", "Organisation", "Role"]
