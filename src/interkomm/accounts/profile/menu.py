"""The entry of the account in the person's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from interkomm.accounts.users.models import User


def account_link(request: HttpRequest, user: User) -> Markup:
    return Markup('<li><a href="{}">{}</a></li>').format(reverse("accounts:account"), _("Mein Konto"))
