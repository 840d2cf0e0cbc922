import gc

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COLLECT_AFTER = (50_000, 20, 100)  # new objects; Python's 700, 10, 10 cost an import of cases half of its time


class FoundationConfig(AppConfig):
    name = "interkomm.foundation"
    label = "foundation"
    verbose_name = _("Grundlagen")

    def ready(self) -> None:
        from django.core.signals import request_finished, request_started

        from interkomm.foundation.health import probes
        from interkomm.foundation.people import binding
        from interkomm.foundation.retention import own
        from interkomm.foundation.retention import tasks as _nightly  # noqa: F401 - registers the nightly job
        from interkomm.foundation.topics import memory

        gc.set_threshold(*COLLECT_AFTER)
        request_started.connect(memory.begin_request)
        request_finished.connect(memory.end_request)
        probes.register_own()
        binding.bind()
        own.register_own()
