"""How large the papers made from a wording are, before anybody has made them."""

from collections.abc import Mapping

from interkomm.cooperation.instruments.models import Instrument

# bytes: of an empty paper, and for each letter of the wording (measured; tests/cooperation/papers/test_sizes.py)
PDF = (25_000, 1.45)
DOCX = (38_000, 0.3)


def sizes_of(instrument: Instrument) -> Mapping[str, int]:
    """Bytes of the newest wording as "pdf" and "docx", about; empty without wording. For rows read by `queries`."""
    wordings = list(instrument.wordings.all())
    if not wordings:
        return {}
    letters = int(getattr(wordings[-1], "letters", 0))
    return {name: rounded(empty + letters * each) for name, (empty, each) in (("pdf", PDF), ("docx", DOCX))}


def rounded(size: float) -> int:
    """To two digits: more is not known."""
    step: int = 10 ** max(len(str(int(size))) - 2, 0)
    return round(size / step) * step
