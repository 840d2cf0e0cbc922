"""The one mail that somebody gets before confirming, and what all mails to followers have in common."""

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.tokens import confirm_token, stop_token
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.participation.models import Process


def process_of(follow: Follow) -> Process:
    found = follow.contribution.process if follow.contribution else follow.process
    if found is None:
        raise ValueError("a follow without subject cannot be stored")
    return found


def confirm_link(follow: Follow) -> str:
    return link("notifications:follow_confirm", confirm_token(follow))


def stop_link(follow: Follow) -> str:
    return link("notifications:follow_stop", stop_token(follow))


def ask_for_confirmation(follow: Follow) -> None:
    """Double opt-in: nothing further is sent until the link is opened and confirmed."""
    with translation.override(follow.spoken):
        process = process_of(follow)
        letter = Letter(
            subject=_("Bitte bestätigen: Mails zu „%(title)s“") % {"title": process.title},
            paragraphs=(
                _("Guten Tag,"),
                _("jemand hat diese Adresse eingetragen, um Mails zu „%(title)s“ zu bekommen.")
                % {"title": process.title},
                _("Wenn Sie das waren, bestätigen Sie es bitte hier:"),
                confirm_link(follow),
                _("Wenn nicht, brauchen Sie nichts zu tun: Es kommt keine weitere Mail, die Adresse wird gelöscht."),
            ),
            reason=_("Sie bekommen diese Mail, weil die Adresse auf unserer Seite eingetragen wurde."),
            sender=process.lead.name,
        )
        post(letter, Envelope(follow.address, "follow.confirm"))
