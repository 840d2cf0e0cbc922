"""Our own catalogue of services inside administrations; LeiKa knows only those for citizens and businesses."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True)
class InternalService:
    """`group`: German name of the field of work."""

    key: str
    group: str
    de: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "de").startswith("en") else self.de


@lru_cache(maxsize=1)
def internal_services() -> dict[str, InternalService]:
    """All of them by key, in alphabetical order of their German names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [InternalService(**row) for row in csv.DictReader(file, delimiter=";")]
    return {row.key: row for row in sorted(rows, key=lambda row: row.de.casefold())}


def service_label(key: str) -> str:
    """Its name in the language of the page; "" for none or one that the catalogue does not know."""
    found = internal_services().get(key)
    return str(found) if found else ""


def service_choices() -> list[tuple[str, str]]:
    """For a form, in the order of the language of the page."""
    return sorted(((key, str(service)) for key, service in internal_services().items()), key=lambda c: c[1].casefold())
