"""The minutes as PDF: who was there, the agenda, the text, the decisions."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from interkomm.cooperation.meetings.models import Meeting, MinutesVersion
from interkomm.cooperation.minutes.blocks import Block, blocks_of
from interkomm.cooperation.minutes.queries import Decided, written_of
from interkomm.cooperation.minutes.wording import quorum_sentence, result_sentence
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.ui.text import localtime

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(meeting: Meeting, version: MinutesVersion) -> bytes:
    """The PDF of one version, in the language of the page."""
    written = written_of(meeting)
    values = {
        "title": _("Protokoll: %(title)s") % {"title": meeting.title},
        "footer": meeting.cooperation.name,
        "state": "" if version.confirmed_at else _("Entwurf, noch nicht bestätigt"),
        "facts": _facts(meeting, version),
        "names": {
            "attendance": _("Anwesenheit"), "agenda": _("Tagesordnung"), "minutes": pgettext("Sitzung", "Protokoll"),
            "decisions": pgettext("der Kooperation", "Beschlüsse"),
        },
        "attendance": [_presence(each) for each in written.attendance],
        "quorum": quorum_sentence(written.quorum) if written.attendance else "",
        "agenda": [item.title for item in meeting.agenda.all()],
        "blocks": _below(blocks_of(version.text)),
        "decisions": [_decision(number, each) for number, each in enumerate(written.decisions, start=1)],
        "confirmed": _confirmed(version),
    }  # fmt: skip
    language = "en" if (get_language() or "de").startswith("en") else "de"
    return render_pdf(TEMPLATE, values, language=language)


def _facts(meeting: Meeting, version: MinutesVersion) -> list[str]:
    return [
        meeting.group.name if meeting.group else meeting.cooperation.name,
        f"{localtime(meeting.starts_at)} – {localtime(meeting.ends_at)}",
        *([meeting.place] if meeting.place else []),
        _("Fassung %(number)d vom %(when)s") % {"number": version.number, "when": localtime(version.saved_at)},
    ]


def _presence(each: Any) -> str:
    names = f" ({each.names})" if each.names else ""
    return f"{each.organisation.name}: {each.get_presence_display()}{names}"


def _below(blocks: list[Block]) -> list[Block]:
    """Headings of the text stand below ours without a gap: the highest becomes level 2, none skips a level (PDF/UA)."""
    last = 1
    for block in blocks:
        if block["kind"] == "heading":
            block["level"] = last = min(block["level"] + 1, last + 1)
    return blocks


def _decision(number: int, each: Decided) -> dict[str, Any]:
    return {
        "title": _("Beschluss %(number)d") % {"number": number},
        "text": each.decision.text.splitlines(),
        "result": result_sentence(each),
        "votes": [f"{vote.organisation.name}: {vote.get_choice_display()}" for vote in each.votes],
    }


def _confirmed(version: MinutesVersion) -> str:
    if version.confirmed_at is None:
        return ""
    by = version.confirmed_by.display_name if version.confirmed_by else ""
    return _("Bestätigt am %(when)s durch %(name)s.") % {"when": localtime(version.confirmed_at), "name": by or "–"}
