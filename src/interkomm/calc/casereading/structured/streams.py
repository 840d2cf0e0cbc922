"""Text as a stream of bytes for parsers that decide about the encoding by themselves."""

import io
import re

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def utf8_stream(text: str) -> io.BytesIO:
    """The text as UTF-8; an XML declaration that names another encoding goes, for it is no longer true."""
    return io.BytesIO(_DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace"))
