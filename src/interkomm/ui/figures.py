"""Values that charts and timelines draw."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a timeline; ``when`` is already in words ("bis 12.12.2026, 24:00 Uhr")."""

    title: str
    when: str
    state: Literal["past", "now", "future"]
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: value ≥ 0, ``text`` how it is written (default: the number)."""

    label: str
    value: float
    text: str = ""
    kind: Literal["", "info", "success", "warning", "danger", "neutral"] = ""
