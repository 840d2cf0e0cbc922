"""How allauth works here: our mails and messages, no stored addresses, our pages afterwards."""

from dataclasses import replace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from interkomm.accounts.sign_in import link
from interkomm.accounts.sign_in.letters import letter_for, tidy
from interkomm.accounts.sign_in.network import UNKNOWN, pseudonym_of
from interkomm.accounts.sign_in.notes import ERRORS, NOTES
from interkomm.accounts.users.models import User
from interkomm.ui.brands import Brand, brand_for


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped package
    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def get_client_ip(self, request: HttpRequest) -> str:
        """A pseudonym of the day instead of the address: allauth stores what this returns."""
        try:
            address = super().get_client_ip(request)
        except PermissionDenied:  # a local socket has no address
            address = UNKNOWN
        return pseudonym_of(str(address))

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new account speaks the language of the page it was made on."""
        user.language = "en" if (translation.get_language() or "de").startswith("en") else "de"
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/login_code":
            context = {**context, "link": self._sign_in_link(email)}
        super().send_mail(template_prefix, email, context)

    def _sign_in_link(self, email: str) -> str:
        user = get_user_model().objects.get(email__iexact=email)
        next_url = self.request.POST.get("next", "") if self.request else ""
        path = reverse("accounts:sign_in_link", args=[link.token_for(user, next_url)])
        return str(self.request.build_absolute_uri(path))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """One template for all letters; the words are in `letters.py`."""
        letter = letter_for(template_prefix, context)
        body = render_to_string(
            "accounts/mail/letter.txt",
            {
                "letter": letter,
                "brand": self._brand(),
                "site": self._absolute("/"),
            },
        )
        to = [email] if isinstance(email, str) else email
        return EmailMessage(" ".join(letter.subject.split()), tidy(body), self.get_from_email(), to, headers=headers)

    def _brand(self) -> Brand:
        """The site's brand with full addresses of its legal pages."""
        brand = brand_for(self.request)
        imprint, privacy = self._absolute(brand.imprint_url), self._absolute(brand.privacy_url)
        return replace(brand, imprint_url=imprint, privacy_url=privacy)

    def _absolute(self, address: str) -> str:
        if not address:
            return ""
        return str(self.request.build_absolute_uri(address)) if self.request else f"{settings.PUBLIC_URL}{address}"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message is None and message_template in NOTES:
            message = str(NOTES[message_template]) % (message_context or {})
        super().add_message(request, level, message_template, message_context, extra_tags, message)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        signed_in = self.request is not None and self.request.user.is_authenticated
        return reverse("accounts:account" if signed_in else "account_login")
