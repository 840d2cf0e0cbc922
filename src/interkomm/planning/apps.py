from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "interkomm.planning"
    label = "planning"
    verbose_name = _("Planung")

    def ready(self) -> None:
        from interkomm.foundation.files.access import allow
        from interkomm.planning.concepts import keeping, tasks
        from interkomm.planning.concepts.rules import may_download_source
        from interkomm.planning.concepts.services import FILE_ACCESS

        tasks.connect()
        keeping.register_rules()
        allow(FILE_ACCESS, may_download_source)
