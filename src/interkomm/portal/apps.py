from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "interkomm.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from interkomm.exchange.feeds.queries import add_source
        from interkomm.portal import topics
        from interkomm.portal.frame.brand import site_brand
        from interkomm.portal.frame.menu import demonstration_note, help_link, menu
        from interkomm.portal.legal import retention
        from interkomm.portal.news.feed import entries
        from interkomm.portal.search import keeping
        from interkomm.ui import slots
        from interkomm.ui.layouts import provide_brand

        provide_brand(site_brand)
        slots.fill("page.user_menu", menu, order=10)
        slots.fill("page.footer", demonstration_note, order=10)
        slots.fill("page.footer", help_link, order=20)
        add_source(entries)
        retention.register_own()
        topics.connect()
        keeping.connect()
