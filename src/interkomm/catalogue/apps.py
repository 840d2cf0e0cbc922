from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "interkomm.catalogue"
    label = "catalogue"
    verbose_name = _("Katalog")

    def ready(self) -> None:
        from interkomm.catalogue.finding import keeping as search_rows
        from interkomm.catalogue.imports import keeping as imported_files
        from interkomm.catalogue.imports import tasks as reading_files
        from interkomm.catalogue.imports.rules import may_download_source
        from interkomm.catalogue.imports.services import FILE_ACCESS
        from interkomm.catalogue.saved import keeping as saved_searches
        from interkomm.catalogue.vocabulary import synonyms
        from interkomm.foundation.files.access import allow

        imported_files.register_rules()
        reading_files.connect()
        allow(FILE_ACCESS, may_download_source)
        saved_searches.register_own()
        search_rows.connect()
        synonyms.connect()
        self._hear()
        self._fill_slots()

    def _hear(self) -> None:
        from interkomm.catalogue.care import tasks
        from interkomm.catalogue.drafting import keeping as drafts
        from interkomm.catalogue.editing.events import CasesReleased
        from interkomm.catalogue.enquiries import retention
        from interkomm.foundation.events.bus import subscribe

        subscribe(CasesReleased, tasks.on_released, durable=True)
        retention.register_own()
        drafts.register_rules()

    def _fill_slots(self) -> None:
        from interkomm.catalogue.care.slots import link_state, old_facts
        from interkomm.catalogue.comparison.slots import compare_action
        from interkomm.catalogue.drafting.places import edit_link, missing_link
        from interkomm.catalogue.enquiries.slots import ask_link
        from interkomm.catalogue.ratings.slots import rating_box
        from interkomm.catalogue.similarity.slots import similar_cases
        from interkomm.ui import slots

        slots.fill("catalogue.case.actions", ask_link, order=20)
        slots.fill("catalogue.case.link", link_state)
        slots.fill("catalogue.case.aside", old_facts, order=10)
        slots.fill("catalogue.case.actions", compare_action, order=40)
        slots.fill("catalogue.case.aside", rating_box, order=5)
        slots.fill("catalogue.case.aside", similar_cases, order=40)
        slots.fill("catalogue.case.actions", edit_link, order=10)
        slots.fill("catalogue.case.missing", missing_link)
