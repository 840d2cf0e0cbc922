"""Why an upload is refused, in words that help the person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.foundation.use_cases import RuleBroken

MESSAGES = {
    "empty": gettext_lazy("Die Datei ist leer. Bitte wählen Sie eine Datei mit Inhalt."),
    "type": gettext_lazy("Dieser Dateityp wird hier nicht angenommen. Maßgeblich ist der Inhalt, nicht der Name."),
    "svg": gettext_lazy("SVG-Dateien können Programme enthalten. Bitte speichern Sie das Bild als PNG oder JPEG."),
    "pixels": gettext_lazy("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es auf höchstens 50 Megapixel."),
    "macros": gettext_lazy("Die Datei enthält Makros. Bitte speichern Sie sie ohne Makros, zum Beispiel als DOCX."),
    "encrypted": gettext_lazy("Die Datei ist verschlüsselt. Bitte entfernen Sie den Kennwortschutz."),
    "bomb": gettext_lazy("Die Datei ist ausgepackt viel größer als erlaubt und wurde deshalb nicht angenommen."),
    "broken": gettext_lazy("Die Datei ist beschädigt oder unvollständig. Bitte speichern Sie sie neu."),
}


class RefusedUpload(RuleBroken):
    """`code` names the reason (a key of MESSAGES, or "size"); `str(error)` is the message for the person."""

    def __init__(self, code: str, *, max_bytes: int = 0) -> None:
        self.code = code
        self.max_bytes = max_bytes
        super().__init__(code)

    def __str__(self) -> str:
        if self.code == "size":
            limit = round(self.max_bytes / 1_000_000)
            return _("Die Datei ist zu groß. Erlaubt sind höchstens %(limit)s MB.") % {"limit": max(limit, 1)}
        return str(MESSAGES[self.code])
