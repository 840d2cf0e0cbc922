"""Mails about a contribution: the private link after posting, and the official answer."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interkomm.notifications.follows import services as follows
from interkomm.notifications.follows.letters import confirm_link, stop_link
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.queries import recipients
from interkomm.notifications.notices.letters import after_undo_time, sender_of, shortened, tell
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.notifications.outbox.services import cancel
from interkomm.organisations.models import Membership, Organisation
from interkomm.participation.contributions.events import ContributionPosted, ContributionWithdrawn
from interkomm.participation.models import Contribution, Response
from interkomm.participation.responses.events import AnswerTakenBack, ContributionAnswered
from interkomm.participation.responses.rules import ANSWERING


def on_posted(event: ContributionPosted) -> None:
    """The author with an account follows at once; one without gets the private link and is asked to confirm."""
    if event.author_id is None and not event.contact_email:
        return
    contribution = Contribution.objects.select_related("process__lead", "author").get(pk=event.contribution_id)
    now = timezone.now()
    if contribution.author is not None:
        follows.follow(actor=contribution.author, subject=contribution, now=now, is_author=True)
    elif event.contact_email:
        follow = follows.note_author_address(
            actor=None, contribution=contribution, email=event.contact_email, language=event.language, now=now
        )
        if follow is not None:
            _send_private_link(contribution, follow, event.private_token)


def _send_private_link(contribution: Contribution, follow: Follow, token: str) -> None:
    with translation.override(follow.spoken):
        letter = Letter(
            subject=_("Ihr Beitrag zu „%(title)s“") % {"title": contribution.process.title},
            paragraphs=(
                _("Guten Tag,"),
                _("vielen Dank für Ihren Beitrag:"),
                shortened(contribution.text),
                _("Mit diesem privaten Link können Sie ihn ändern oder zurückziehen. Geben Sie ihn nicht weiter:"),
                link("participation:private", token),
                _("Möchten Sie eine Mail bekommen, wenn die Verwaltung antwortet? Dann bestätigen Sie es bitte hier:"),
                confirm_link(follow),
                _("Ohne Bestätigung schreiben wir Ihnen nicht mehr."),
            ),
            reason=_(
                "Sie bekommen diese Mail, weil die Adresse bei einem Beitrag angegeben wurde. "
                "Wenn Sie das nicht waren, brauchen Sie nichts zu tun."
            ),
            stop_url=stop_link(follow),
            **sender_of(contribution.process),
        )
        post(letter, Envelope(follow.address, "contribution.private", f"private:{contribution.pk}"))


def on_withdrawn(event: ContributionWithdrawn) -> None:
    """Nothing more is told about it, and the address of its author is deleted."""
    for news in ("answered", "hidden", "released"):
        cancel(actor=None, dedupe_prefix=f"{news}:{event.contribution_id}:")
    follows.forget_author(actor=None, contribution_id=event.contribution_id)


def on_answered(event: ContributionAnswered) -> None:
    """Author and followers get the answer, a receiving organisation is told; both after the time for undoing."""
    joined = ("contribution__process__lead", "organisation", "forwarded_to")
    response = Response.objects.select_related(*joined).get(pk=event.response_id)
    contribution = response.contribution
    cancel(actor=None, dedupe_prefix=f"answered:{contribution.pk}:")
    tell(
        recipients(contribution_id=contribution.pk),
        lambda follow: _answer_letter(response, follow),
        purpose="answered",
        key=f"answered:{contribution.pk}:{response.pk}",
        send_after=after_undo_time(),
    )
    if response.forwarded_to is not None:
        _tell_receiver(response, response.forwarded_to)


def _answer_letter(response: Response, follow: Follow) -> Letter:
    contribution = response.contribution
    own = (
        _("Zu Ihrem Beitrag gibt es etwas Neues:") if follow.is_author else _("Zu diesem Beitrag gibt es etwas Neues:")
    )
    paragraphs = [
        _("Guten Tag,"),
        own,
        shortened(contribution.text),
        _("Stand: %(status)s") % {"status": response.get_status_display()},
    ]
    if response.forwarded_to is not None:
        paragraphs.append(_("Der Beitrag liegt jetzt bei: %(name)s") % {"name": response.forwarded_to.name})
    if response.text:
        paragraphs += [_("%(name)s antwortet:") % {"name": response.organisation.name}, response.text]
    paragraphs.append(_("Beitrag und Antwort im Zusammenhang:"))
    paragraphs.append(link("participation:contribution", contribution.process.slug, contribution.public_id))
    return Letter(
        subject=_("Antwort auf einen Beitrag zu „%(title)s“") % {"title": contribution.process.title},
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie diesem Beitrag folgen."),
        **sender_of(contribution.process),
    )


def _tell_receiver(response: Response, receiver: Organisation) -> None:
    contribution = response.contribution
    for address, language in _desks(receiver):
        with translation.override(language):
            letter = Letter(
                subject=_("Ein Beitrag wurde an %(name)s weitergeleitet") % {"name": receiver.label},
                paragraphs=(
                    _("Guten Tag,"),
                    _("%(sender)s hat einen Beitrag aus „%(title)s“ an Ihre Stelle weitergeleitet:")
                    % {"sender": response.organisation.name, "title": contribution.process.title},
                    shortened(contribution.text),
                    _("Notiz dazu:") + "\n" + response.text,
                    _("Wer in Ihrer Stelle antworten darf, findet den Beitrag hier:"),
                    link("participation:answer", contribution.public_id),
                ),
                reason=_("Sie bekommen diese Mail, weil Ihre Stelle den Beitrag erhalten hat."),
                **sender_of(contribution.process),
            )
            key = f"answered:{contribution.pk}:{response.pk}:an:{address}"[:120]
            post(letter, Envelope(address, "forwarded", key, after_undo_time()))


def _desks(receiver: Organisation) -> list[tuple[str, str]]:
    """(address, language) of the people who may answer for the organisation; its own address where there are none."""
    people = Membership.objects.filter(organisation=receiver, role__in=ANSWERING, user__is_active=True)
    found = sorted(set(people.values_list("user__email", "user__language")))
    return found or ([(receiver.email, "de")] if receiver.email else [])


def on_answer_taken_back(event: AnswerTakenBack) -> None:
    """Nobody is told what no longer holds."""
    response = Response.objects.get(pk=event.response_id)
    cancel(actor=None, dedupe_prefix=f"answered:{response.contribution_id}:")
