"""Labels of infoboxes, parameters of templates and headings → what they speak of (targets as for columns of tables)."""

from functools import lru_cache

from interkomm.calc.casereading.structured.columns import target_of

_SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": ("kurzbeschreibung", "zusammenfassung", "kurzfassung"),
    "description": (
        "beschreibung", "projektbeschreibung", "ausgangslage", "ausgangssituation", "hintergrund", "ziele", "ziel",
        "zielsetzung", "inhalt", "umsetzung", "vorgehen", "vorgehensweise",
    ),
    "current_state": ("aktueller stand", "aktuelles", "stand der umsetzung", "ausblick"),
    "lessons": ("erfahrungen", "erkenntnisse", "lessons learned", "erfolgsfaktoren", "nutzen"),
    "obstacles": ("hindernisse", "probleme", "schwierigkeiten", "stolpersteine", "herausforderungen"),
}  # fmt: skip
_SECTION_OF = {heading: code for code, headings in _SECTIONS.items() for heading in headings}
# Labels at the beginning of a line of a saved page, longest first; the value follows in the same line.
INFOBOX_LABELS = (
    "Projektpartner (Institutionen)", "Rechts- und Organisationsform", "Preise und Auszeichnungen", "Kontaktperson(en)",
    "Projektstart (Jahr)", "Projektende (Jahr)", "Ansprechpartner", "Ansprechperson", "Kooperationspartner", "Themenbereiche",
    "Projektwebsite", "Projektpartner", "Kontaktperson", "Projektstart", "Themenbereich", "Auszeichnungen", "Bezirk/Kreis",
    "Bundesländer", "Koordinaten", "Handlungsfelder", "Rechtsform", "Bundesland", "Projektende", "Landkreis", "Website",
    "Partner", "Bezirk", "Sektor", "Kanton", "Status", "Staat", "Land", "Kreis",
)  # fmt: skip
_HINTS = {"laufzeit": "events:project_start", "koordinate": "position", "web": "websites", "preis": "awards"}


@lru_cache(maxsize=10_000)
def subject_of(label: str) -> str:
    """The target of a label ("partners", "events:start"), empty when it is not known."""
    plain = label[:80].replace("_", " ").strip().rstrip(":").strip()
    return _SECTION_OF.get(plain.lower()) or _HINTS.get(plain.lower()) or target_of(plain)


def section_of(heading: str) -> str:
    """The field that a section of the page fills ("description"), empty when the heading is not known."""
    return _SECTION_OF.get(heading[:80].strip().rstrip(":").strip().lower(), "")
