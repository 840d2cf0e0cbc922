"""What a reader of one kind of file is. Readers of structured files stand in `structured`, the others beside this."""

from collections.abc import Callable
from dataclasses import dataclass

from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.result import Reading


@dataclass(frozen=True, slots=True)
class Document:
    """A file as given. `text`: decoded, without invisible signs; None when the content is no text (XLSX, images)."""

    content: bytes
    name: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """`fits`: how sure it is that a document is of its kind, 0 (no) to 1; must be quick and never raise.

    `read` must not raise on any content and must work in bounded time and memory.
    """

    kind: str
    fits: Callable[[Document], float]
    read: Callable[[Document, Resolve], Reading]
