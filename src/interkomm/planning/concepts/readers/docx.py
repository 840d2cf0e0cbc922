"""Word files by mammoth and the HTML reader; everything that could harm is checked before the file is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

import mammoth

from interkomm.calc.recognition import Block

from .document import MAX_UNPACKED_BYTES, Budget, Code, UnreadableDocument
from .html import read_html

MAIN_PART = "word/document.xml"
_MAX_PARTS = 5_000
_MAX_RATIO = 250  # ordinary WordprocessingML packs 10 to 40 times
_SMALL = 5 * 1024 * 1024  # below this the ratio says nothing
_MAX_XML_BYTES = 80 * 1024 * 1024
_ENCRYPTED = 0x1
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Titel'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Untertitel'] => p:fresh
p[style-name='Überschrift 1'] => h1:fresh
p[style-name='Überschrift 2'] => h2:fresh
p[style-name='Überschrift 3'] => h3:fresh
p[style-name='Überschrift 4'] => h4:fresh
p[style-name='TOC Heading'] => p.contents:fresh
"""
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NUMBER_FORMATS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def check_package(content: bytes) -> None:
    """Look at the directory of the ZIP file only. Raises UnreadableDocument(damaged, bomb, password, unknown_type)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(Code.DAMAGED) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableDocument(Code.BOMB, limit_mb=MAX_UNPACKED_BYTES // 2**20)
    if unpacked > _SMALL and unpacked > _MAX_RATIO * len(content):
        raise UnreadableDocument(Code.BOMB, limit_mb=MAX_UNPACKED_BYTES // 2**20)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableDocument(Code.PASSWORD)
    if MAIN_PART not in {part.filename for part in parts}:
        raise UnreadableDocument(Code.UNKNOWN_TYPE, found="ZIP")


def read_docx(content: bytes, budget: Budget) -> tuple[tuple[Block, ...], str]:
    """Blocks; no title of its own. Raises UnreadableDocument. Images, macros and links to files are never touched."""
    check_package(content)
    try:
        _check_parts(content)
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=_no_image, external_file_access=False
        )
    except UnreadableDocument:
        raise
    except (zipfile.BadZipFile, zlib.error, ExpatError, KeyError, ValueError, OSError, RecursionError) as error:
        raise UnreadableDocument(Code.DAMAGED) from error
    except Exception as error:  # mammoth trusts the file's structure: an AttributeError means a damaged file too
        raise UnreadableDocument(Code.DAMAGED) from error
    budget.spend(0)
    blocks, _ = read_html(f"<html><body>{result.value}</body></html>", budget)
    return blocks, ""


def _no_image(_image: object) -> list[object]:
    return []


def _check_parts(content: bytes) -> None:
    """Unpack the XML parts once with a limit: sizes in the directory may lie, and entities may multiply."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        left = _MAX_XML_BYTES
        for part in package.infolist():
            if not part.filename.endswith((".xml", ".rels")):
                continue
            with package.open(part) as stream:
                xml = stream.read(left + 1)
            left -= len(xml)
            if left < 0:
                raise UnreadableDocument(Code.BOMB, limit_mb=_MAX_XML_BYTES // 2**20)
            if _DECLARATION.search(xml):
                raise UnreadableDocument(Code.DAMAGED)
