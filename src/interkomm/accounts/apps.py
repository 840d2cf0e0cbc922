from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "interkomm.accounts"
    label = "accounts"
    verbose_name = _("Konten")

    def ready(self) -> None:
        from interkomm.accounts.own_data import account_data, registry
        from interkomm.accounts.profile.menu import account_link
        from interkomm.accounts.sign_in import trail
        from interkomm.ui import slots

        registry.register(account_data.ACCOUNT)
        registry.register(account_data.SIGN_IN)
        trail.connect()
        slots.fill("page.user_menu", account_link, order=90)
