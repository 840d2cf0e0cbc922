"""From a file or pasted text to a recognised concept. Takes seconds for a long PDF: never inside a transaction."""

import hashlib
import re
from dataclasses import dataclass

from interkomm.calc.recognition import RecognisedConcept, recognise
from interkomm.planning.concepts.readers import read_document

LARGE_BYTES = 2 * 1024 * 1024
LARGE_PAGES = 50
_PAGE_OBJECT = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
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


def is_large(content: bytes) -> bool:
    """Whether reading takes so long that it belongs into the background: over 2 MB, or a PDF of over 50 pages."""
    return len(content) > LARGE_BYTES or (content.startswith(b"%PDF") and _pages_at_most_counted(content) > LARGE_PAGES)


def _pages_at_most_counted(content: bytes) -> int:
    """A cheap estimate: page objects that are not packed. Packed ones belong to files that are read quickly enough."""
    return len(_PAGE_OBJECT.findall(content))
