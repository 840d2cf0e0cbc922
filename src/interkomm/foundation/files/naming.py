"""The name of a file, and that of its type, for people."""

import re
import unicodedata
from pathlib import PurePosixPath

_UNWANTED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')

KINDS = {
    "application/pdf": "PDF",
    "text/plain": "TXT",
    "text/markdown": "MD",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
}


def kind_of(media_type: str) -> str:
    """A short name of a type: "PDF", "PNG", "CSV"."""
    return KINDS.get(media_type) or media_type.rpartition("/")[2].upper()


def display_name(name: str) -> str:
    """The name a person gave, safe to show and to offer for download; never used as a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C")
    cleaned = _UNWANTED.sub("_", visible).strip(" .")
    if len(cleaned) > 150:
        stem, _, suffix = cleaned.rpartition(".")
        cleaned = f"{stem[:140]}.{suffix[:8]}" if stem else cleaned[:150]
    return cleaned or "datei"
