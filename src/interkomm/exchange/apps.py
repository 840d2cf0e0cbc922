from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "interkomm.exchange"
    label = "exchange"
    verbose_name = _("Austausch")

    def ready(self) -> None:
        from interkomm.exchange.catalogue.choice import downloads as case_downloads
        from interkomm.exchange.catalogue.embedding import offer
        from interkomm.exchange.exports.slots import downloads
        from interkomm.exchange.oparl import keeping, tasks
        from interkomm.exchange.oparl.import_views import import_link
        from interkomm.ui import slots

        slots.fill("contributions.toolbar", downloads)
        slots.fill("outcome.toolbar", downloads)
        slots.fill("catalogue.case.below", offer, order=90)
        slots.fill("catalogue.finding.downloads", case_downloads)
        keeping.connect()
        keeping.register_own()
        tasks.connect()
        slots.fill("cooperation.manage", import_link, order=80)
