"""What a saved web page or a printed page brings along that is not part of the concept.

A pattern must cover the whole block: a sentence of the concept that merely mentions donations or cookies stays.
"""

from __future__ import annotations

import datetime
import re

from .concept import DropReason, Participation, ParticipationState

MAX_LENGTH = 300  # characters; longer blocks are text of the concept

_NAVIGATION = (
    r"(?:skip|jump) to (?:main )?(?:content|navigation)",
    r"(?:direkt )?zum (?:haupt)?inhalt(?: springen| wechseln)?|zur (?:haupt)?navigation(?: springen)?",
    r"(?:zu|zum|zur)(?: der| dem)? (?:seitenanfang|seitenende|startseite|suche)(?: springen)?",
    r"(?:previous|next)(?: chapter| page)?(?:\W+(?:previous|next)(?: chapter| page)?)?",
    (
        r"(?:vorherige[sr]?|nächste[sr]?|zurück zum?r?|weiter zum?r?|voriges)(?: kapitel| seite| abschnitt)?"
        r"(?:\W+(?:vorherige[sr]?|nächste[sr]?)(?: kapitel| seite| abschnitt))?"
    ),
    (
        r"(?:more questions from|weitere fragen (?:aus|zu)|further questions of) (?:this|dieser) "
        r"(?:online[- ]?)?(?:participation|beteiligung)"
    ),
    r"(?:sie sind hier|you are here)\b.{0,200}",
    (
        r"(?:back to top|nach oben|seite drucken|drucken|print(?: this page)?|teilen|share|seite teilen|menü|menu|"
        r"suche|search|anmelden|abmelden|login|log in|logout|registrieren|register|sign (?:in|up)|impressum|datenschutz"
        r"(?:erklärung|hinweise)?|barrierefreiheit|kontakt|sitemap|newsletter|imprint|privacy(?: policy)?)"
    ),
    (
        r"(?:impressum|datenschutz(?:erklärung)?|kontakt|barrierefreiheit|imprint|privacy(?: policy)?|terms of use)"
        r"(?:\s*[|·•/–-]\s*(?:impressum|datenschutz(?:erklärung)?|kontakt|barrierefreiheit|imprint|privacy(?: policy)?|"
        r"terms of use|sitemap))+"
    ),
)
_DONATION = (
    r"adhocracy\+ is funded by donations\.?|adhocracy\+ (?:wird|ist) (?:durch|über) spenden finanziert\.?",
    r"donate now(?: to adhocracy\+)?|jetzt (?:für adhocracy\+ )?spenden",
)
_COOKIES = (
    (
        r"(?:diese (?:web)?(?:seite|site)|wir|unsere (?:web)?(?:seite|site)|this (?:web)?site|we) "
        r"(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t)|uses?)\b.{0,60}\bcookies\b.{0,200}"
    ),
    (
        r"(?:alle |nur notwendige |accept |allow |only necessary |reject )?(?:all )?cookies?"
        r"(?: akzeptieren| zulassen| ablehnen|[- ]einstellungen| settings)?"
    ),
    r"(?:alle akzeptieren|alle ablehnen|nur notwendige|auswahl speichern|accept all|reject all)",
)
_ENDED = (
    r"participation is not possible at the moment\.?(?: it ended on\b.{0,60})?",
    r"(?:participation|it) (?:has )?ended(?: on\b.{0,60})?",
    (
        r"(?:die |eine )?(?:online[- ]?)?beteiligung ist (?:derzeit|zurzeit|momentan|aktuell) nicht "
        r"(?:mehr )?möglich\b.{0,120}"
    ),
    (
        r"(?:die |diese )?(?:online[- ]?)?(?:beteiligung|teilnahme|kommentierphase)(?:sphase)? "
        r"(?:ist|wurde|endete|hat|war)\b.{0,30}?(?:beendet|abgeschlossen|geendet|vorbei|am\b).{0,60}"
    ),
)
_RUNNING = (
    r"(?:participation|it) (?:is possible|ends|is running|runs)\b.{0,80}",
    (
        r"(?:noch|only|still)?\s*\d+ (?:tage?|days?|stunden?|hours?|wochen?|weeks?)"
        r" (?:left|remaining|verbleibend|übrig)?(?: bis zum ende.{0,40})?"
    ),
    (
        r"(?:die |diese )?(?:online[- ]?)?(?:beteiligung|teilnahme|kommentierphase)(?:sphase)? "
        r"(?:läuft|endet|ist (?:noch )?möglich)\b.{0,80}"
    ),
)
_PHASE = re.compile(
    r"(?:kommentier|kommentierungs|ideen|ideensammlungs|bewertungs|abstimmungs|informations|diskussions|umfrage|"
    r"beteiligungs)phase|(?:comment|commenting|rating|idea|voting|information) phase"
)
_PHASE_DESCRIPTION = re.compile(
    r".{3,120}\b(?:kommentieren|bewerten|abstimmen|diskutieren|sammeln|einbringen|mitreden|comment|rate|vote|discuss)\.?"
)
_PAGE_NUMBER = re.compile(r"(?:-|–|—)? ?(?:seite|page|s\.)? ?\d{1,4}(?: ?(?:von|of|/) ?\d{1,4})? ?(?:-|–|—)?")

_PATTERNS = tuple(
    (reason, re.compile("|".join(f"(?:{each})" for each in patterns)))
    for reason, patterns in (
        (DropReason.NAVIGATION, _NAVIGATION),
        (DropReason.DONATION, _DONATION),
        (DropReason.COOKIE_BANNER, _COOKIES),
        (DropReason.PARTICIPATION_STATUS, _ENDED + _RUNNING),
    )
)
_IS_ENDED = re.compile("|".join(f"(?:{each})" for each in _ENDED))
_IS_RUNNING = re.compile("|".join(f"(?:{each})" for each in _RUNNING))

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "märz march mar mrz", "april apr", "mai may",
            "juni june jun", "juli july jul", "august aug", "september sep sept", "oktober october okt oct",
            "november nov", "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})\. ?(?:(?P<month>\d{1,2})\.|(?P<name>[a-zä]+)) ?(?P<year>\d{4})"
    r"|(?P<eday>\d{1,2}) (?P<ename>[a-z]+)\.?,? (?P<eyear>\d{4})"
    r"|(?P<uname>[a-z]+)\.? (?P<uday>\d{1,2}),? (?P<uyear>\d{4})"
)


def drop_reason(text: str, previous: DropReason | None = None) -> DropReason | None:
    """Why this tidy block is no part of the concept, or None; ``previous``: the reason of the block before."""
    if not text or len(text) > MAX_LENGTH:
        return None
    folded = text.replace("\n", " ").casefold().strip(" |·•›»«‹→←")
    for reason, pattern in _PATTERNS:
        if pattern.fullmatch(folded):
            return reason
    return _phase_reason(folded, previous)


def _phase_reason(folded: str, previous: DropReason | None) -> DropReason | None:
    """The platform prints the phase's name and description below the state of the participation."""
    if _PHASE.fullmatch(folded):
        return DropReason.PHASE_LABEL
    if previous in (DropReason.PHASE_LABEL, DropReason.PARTICIPATION_STATUS) and _PHASE_DESCRIPTION.fullmatch(folded):
        return DropReason.PHASE_LABEL
    return None


def is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text.casefold()) is not None


def participation(texts: list[str]) -> Participation:
    """The state that the dropped status lines tell; a date only where one is completely printed."""
    for text in texts:
        folded = text.replace("\n", " ").casefold()
        for pattern, state in ((_IS_ENDED, ParticipationState.ENDED), (_IS_RUNNING, ParticipationState.RUNNING)):
            if pattern.fullmatch(folded):
                return Participation(state, _date(folded))
    return Participation()


def _date(folded: str) -> datetime.date | None:
    match = _DATE.search(folded)
    if match is None:
        return None
    found = match.groupdict()
    try:
        if found["iso"]:
            return datetime.date.fromisoformat(found["iso"])
        name = found["name"] or found["ename"] or found["uname"]
        month = int(found["month"]) if found["month"] else _MONTHS.get(name or "", 0)
        year = found["year"] or found["eyear"] or found["uyear"]
        day = found["day"] or found["eday"] or found["uday"]
        return datetime.date(int(year or 0), month, int(day or 0))
    except ValueError:
        return None
