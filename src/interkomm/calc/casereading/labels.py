"""Labels of infoboxes, parameters of templates and headings → what they speak of."""

import re

_LABELS: dict[str, tuple[str, ...]] = {
    "name": ("name", "titel", "projektname", "projekttitel", "bezeichnung", "projekt"),
    "short_name": ("kurztitel", "kurzname", "akronym", "kurzbezeichnung"),
    "sector": ("sektor", "sektoren"),
    "themes": ("themenbereich", "themenbereiche", "thema", "themen", "themenfeld", "themenfelder"),
    "task_areas": ("handlungsfelder", "handlungsfeld", "aufgaben", "aufgabenbereich", "aufgabenbereiche", "aufgabe"),
    "countries": ("staat", "staaten", "land/staat", "länder", "land"),
    "states": ("bundesland", "bundesländer", "kanton", "kantone"),
    "districts": ("bezirk/kreis", "bezirk", "kreis", "landkreis", "bezirke", "kreise", "landkreise"),
    "partners": (
        "projektpartner", "projektpartner (institutionen)", "partner", "partnerinstitutionen", "institutionen",
        "beteiligte", "beteiligte kommunen", "beteiligte gemeinden", "gemeinden", "mitglieder", "kooperationspartner",
    ),
    "lead": ("federführung", "leadpartner", "lead partner", "projektträger", "träger"),
    "contacts": ("kontaktperson(en)", "kontaktperson", "kontaktpersonen", "ansprechperson", "ansprechpartner", "kontakt"),
    "website": ("projektwebsite", "website", "webseite", "homepage", "internet", "url", "internetseite", "web"),
    "start": ("projektstart (jahr)", "projektstart", "beginn", "start", "startjahr", "gründung", "gründungsjahr", "seit"),
    "end": ("projektende (jahr)", "projektende", "ende", "laufzeit bis"),
    "legal_form": ("rechts- und organisationsform", "rechtsform", "organisationsform", "rechts und organisationsform"),
    "awards": ("preise und auszeichnungen", "auszeichnungen", "preise", "preis"),
    "position": ("koordinaten", "koordinate", "geokoordinaten", "lage"),
    "status": ("status", "projektstatus", "stand"),
    "summary": ("kurzbeschreibung", "zusammenfassung", "kurzfassung"),
    "description": (
        "beschreibung", "projektbeschreibung", "ausgangslage", "ausgangssituation", "hintergrund", "ziele", "ziel",
        "zielsetzung", "inhalt", "umsetzung", "vorgehen", "vorgehensweise",
    ),
    "current_state": ("aktueller stand", "aktuelles", "stand der umsetzung", "ausblick"),
    "lessons": ("erfahrungen", "erkenntnisse", "lessons learned", "erfolgsfaktoren", "nutzen"),
    "obstacles": ("hindernisse", "probleme", "schwierigkeiten", "stolpersteine", "herausforderungen"),
}  # fmt: skip
_OF_LABEL = {label: subject for subject, labels in _LABELS.items() for label in labels}
SECTION_SUBJECTS = frozenset({"summary", "description", "current_state", "lessons", "obstacles"})
INFOBOX_LABELS = tuple(
    sorted(
        (label for label, subject in _OF_LABEL.items() if subject not in SECTION_SUBJECTS and subject != "name"),
        key=len,
        reverse=True,
    )
)
_SIGNS = re.compile(r"[\s_]+")


def subject_of(label: str) -> str:
    """What a label speaks of ("partners"), empty when it is not known; case, underscores and a colon do not matter."""
    plain = _SIGNS.sub(" ", label[:80]).strip().strip(":").strip().lower()
    return _OF_LABEL.get(plain, "")
