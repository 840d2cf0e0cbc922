from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "interkomm.cooperation"
    label = "cooperation"
    verbose_name = _("Zusammenarbeit")

    def ready(self) -> None:
        from interkomm.cooperation.examples.slots import examples_box, reuse_box
        from interkomm.cooperation.partnerships import catalogue_subject, changes  # needs the loaded models
        from interkomm.ui import slots

        changes.register_acts()
        catalogue_subject.register_subject()
        slots.fill("catalogue.case.below", reuse_box, order=30)
        slots.fill("region.content", examples_box, order=60)
