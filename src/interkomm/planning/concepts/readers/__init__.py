"""Readers: a file or pasted text to blocks. Nothing here knows Django but the texts in ``messages``."""

from .document import Code, Document, MediaType, UnreadableDocument
from .reading import read_document, read_text

__all__ = ["Code", "Document", "MediaType", "UnreadableDocument", "read_document", "read_text"]
