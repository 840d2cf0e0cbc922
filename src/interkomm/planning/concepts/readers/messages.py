"""What a person reads when a file cannot be imported: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .document import Code, UnreadableDocument

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_MESSAGES: Mapping[Code, _StrPromise] = {
    Code.EMPTY: _("Die Datei ist leer. Bitte wählen Sie eine Datei mit Text."),
    Code.TOO_LARGE: _("Die Datei ist {size_mb} MB groß. Erlaubt sind {limit_mb} MB. Bitte teilen Sie sie."),
    Code.TOO_MUCH_TEXT: _("Die Datei enthält zu viel Text für einen Import. Bitte teilen Sie sie in mehrere Dateien."),
    Code.TOO_MANY_PAGES: _("Das PDF hat {pages} Seiten. Erlaubt sind {limit} Seiten. Bitte teilen Sie das PDF."),
    Code.TOO_SLOW: _("Das Lesen der Datei dauert zu lange. Bitte teilen Sie die Datei oder fügen Sie den Text ein."),
    Code.BOMB: _(
        "Die Datei würde ausgepackt zu groß (erlaubt sind {limit_mb} MB) und wurde deshalb nicht geöffnet. "
        "Bitte speichern Sie sie neu, zum Beispiel ohne Bilder."
    ),
    Code.PASSWORD: _(
        "Die Datei ist mit einem Passwort geschützt. "
        "Bitte speichern Sie sie ohne Passwort und laden Sie sie erneut hoch."
    ),
    Code.UNKNOWN_TYPE: _("Dieser Dateityp kann nicht gelesen werden. Möglich sind Text, Markdown, HTML, DOCX und PDF."),
    Code.WRONG_TYPE: _(
        "Dem Namen nach ist die Datei ein {claimed}-Dokument, ihr Inhalt ist aber etwas anderes. "
        "Bitte prüfen Sie, ob es die richtige Datei ist."
    ),
    Code.LEGACY_WORD: _(
        "Das alte Word-Format (DOC) kann nicht gelesen werden. Bitte speichern Sie die Datei als DOCX."
    ),
    Code.NO_TEXT: _(
        "Die Datei enthält keinen Text, vermutlich nur Bilder. "
        "Bitte verwenden Sie eine Fassung mit Text oder lassen Sie den Text vorher erkennen (OCR)."
    ),
    Code.DAMAGED: _("Die Datei ist beschädigt und kann nicht gelesen werden. Bitte speichern Sie sie neu."),
}


def message(error: UnreadableDocument) -> _StrPromise:
    """The message for this error in the language of whoever reads it, evaluated when shown."""
    return format_lazy(_MESSAGES[error.code], **error.facts)
