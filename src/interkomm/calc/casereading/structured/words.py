"""Words of tables folded, so that "Gebietskörperschaft(en)" and "gebietskoerperschaften" meet."""

import re
from functools import lru_cache

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})
_PLURAL = re.compile(r"\((?:en|n|e|s|innen)\)")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower-case ASCII letters, digits and single spaces only."""
    lowered = _PLURAL.sub("", text[:300].lower()).translate(_GERMAN)
    return _OTHER.sub(" ", lowered).strip()
