"""The mail of an invitation. It goes to the outbox in the transaction of the act."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.sign_in.letters import tidy
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.roles.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """Write the mail with the personal link in the language of the page from which it is sent."""
    address = settings.PUBLIC_URL + reverse("organisations:invitation", args=[token])
    organisation = invitation.organisation
    body = render_to_string(
        "organisations/members/invitation.txt",
        {
            "invitation": invitation,
            "organisation": organisation,
            "address": address,
            "brand": brand_of(organisation, absolute=True),
        },
    )
    subject = _("Einladung: Mitarbeit für %(organisation)s") % {"organisation": organisation.name}
    EmailMessage(" ".join(subject.split()), tidy(body), to=[invitation.email]).send()
