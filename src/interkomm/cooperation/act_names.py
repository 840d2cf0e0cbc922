"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "cooperation.capabilities.enter": _("Angebot oder Bedarf eingetragen"),
    "cooperation.capabilities.change": _("Angebot oder Bedarf geändert"),
    "cooperation.capabilities.end": _("Angebot oder Bedarf beendet"),
    "cooperation.capabilities.restore": _("Beenden eines Eintrags zurückgenommen"),
    "cooperation.bookings.request": _("Angebot angefragt"),
    "cooperation.bookings.accept": _("Anfrage zugesagt"),
    "cooperation.bookings.decline": _("Anfrage abgelehnt"),
    "cooperation.bookings.cancel": _("Buchung abgesagt"),
    "cooperation.bookings.use": _("Nutzung eingetragen"),
    "cooperation.bookings.confirm": _("Nutzung von beiden bestätigt"),
    "cooperation.settlements.settle": _("Abrechnung festgestellt"),
    "cooperation.partnerships.found": _("Kooperation gegründet"),
    "cooperation.partnerships.update": _("Kooperation geändert"),
    "cooperation.partnerships.invite": _("Gemeinden eingeladen"),
    "cooperation.partnerships.join": _("Der Kooperation beigetreten"),
    "cooperation.partnerships.decline": _("Einladung zur Kooperation abgelehnt"),
    "cooperation.partnerships.leave": _("Aus der Kooperation ausgetreten"),
    "cooperation.partnerships.add_partner": _("Partnerin aufgenommen"),
    "cooperation.partnerships.remove_partner": _("Partnerin entfernt"),
    "cooperation.partnerships.change_lead": _("Federführung der Kooperation geändert"),
    "cooperation.partnerships.change_rule": _("Zustimmungsregel der Kooperation geändert"),
    "cooperation.partnerships.publish": _("Kooperation veröffentlicht"),
    "cooperation.partnerships.unpublish": _("Veröffentlichung der Kooperation zurückgenommen"),
    "cooperation.examples.build_on": _("Auf einem Fall des Katalogs aufgebaut"),
    "cooperation.examples.forget": _("Nachnutzung eines Falls zurückgenommen"),
    "cooperation.consents.ask": _("Um Zustimmung gebeten"),
    "cooperation.consents.give_consent": _("Über Zustimmung entschieden"),
    "cooperation.consents.decide": _("Abstimmung abgeschlossen"),
}
