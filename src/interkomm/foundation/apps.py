from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "interkomm.foundation"
    label = "foundation"
    verbose_name = _("Grundlagen")

    def ready(self) -> None:
        from interkomm.foundation.health import probes
        from interkomm.foundation.people import binding
        from interkomm.foundation.retention import own
        from interkomm.foundation.retention import tasks as _nightly  # noqa: F401 - registers the nightly job

        probes.register_own()
        binding.bind()
        own.register_own()
