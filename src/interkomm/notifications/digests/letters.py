"""The daily mails: to staff what waits, to followers of a process what is new."""

from datetime import date, datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.notifications.digests.queries import News, Waiting, news_of, people_with_work, waiting_for
from interkomm.notifications.follows.letters import stop_link
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.participation.models import Process


def send_staff_digests(day: date) -> int:
    """One mail a day and person, only when something waits. Returns how many were written."""
    count = 0
    for person in people_with_work():
        waiting = waiting_for(person)
        if waiting:
            with translation.override(person.language):
                post(_staff_letter(waiting), Envelope(person.email, "digest", f"digest:{person.pk}:{day.isoformat()}"))
            count += 1
    return count


def _staff_letter(waiting: list[Waiting]) -> Letter:
    paragraphs = [_("Guten Tag,"), _("das wartet heute:")]
    paragraphs += [_organisation_lines(one) for one in waiting]
    if any(one.reported or one.held or one.appeals for one in waiting):
        paragraphs += [_("Moderation:"), link("participation:moderation")]
    if any(one.unanswered or one.forwarded for one in waiting):
        paragraphs += [_("Rückmeldungen:"), link("participation:responses")]
    paragraphs += [_("Diese Mail können Sie hier abschalten:"), link("notifications:digest")]
    return Letter(
        subject=_("Was heute wartet"),
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail einmal am Tag, wenn in Ihrer Stelle etwas wartet."),
    )


def _organisation_lines(one: Waiting) -> str:
    lines = [one.organisation.name]
    for count, text in (
        (one.reported, ngettext("%(count)d gemeldeter Beitrag", "%(count)d gemeldete Beiträge", one.reported)),
        (one.held, ngettext("%(count)d Beitrag vor der Prüfung", "%(count)d Beiträge vor der Prüfung", one.held)),
        (one.appeals, ngettext("%(count)d Widerspruch", "%(count)d Widersprüche", one.appeals)),
        (
            one.unanswered,
            ngettext("%(count)d Beitrag ohne Antwort", "%(count)d Beiträge ohne Antwort", one.unanswered),
        ),
        (
            one.forwarded,
            ngettext(
                "%(count)d Beitrag an Sie weitergeleitet", "%(count)d Beiträge an Sie weitergeleitet", one.forwarded
            ),
        ),
    ):
        if count:
            lines.append("- " + text % {"count": count})
    return "\n".join(lines)


def send_process_digests(now: datetime) -> int:
    """What is new since yesterday, to the followers of each process. Returns how many mails were written."""
    count = 0
    followed = Follow.objects.confirmed().filter(process__isnull=False).values("process_id")
    for process in Process.objects.published().select_related("lead").filter(pk__in=followed):
        news = news_of(process.pk, now - timedelta(days=1))
        if not (news.contributions or news.answers):
            continue
        follows = (
            Follow.objects.confirmed().filter(process=process).exclude(user__is_active=False).select_related("user")
        )
        for follow in follows:
            with translation.override(follow.spoken):
                key = f"news:{process.pk}:{now.date().isoformat()}:{follow.pk}"
                post(_news_letter(process, news, follow), Envelope(follow.address, "process", key))
            count += 1
    return count


def _news_letter(process: Process, news: News, follow: Follow) -> Letter:
    lines = []
    if news.contributions:
        text = ngettext("%(count)d neuer Beitrag", "%(count)d neue Beiträge", news.contributions)
        lines.append("- " + text % {"count": news.contributions})
    if news.answers:
        text = ngettext(
            "%(count)d neue Antwort der Verwaltung", "%(count)d neue Antworten der Verwaltung", news.answers
        )
        lines.append("- " + text % {"count": news.answers})
    return Letter(
        subject=_("Neues zu „%(title)s“") % {"title": process.title},
        paragraphs=(
            _("Guten Tag,"),
            _("das ist seit gestern neu:") + "\n" + "\n".join(lines),
            link("participation:contributions", process.slug),
        ),
        reason=_("Sie bekommen diese Mail, weil Sie diesem Verfahren folgen."),
        sender=process.lead.name,
        reply_to=process.lead.email,
        stop_url=stop_link(follow),
    )
