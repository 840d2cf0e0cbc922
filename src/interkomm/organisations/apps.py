from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "interkomm.organisations"
    label = "organisations"
    verbose_name = _("Organisationen")

    def ready(self) -> None:
        from interkomm.foundation.files import access
        from interkomm.organisations.bodies.services import LOGO_ACCESS

        access.allow(LOGO_ACCESS, lambda person, key: True, is_public=True)
