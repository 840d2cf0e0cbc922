"""Mails to authors about decisions of the moderation."""

from django.utils.translation import gettext as _

from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.queries import recipients
from interkomm.notifications.notices.letters import after_undo_time, sender_of, shortened, tell
from interkomm.notifications.outbox.letter import Letter, link
from interkomm.notifications.outbox.services import cancel
from interkomm.participation.models import Appeal, Contribution, ModerationAct
from interkomm.participation.moderation.events import (
    AppealDecided,
    ContributionHidden,
    ContributionReleased,
    ContributionRestored,
)
from interkomm.participation.moderation.tokens import appeal_token


def _act(key: int) -> ModerationAct:
    return ModerationAct.objects.select_related("contribution__process__lead", "organisation").get(pk=key)


def on_hidden(event: ContributionHidden) -> None:
    """The author learns the reason and how to object, after the time for undoing."""
    act = _act(event.act_id)
    cancel(actor=None, dedupe_prefix=f"released:{act.contribution_id}:")
    tell(
        recipients(authors_only=True, contribution_id=act.contribution_id),
        lambda follow: _hidden_letter(act),
        purpose="hidden",
        key=f"hidden:{act.contribution_id}:{act.pk}",
        send_after=after_undo_time(),
    )


def _hidden_letter(act: ModerationAct) -> Letter:
    return _letter(
        act.contribution,
        _("Ihr Beitrag wurde ausgeblendet"),
        (
            _("die Moderation hat Ihren Beitrag ausgeblendet:"),
            shortened(act.contribution.text),
            _("Grund: %(reason)s") % {"reason": act.get_reason_display()},
            _("Begründung: %(note)s") % {"note": act.note},
            _("Entschieden hat: %(name)s") % {"name": act.organisation.name if act.organisation else "–"},
            _("Wenn Sie das für falsch halten, können Sie hier widersprechen. Dann entscheidet eine andere Person:"),
            link("participation:appeal", appeal_token(act)),
        ),
    )


def on_restored(event: ContributionRestored) -> None:
    """Say so, unless the author has not even been told of the hiding, or the answer to the objection follows."""
    act = _act(event.act_id)
    contribution = act.contribution
    if cancel(actor=None, dedupe_prefix=f"hidden:{contribution.pk}:"):
        return
    if contribution.state != Contribution.State.PUBLISHED:
        return
    if Appeal.objects.filter(act__contribution=contribution, outcome=Appeal.Outcome.OPEN).exists():
        return
    tell(
        recipients(authors_only=True, contribution_id=contribution.pk),
        lambda follow: _visible_letter(contribution, _("Ihr Beitrag ist wieder sichtbar")),
        purpose="restored",
        key=f"restored:{contribution.pk}:{act.pk}:{act.kind}",
    )


def on_released(event: ContributionReleased) -> None:
    contribution = _act(event.act_id).contribution
    tell(
        recipients(authors_only=True, contribution_id=contribution.pk),
        lambda follow: _visible_letter(contribution, _("Ihr Beitrag ist veröffentlicht")),
        purpose="released",
        key=f"released:{contribution.pk}:{event.act_id}",
        send_after=after_undo_time(),
    )


def _visible_letter(contribution: Contribution, subject: str) -> Letter:
    address = link("participation:contribution", contribution.process.slug, contribution.public_id)
    text = _("die Moderation hat Ihren Beitrag geprüft. Er steht öffentlich hier:")
    return _letter(contribution, subject, (text, address))


def on_appeal_decided(event: AppealDecided) -> None:
    """The author learns the decision and its reason."""
    joined = ("act__contribution__process__lead", "act__organisation")
    appeal = Appeal.objects.select_related(*joined).get(pk=event.appeal_id)
    contribution = appeal.act.contribution
    tell(
        recipients(authors_only=True, contribution_id=contribution.pk),
        lambda follow: _appeal_letter(appeal, follow),
        purpose="appeal",
        key=f"appeal:{contribution.pk}:{appeal.pk}",
    )


def _appeal_letter(appeal: Appeal, follow: Follow) -> Letter:
    contribution = appeal.act.contribution
    if appeal.outcome == Appeal.Outcome.GRANTED:
        result = _("Ihrem Widerspruch wurde stattgegeben. Ihr Beitrag ist wieder sichtbar:")
        address = link("participation:contribution", contribution.process.slug, contribution.public_id)
    else:
        result = _("Ihr Widerspruch wurde zurückgewiesen. Ihr Beitrag bleibt ausgeblendet.")
        address = link("participation:moderation_log", contribution.process.slug)
    paragraphs = (result, appeal.answer, address) if appeal.answer else (result, address)
    return _letter(contribution, _("Entscheidung über Ihren Widerspruch"), paragraphs)


def _letter(contribution: Contribution, subject: str, paragraphs: tuple[str, ...]) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(_("Guten Tag,"), *paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie einen Beitrag zu „%(title)s“ geschrieben haben.")
        % {"title": contribution.process.title},
        **sender_of(contribution.process),
    )
