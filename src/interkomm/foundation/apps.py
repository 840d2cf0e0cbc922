from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "interkomm.foundation"
    label = "foundation"
    verbose_name = _("Grundlagen")

    def ready(self) -> None:
        from interkomm.foundation.health import probes

        probes.register_own()
