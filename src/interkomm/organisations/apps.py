from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "interkomm.organisations"
    label = "organisations"
    verbose_name = _("Organisationen")

    def ready(self) -> None:
        from interkomm.accounts.own_data import registry
        from interkomm.foundation.audit import scopes
        from interkomm.foundation.files import access
        from interkomm.foundation.retention import rules as retention
        from interkomm.organisations.bodies.services import LOGO_ACCESS
        from interkomm.organisations.contacts.keeping import CONTACTS
        from interkomm.organisations.members import own_data
        from interkomm.organisations.members.keeping import INVITATIONS
        from interkomm.organisations.members.trail import organisations_with_trail
        from interkomm.ui import slots

        access.allow(LOGO_ACCESS, lambda person, key: True, is_public=True)
        registry.register(own_data.ROLES)
        retention.register(CONTACTS)
        retention.register(INVITATIONS)
        slots.fill("account.page", own_data.roles_part)
        scopes.provide(organisations_with_trail)
