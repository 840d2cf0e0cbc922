"""From a file or pasted text to a recognised concept. Takes seconds for a long PDF: never inside a transaction."""

import hashlib
from dataclasses import dataclass

from interkomm.calc.recognition import RecognisedConcept, recognise
from interkomm.planning.concepts.readers import read_document

PASTED_NAME = "eingefuegter-text.txt"


@dataclass(frozen=True, slots=True)
class Source:
    """What was read. `sha256` of the content; `content` is kept as the file of the import."""

    name: str
    media_type: str
    sha256: str
    content: bytes
    recognised: RecognisedConcept
    pages: int | None = None


def read_source(name: str, content: bytes) -> Source:
    """Read and recognise a file; `name` as the person's computer calls it. Raises readers.UnreadableDocument."""
    document = read_document(name, content)
    recognised = recognise(document.blocks, document.title)
    digest = hashlib.sha256(content).hexdigest()
    return Source(document.name, document.media_type.value, digest, content, recognised, document.pages)


def read_pasted(text: str) -> Source:
    """Read pasted plain text. Raises readers.UnreadableDocument."""
    return read_source(PASTED_NAME, text.encode("utf-8", "replace"))
