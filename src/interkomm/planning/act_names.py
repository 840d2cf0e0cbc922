"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "planning.concept.create": _("Konzept angelegt"),
    "planning.concept.change": _("Angaben zum Konzept geändert"),
    "planning.concept.accept_import": _("Eingelesenes Konzept übernommen"),
    "planning.concept.choose_import_target": _("Ziel des Einlesens gewählt"),
    "planning.concept.correct_import": _("Eingelesenes Konzept berichtigt"),
    "planning.concept.discard_import": _("Eingelesenes Konzept verworfen"),
    "planning.concept.finish_import": _("Einlesen abgeschlossen"),
    "planning.concept.propose_import": _("Konzept eingelesen"),
    "planning.concept.queue_import": _("Einlesen begonnen"),
    "planning.version.draft": _("Neue Fassung begonnen"),
    "planning.version.change": _("Angaben zur Fassung geändert"),
    "planning.version.publish": _("Fassung veröffentlicht"),
    "planning.version.delete_draft": _("Entwurf gelöscht"),
    "planning.section.add": _("Abschnitt hinzugefügt"),
    "planning.section.change": _("Abschnitt geändert"),
    "planning.section.move": _("Abschnitt verschoben"),
    "planning.section.delete": _("Abschnitt gelöscht"),
    "planning.paragraph.add": _("Absatz hinzugefügt"),
    "planning.paragraph.change": _("Absatz geändert"),
    "planning.paragraph.move": _("Absatz verschoben"),
    "planning.paragraph.join": _("Absätze verbunden"),
    "planning.paragraph.delete": _("Absatz gelöscht"),
}
