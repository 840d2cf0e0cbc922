from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "interkomm.participation"
    label = "participation"
    verbose_name = _("Beteiligung")

    def ready(self) -> None:
        from interkomm.accounts.own_data import registry
        from interkomm.foundation.events.bus import subscribe  # needs the loaded models
        from interkomm.participation.contributions.own_data import CONTRIBUTIONS
        from interkomm.participation.formats.text_review import part
        from interkomm.participation.formats.text_review.reanchor import on_new_version
        from interkomm.participation.history import places as history
        from interkomm.participation.moderation.places import fill_places
        from interkomm.participation.processes import changes
        from interkomm.planning.concepts.events import ConceptVersionPublished

        part.register_format()
        registry.register(CONTRIBUTIONS)
        changes.register_acts()
        history.fill_places()
        fill_places()
        subscribe(ConceptVersionPublished, on_new_version, durable=True)
