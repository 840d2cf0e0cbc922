"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "catalogue.import.propose": _("Datei mit Fällen eingelesen"),
    "catalogue.import.finish": _("Einlesen von Fällen abgeschlossen"),
    "catalogue.import.columns": _("Spalten einer Tabelle zugeordnet"),
    "catalogue.import.decide": _("Hinweis zu einem eingelesenen Fall entschieden"),
    "catalogue.import.choose_facts": _("Angaben eines eingelesenen Falls ausgewählt"),
    "catalogue.import.accept": _("Eingelesene Fälle vorgeschlagen"),
    "catalogue.import.discard": _("Eingelesene Fälle verworfen"),
    "catalogue.case.propose": _("Fall vorgeschlagen"),
    "catalogue.case.release": _("Fall freigegeben"),
    "catalogue.case.draft": _("Entwurf eines Falls begonnen"),
    "catalogue.case.write": _("Entwurf eines Falls geändert"),
    "catalogue.case.discard_draft": _("Entwurf eines Falls verworfen"),
    "catalogue.case.take_back": _("Vorschlag zurückgenommen"),
    "catalogue.case.merge_newest": _("Entwurf auf den neuen Stand gebracht"),
    "catalogue.case.return": _("Vorschlag zurückgegeben"),
    "catalogue.case.discard": _("Vorschlag verworfen"),
    "catalogue.case.undo": _("Freigabe rückgängig gemacht"),
    "catalogue.case.withdraw": _("Fall zurückgezogen"),
    "catalogue.case.restore": _("Fall wiederhergestellt"),
    "catalogue.case.merge": _("Fall mit einem anderen zusammengeführt"),
    "catalogue.editor.appoint": _("In die Redaktion des Katalogs berufen"),
    "catalogue.editor.end": _("Aus der Redaktion des Katalogs entlassen"),
    "catalogue.care.confirm": _("Angaben eines Falls erneut geprüft"),
    "catalogue.enquiry.ask": _("Frage zu einem Fall gestellt"),
    "catalogue.enquiry.confirm": _("Frage zu einem Fall bestätigt"),
    "catalogue.enquiry.keep_address": _("Adresse für Fragen eingetragen"),
    "catalogue.enquiry.forget_address": _("Adresse für Fragen gelöscht"),
}
