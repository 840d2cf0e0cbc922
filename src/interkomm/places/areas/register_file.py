"""Get the text of a register out of what people upload: .txt, .gz or .zip; never more than a set size."""

import gzip
import hashlib
import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken

from . import gv100ad
from .gv100ad import Register, RegisterError

SOURCE = gv100ad.SOURCE
MAX_TEXT_BYTES = 40 * 1024 * 1024  # the real file has 3.5 MB


def digest(content: bytes) -> str:
    """SHA-256 of the file as given."""
    return hashlib.sha256(content).hexdigest()


def read_register_file(content: bytes) -> Register:
    """Parse an uploaded register. Raises `RuleBroken` with a message that says what to do."""
    try:
        return gv100ad.parse(_text(_unpacked(content)))
    except RegisterError as error:
        raise RuleBroken(_message(error)) from error


def _unpacked(content: bytes) -> bytes:
    try:
        if content[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                content = packed.read(MAX_TEXT_BYTES + 1)
        elif content[:4] == b"PK\x03\x04":
            content = _from_zip(content)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise RuleBroken(_("Die Datei ist beschädigt oder mit einem Kennwort geschützt.")) from error
    if len(content) > MAX_TEXT_BYTES:
        raise RuleBroken(_("Die entpackte Datei ist zu groß für ein Gemeindeverzeichnis."))
    return content


def _from_zip(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith((".txt", ".asc"))]
        wanted = [name for name in names if "GV100AD" in name.upper()] or names
        if len(wanted) != 1:
            raise RuleBroken(_("Das ZIP-Archiv muss genau eine Datei GV100AD….txt enthalten."))
        with archive.open(wanted[0]) as member:
            return member.read(MAX_TEXT_BYTES + 1)


def _text(content: bytes) -> str:
    """UTF-8 since 2019, before that Latin-1."""
    if b"\x00" in content[:4096]:
        raise RuleBroken(_("Die Datei ist keine Textdatei. Erwartet wird das Gemeindeverzeichnis GV100AD."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _message(error: RegisterError) -> str:
    reasons = {
        "empty": _("Die Datei enthält keine Gemeinden."),
        "mixed-dates": _("Die Datei mischt verschiedene Gebietsstände."),
        "duplicate": _("Zeile %(line)s: Dieser Schlüssel kommt zweimal vor."),
        "short-line": _("Zeile %(line)s ist zu kurz. Ist die Datei vollständig?"),
        "date": _("Zeile %(line)s: Der Gebietsstand ist kein Datum."),
        "type": _("Zeile %(line)s: Das ist keine Satzart des Verzeichnisses GV100AD."),
        "name": _("Zeile %(line)s: Der Name fehlt."),
        "key": _("Zeile %(line)s: Der amtliche Schlüssel ist unvollständig."),
        "number": _("Zeile %(line)s: Fläche oder Bevölkerung ist keine Zahl."),
    }
    hint = _(
        "Erwartet wird das Gemeindeverzeichnis GV100AD des Statistischen Bundesamtes (feste Spalten, 220 Zeichen)."
    )
    return f"{reasons[error.reason] % {'line': error.line}} {hint}"
