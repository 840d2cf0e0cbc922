"""Outbox, follows and digests: listens to events of the contexts below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "interkomm.notifications"
    label = "notifications"
    verbose_name = _("Benachrichtigungen")

    def ready(self) -> None:
        """Subscribe to events, register periodic jobs, fill places in pages."""
        from interkomm.notifications.digests import tasks as digests  # noqa: F401 - models exist only now
        from interkomm.notifications.follows import keeping, places
        from interkomm.notifications.notices import subscriptions
        from interkomm.notifications.outbox import health
        from interkomm.notifications.outbox import tasks as outbox  # noqa: F401
        from interkomm.notifications.searches import tasks as searches  # noqa: F401

        subscriptions.subscribe_all()
        places.fill_places()
        keeping.register_rules()
        health.register_probe()
