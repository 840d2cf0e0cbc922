from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "interkomm.cooperation"
    label = "cooperation"
    verbose_name = _("Zusammenarbeit")

    def ready(self) -> None:
        from interkomm.cooperation.partnerships import changes  # needs the loaded models

        changes.register_acts()
