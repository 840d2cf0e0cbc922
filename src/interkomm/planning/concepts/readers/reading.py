"""One door for files: decide by their content what they are, and read them."""

from __future__ import annotations

from interkomm.calc.recognition import Block, BlockKind

from .document import MAX_BLOCKS, MAX_FILE_BYTES, Budget, Code, Document, MediaType, UnreadableDocument
from .html import looks_like_html, read_html
from .markdown import looks_like_markdown, read_markdown
from .text import decode, looks_like_text, read_plain

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # container of old Office files and of encrypted new ones
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BINARY_NAMES = (".pdf", ".docx", ".doc", ".odt", ".rtf")
_OTHER_TYPES = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
)


def is_zip(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def read_document(name: str, content: bytes) -> Document:
    """Read an uploaded file. ``name`` is only shown, and helps to tell Markdown from plain text.

    Raises UnreadableDocument with one of ``Code``; never anything else.
    """
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableDocument(Code.TOO_LARGE, limit_mb=MAX_FILE_BYTES // 2**20, size_mb=-(-len(content) // 2**20))
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise UnreadableDocument(Code.EMPTY)
    budget = Budget()
    if is_zip(content):
        from .docx import read_docx  # the libraries behind it cost memory that only a process with imports shall spend

        blocks, title = read_docx(content, budget)
        return _checked(Document(name, MediaType.DOCX, blocks, title=title))
    if (is_pdf(content) and not looks_like_text(content[:4])) or content.startswith(b"%PDF-"):
        from .pdf import read_pdf  # likewise

        blocks, title, pages = read_pdf(content, budget)
        return _checked(Document(name, MediaType.PDF, blocks, pages, title))
    _refuse_others(name, content)
    return _read_textual(name, decode(content), budget)


def read_text(text: str) -> Document:
    """Read pasted text: plain, Markdown or HTML source. Raises UnreadableDocument(empty, too_much_text, …)."""
    if not text.strip():
        raise UnreadableDocument(Code.EMPTY)
    return _read_textual("", text, Budget())


def _read_textual(name: str, text: str, budget: Budget) -> Document:
    if looks_like_html(text):
        blocks, title = read_html(text, budget)
        return _checked(Document(name, MediaType.HTML, blocks, title=title))
    if looks_like_markdown(text, name):
        blocks, title = read_markdown(text, budget)
        return _checked(Document(name, MediaType.MARKDOWN, blocks, title=title))
    return _checked(Document(name, MediaType.TEXT, read_plain(text)))


def _refuse_others(name: str, content: bytes) -> None:
    """Name what it is where that is known; a text that calls itself PDF or Word is not what its sender thinks."""
    if content.startswith(_COMPOUND):
        raise UnreadableDocument(Code.PASSWORD if _ENCRYPTED_PACKAGE in content else Code.LEGACY_WORD)
    claimed = next((ending for ending in _BINARY_NAMES if name.lower().endswith(ending)), "")
    found = next((kind for start, kind in _OTHER_TYPES if content.startswith(start)), "")
    if claimed and not found == claimed[1:].upper():
        raise UnreadableDocument(Code.WRONG_TYPE, claimed=claimed[1:].upper(), found=found)
    if found or not looks_like_text(content):
        raise UnreadableDocument(Code.UNKNOWN_TYPE, found=found)


def _checked(document: Document) -> Document:
    if len(document.blocks) > MAX_BLOCKS:
        raise UnreadableDocument(Code.TOO_MUCH_TEXT, limit=MAX_BLOCKS)
    if not any(_has_words(block) for block in document.blocks):
        raise UnreadableDocument(Code.NO_TEXT, pages=document.pages or 0)
    return document


def _has_words(block: Block) -> bool:
    return block.kind is not BlockKind.FURNITURE and any(character.isalnum() for character in block.text)
