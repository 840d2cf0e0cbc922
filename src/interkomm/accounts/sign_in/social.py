"""Which accounts of a provider may come in: known ones, and those whose confirmed address is confirmed here too."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.sign_in.oidc import CheckedProvider
from interkomm.accounts.users.models import User
from interkomm.calc.visible import visible_line


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped package
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Zu dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich zuerst damit an."),
        "no_password": _("Ihr Konto hat noch kein Passwort."),
        "no_verified_email": _("Ihr Konto hat keine bestätigte E-Mail-Adresse."),
        "invalid_token": _("Die Anmeldung ist nicht gelungen."),
    }

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        found = super().get_provider(request, provider, client_id)
        if isinstance(found, OpenIDConnectProvider):
            return CheckedProvider(found.request, app=found.app)
        return found

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only addresses that both sides have confirmed join an account of the provider to one of ours."""
        return bool(EmailAddress.objects.filter(email__iexact=email, verified=True).exists())

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody gets an account by merely knowing a provider, except with an invitation to that confirmed address."""
        confirmed = [address.email for address in sociallogin.email_addresses if address.verified]
        return any(get_account_adapter(request).is_email_verified(request, email) for email in confirmed)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.name = visible_line(str(data.get("name") or ""))[:120]
        user.email = user.email.lower()
        return user
