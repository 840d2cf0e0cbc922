"""Why something could not be read, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "json": gettext_lazy(
        "Die Antwort oder Datei ist kein JSON. Bitte prüfen Sie, ob sie aus einer OParl-Schnittstelle stammt."
    ),
    "broken": gettext_lazy("Die Antwort des Servers ist nicht verständlich."),
    "packing": gettext_lazy("Die Antwort des Servers ist gepackt in einer Art, die nicht gelesen wird."),
    "zip": gettext_lazy("Das ZIP-Archiv ist beschädigt. Bitte laden Sie es noch einmal herunter."),
    "size": gettext_lazy("Das ist mehr, als auf einmal gelesen wird. Bitte nehmen Sie einen Auszug."),
    "empty": gettext_lazy("Es wurden keine Tagesordnungspunkte gefunden."),
    "scheme": gettext_lazy("Die Adresse muss mit http oder https beginnen."),
    "name": gettext_lazy("Diesen Server gibt es nicht. Bitte prüfen Sie die Adresse."),
    "private": gettext_lazy("Die Adresse liegt in einem internen Netz. Dorthin wird nicht verbunden."),
    "redirects": gettext_lazy("Der Server leitet zu oft weiter. Bitte prüfen Sie die Adresse."),
    "timeout": gettext_lazy("Der Server hat zu lange nicht geantwortet. Bitte versuchen Sie es später noch einmal."),
    "certificate": gettext_lazy("Das Zertifikat des Servers ist ungültig. Bitte melden Sie das seinem Betrieb."),
    "connection": gettext_lazy("Der Server ist nicht erreichbar. Bitte versuchen Sie es später noch einmal."),
}


def sentence(problem: str) -> str:
    """The kind of a problem in words; "" stays ""."""
    if not problem:
        return ""
    return str(
        SENTENCES.get(problem) or _("Der Server hat mit einem Fehler geantwortet (%(code)s).") % {"code": problem}
    )
