"""What recognition found, in words for people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.calc.recognition import DropReason, Finding, FindingCode, NeedKind, ParticipationState, RepairKind
from interkomm.planning.concepts.differences import State
from interkomm.planning.concepts.models import Paragraph, Section

Words = Mapping[str, Promise | str]

DROP_REASONS: Words = {
    DropReason.NAVIGATION: _("Bedienung einer Webseite"),
    DropReason.DONATION: _("Spendenaufruf"),
    DropReason.COOKIE_BANNER: _("Hinweis zu Cookies"),
    DropReason.PARTICIPATION_STATUS: _("Stand der Beteiligung"),
    DropReason.PHASE_LABEL: _("Name einer Beteiligungsphase"),
    DropReason.PAGE_HEADER: _("Kopf- oder Fußzeile"),
    DropReason.PAGE_NUMBER: _("Seitenzahl"),
    DropReason.TABLE_OF_CONTENTS: _("Inhaltsverzeichnis"),
    DropReason.PAGE_STRUCTURE: _("Rahmen der Seite"),
    DropReason.SCRIPT: _("Programmtext"),
    DropReason.FORM: _("Formular"),
    DropReason.HIDDEN: _("im Original nicht sichtbar"),
    DropReason.METADATA: _("Angaben zur Datei"),
}
REPAIRS: Words = {
    RepairKind.HYPHENATION: _("Trennung am Zeilenende"),
    RepairKind.SOFT_HYPHEN: _("unsichtbarer Trennstrich"),
    RepairKind.SPACING: _("Leerzeichen"),
}
NEEDS: Words = {NeedKind.STAFF: _("Personal"), NeedKind.CONCEPT: _("Konzept"), NeedKind.FUNDING: _("Förderung")}
PARTICIPATION: Words = {
    ParticipationState.ENDED: _("Die Vorlage sagt: Die Beteiligung ist beendet."),
    ParticipationState.RUNNING: _("Die Vorlage sagt: Die Beteiligung läuft."),
    ParticipationState.UNKNOWN: "",
}
FINDINGS: Words = {
    FindingCode.NO_TITLE: _("Es wurde kein Titel gefunden. Bitte tragen Sie einen ein."),
    FindingCode.NO_HEADINGS: _("Es wurden keine Überschriften gefunden. Der Text steht in einem einzigen Abschnitt."),
    FindingCode.NO_MEASURES: _("Es wurden keine Maßnahmen gefunden."),
    FindingCode.DUPLICATE_NUMBER: _("Die Nummer %(number)s kommt mehrfach vor."),
    FindingCode.MISSING_NUMBER: _("In der Zählung fehlt die Nummer %(number)s."),
    FindingCode.EMPTY_MEASURE: _("Diese Maßnahme hat keinen Text."),
    FindingCode.PROJECT_NUMBER_SUGGESTED: _(
        "Die Maßnahmen legen nahe, dass dieses Vorhaben die Nummer %(number)s trägt. Gedruckt ist keine."
    ),
    FindingCode.PROJECTS_ASSUMED: _(
        "Zentrale Vorhaben und Maßnahmen sind nur aus der Gliederung erschlossen. Bitte prüfen Sie die Arten."
    ),
    FindingCode.MEASURES_WITHOUT_PROJECT: _("Diese Maßnahmen gehören in der Vorlage zu keinem Zentralen Vorhaben."),
    FindingCode.INVISIBLE_CHARACTERS: _("Unsichtbare Zeichen wurden entfernt (Anzahl: %(count)s)."),
}
STATES: Words = {
    State.SAME: _("unverändert"),
    State.CHANGED: _("geändert"),
    State.ADDED: _("neu"),
    State.REMOVED: _("entfallen"),
}
KINDS: Words = {kind.value: kind.label for kind in Section.Kind}
PARAGRAPH_KINDS: Words = {kind.value: kind.label for kind in Paragraph.Kind}


def finding_text(finding: Finding) -> str:
    """The sentence for one finding, in the language of the page."""
    return str(FINDINGS[finding.code]) % dict(finding.facts)
