"""What an uploaded file really is: by its content; the name only distinguishes kinds of plain text."""

import io
import json
import lzma
import struct
import zipfile
import zlib
from pathlib import PurePath

import puremagic
from PIL import Image, UnidentifiedImageError

from interkomm.foundation.files.refusals import RefusedUpload

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PLAIN, MARKDOWN, HTML, CSV = "text/plain", "text/markdown", "text/html", "text/csv"
JSON = "application/json"
IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}

LOGOS = frozenset({"image/png", "image/jpeg", "image/webp"})
DOCUMENTS = frozenset({PDF, DOCX, ODT, PLAIN, MARKDOWN, HTML})
TABLES = frozenset({CSV, XLSX, ODS, JSON})

MAX_PIXELS = 50_000_000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ZIP_ENTRIES = 5_000
MAX_ZIP_RATIO = 200  # office files reach about 30; a bomb a thousand and more
BROKEN_ARCHIVE: tuple[type[Exception], ...] = (  # what reading a damaged or odd ZIP may raise
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError,
    struct.error,
)  # fmt: skip
_OOXML = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_TEXT_SUFFIXES = {".md": MARKDOWN, ".markdown": MARKDOWN, ".csv": CSV, ".htm": HTML, ".html": HTML}


def media_type_of(content: bytes, name: str) -> str:
    """The media type of the content. RefusedUpload for what is empty, broken, dangerous or unknown."""
    if not content:
        raise RefusedUpload("empty")
    if b"%PDF-" in content[:1024]:
        return PDF
    if content[:4] == b"PK\x03\x04" or content[:4] == b"PK\x05\x06":
        return _zip_type(content)
    return _image_type(content) or _text_type(content, name) or _other_type(content)


def _image_type(content: bytes) -> str | None:
    try:
        with Image.open(io.BytesIO(content)) as image:
            kind = IMAGES.get(image.format or "")
            if kind is None:
                raise RefusedUpload("type")
            if image.width * image.height > MAX_PIXELS:
                raise RefusedUpload("pixels")
            image.verify()
            return kind
    except UnidentifiedImageError:
        return None
    except Image.DecompressionBombError:
        raise RefusedUpload("pixels") from None
    except (OSError, SyntaxError, ValueError):
        raise RefusedUpload("broken") from None


def _zip_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive)
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as file:  # the first bytes only, whatever it unpacks to
                    kind = file.read(200).decode("ascii", "replace").strip()
                return kind if kind in {ODT, ODS} else "application/zip"
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise RefusedUpload("macros")
            if "[Content_Types].xml" in names:
                return next((kind for path, kind in _OOXML.items() if path in names), "application/zip")
    except BROKEN_ARCHIVE:
        raise RefusedUpload("broken") from None
    return "application/zip"


def check_archive(archive: zipfile.ZipFile) -> None:
    """RefusedUpload for an archive that unpacks to far more than it weighs, or is encrypted."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    is_bomb = unpacked > MAX_UNPACKED_BYTES or (unpacked > 10_000_000 and unpacked / packed > MAX_ZIP_RATIO)
    if is_bomb or len(entries) > MAX_ZIP_ENTRIES:
        raise RefusedUpload("bomb")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusedUpload("encrypted")


def _text_type(content: bytes, name: str) -> str | None:
    text = decode_text(content)
    if text is None:
        return None
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if "<svg" in head or PurePath(name).suffix.lower() == ".svg":
        raise RefusedUpload("svg")
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return HTML
    suffix = PurePath(name).suffix.lower()
    if suffix in {".json", ".geojson"}:
        return _json_type(text)
    return _TEXT_SUFFIXES.get(suffix, PLAIN)


def _json_type(text: str) -> str:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        raise RefusedUpload("broken") from None
    return JSON


def decode_text(content: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with mark, or Windows-1252; None for what is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        return None
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in content[:4000])
    if controls > len(content[:4000]) // 100:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _other_type(content: bytes) -> str:
    try:
        return puremagic.from_string(content[:65536], mime=True) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"
