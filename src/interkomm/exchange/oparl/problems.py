"""Why something could not be read, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "json": gettext_lazy("Die Antwort oder Datei ist kein JSON."),
    "zip": gettext_lazy("Das ZIP-Archiv ist beschädigt."),
    "size": gettext_lazy("Das ist mehr, als auf einmal gelesen wird. Bitte nehmen Sie einen Auszug."),
    "empty": gettext_lazy("Es wurden keine Tagesordnungspunkte gefunden."),
    "scheme": gettext_lazy("Die Adresse muss mit http oder https beginnen."),
    "name": gettext_lazy("Diesen Server gibt es nicht."),
    "private": gettext_lazy("Die Adresse liegt in einem internen Netz. Dorthin wird nicht verbunden."),
    "redirects": gettext_lazy("Der Server leitet zu oft weiter."),
    "timeout": gettext_lazy("Der Server hat zu lange nicht geantwortet."),
    "certificate": gettext_lazy("Das Zertifikat des Servers ist ungültig."),
    "connection": gettext_lazy("Der Server ist nicht erreichbar."),
}


def sentence(problem: str) -> str:
    """The kind of a problem in words; "" stays ""."""
    if not problem:
        return ""
    return str(
        SENTENCES.get(problem) or _("Der Server hat mit einem Fehler geantwortet (%(code)s).") % {"code": problem}
    )
