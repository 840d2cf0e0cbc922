"""The criteria, what each step means, and why a case is no good example (yet), in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
CRITERION_NAMES: Mapping[str, Text] = {
    "success": _("Belege für den Erfolg"),
    "resources": _("Aufwand und Mittel"),
    "transferability": _("Übertragbarkeit"),
    "lessons": _("Erkenntnisse"),
}
QUESTIONS: Mapping[str, Text] = {
    "success": _("Wie gut ist belegt, dass die Zusammenarbeit etwas bewirkt?"),
    "resources": _("Wie klar ist, was sie kostet und wer sie trägt?"),
    "transferability": _("Wie gut können andere das übernehmen?"),
    "lessons": _("Wie offen steht da, was gelungen ist und was nicht?"),
}
ANCHORS: Mapping[str, tuple[Text, Text, Text, Text]] = {
    "success": (
        _("0 – keine Angabe zu Wirkungen"),
        _("1 – Wirkungen werden behauptet, ohne Beleg"),
        _("2 – mindestens eine Wirkung mit Zahl und Quelle"),
        _("3 – mehrere gemessene Wirkungen, Methode genannt oder von Dritten geprüft"),
    ),
    "resources": (
        _("0 – keine Angabe zu Kosten oder Personal"),
        _("1 – grobe Angaben ohne Zahlen"),
        _("2 – Kosten oder Personal mit Zahl und Quelle"),
        _("3 – Kosten, Personal und Finanzierung mit Quelle, auch der laufende Aufwand"),
    ),
    "transferability": (
        _("0 – hängt an einmaligen Umständen"),
        _("1 – nur Teile lassen sich übernehmen"),
        _("2 – übertragbar, Voraussetzungen sind beschrieben"),
        _("3 – schon übernommen, oder Vertrag und Vorgehen liegen als Vorlage vor"),
    ),
    "lessons": (
        _("0 – keine Erkenntnisse genannt"),
        _("1 – allgemeine Sätze"),
        _("2 – mindestens eine konkrete Erkenntnis mit Beleg"),
        _("3 – Gelungenes und Misslungenes konkret, mit Rat für andere"),
    ),
}
MISSING: Mapping[str, Text] = {
    "reviewers": _("Es braucht mindestens zwei Bewertungen von verschiedenen Personen."),
    "mean": _("In jedem Kriterium braucht es im Mittel mindestens 2."),
    "success": _("Beim Beleg des Erfolgs braucht es von jeder Person mindestens 2."),
    "disputed": _("Die Bewertungen liegen in einem Kriterium zwei oder mehr Stufen auseinander."),
}
