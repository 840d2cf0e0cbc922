"""Mails about the catalogue: new proposals to its editors, their decisions to those who proposed."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.catalogue.editing.events import ProposalDecided, ProposalsReceived
from interkomm.catalogue.models import Editor, Revision
from interkomm.notifications.notices.letters import after_undo_time, shortened
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post

MOST_NAMES = 10
State = Revision.State


def on_proposals(event: ProposalsReceived) -> None:
    """Every editor but the author hears of it: one mail for one act, however many cases it brought."""
    rows = Revision.objects.filter(pk__in=event.revision_ids).defer("content").select_related("case")
    revisions = list(rows.order_by("pk")[:MOST_NAMES])
    if not revisions:
        return
    editors = Editor.objects.filter(ended_at__isnull=True, user__is_active=True).select_related("user")
    for editor in editors.exclude(user=revisions[0].author_id).order_by("pk"):
        with translation.override(editor.user.language):
            letter = _received_letter(revisions, len(event.revision_ids))
            key = f"case-proposed:{revisions[0].pk}:{_moment(revisions[0])}:{editor.pk}"
            post(letter, Envelope(editor.user.email, "catalogue", key, after_undo_time()))


def _moment(revision: Revision) -> str:
    """The same revision may be proposed again after it was returned."""
    return revision.proposed_at.strftime("%Y%m%d%H%M%S") if revision.proposed_at else ""


def _received_letter(revisions: list[Revision], count: int) -> Letter:
    subject = ngettext(
        "Katalog: %(count)s neuer Vorschlag", "Katalog: %(count)s neue Vorschläge", count
    ) % {"count": count}  # fmt: skip
    paragraphs = [_("Guten Tag,"), _("für den Katalog wurde vorgeschlagen:")]
    paragraphs += [f"{each.case.name}\n{shortened(each.comment)}".strip() for each in revisions]
    if count > len(revisions):
        paragraphs.append(_("und %(count)s weitere.") % {"count": count - len(revisions)})
    paragraphs += [_("Prüfen und freigeben können Sie hier:"), f"{link('catalogue:manage')}?ansicht=vorschlaege"]
    return Letter(
        subject=subject,
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie zur Redaktion des Katalogs gehören."),
    )


def on_decided(event: ProposalDecided) -> None:
    """The author reads what was decided and why; not when an editor decided about an own text."""
    revision = Revision.objects.defer("content").select_related("case", "author").get(pk=event.revision_id)
    author = revision.author
    if author is None or not author.is_active or author.pk == revision.reviewer_id:
        return
    with translation.override(author.language):
        moment = revision.reviewed_at.strftime("%Y%m%d%H%M%S") if revision.reviewed_at else ""
        key = f"case-decided:{revision.pk}:{moment}"
        post(_decided_letter(revision, event.outcome), Envelope(author.email, "catalogue", key))


def _decided_letter(revision: Revision, outcome: str) -> Letter:
    name = {"name": revision.case.name}
    subject, sentence, address = {
        State.RELEASED: (
            _("Freigegeben: %(name)s") % name,
            _("die Redaktion hat Ihren Vorschlag freigegeben. Der Fall steht öffentlich hier:"),
            link("catalogue:case", revision.case.slug),
        ),
        State.RETURNED: (
            _("Zurückgegeben: %(name)s") % name,
            _("die Redaktion bittet Sie, an Ihrem Vorschlag weiterzuschreiben. Sie finden ihn hier:"),
            link("catalogue:draft", revision.pk),
        ),
        State.DISCARDED: (
            _("Nicht übernommen: %(name)s") % name,
            _("die Redaktion hat Ihren Vorschlag nicht übernommen. Sie können ihn hier noch lesen:"),
            link("catalogue:review", revision.pk),
        ),
    }[State(outcome)]
    paragraphs = [_("Guten Tag,"), sentence, address]
    if revision.review_note:
        paragraphs += [_("Antwort der Redaktion:"), shortened(revision.review_note, 2000)]
    return Letter(
        subject=subject,
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie einen Fall für den Katalog vorgeschlagen haben."),
    )
