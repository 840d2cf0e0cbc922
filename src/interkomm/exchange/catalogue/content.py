"""What is given out: released records with where they stand on this site."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from interkomm.calc.cases import CaseRecord, from_json
from interkomm.catalogue.models import Case

PORTION = 500
Absolute = Callable[[str], str]


@dataclass(frozen=True)
class PublicCase:
    """A released case. `content`: its record as JSON (format 1); `url`: permalink; `lat`, `lon`: degrees or None."""

    slug: str
    url: str
    content: dict[str, Any]
    revision: int
    changed_at: datetime
    completeness: int
    population: int | None
    lat: float | None
    lon: float | None

    @property
    def record(self) -> CaseRecord:
        """The record as values."""
        return from_json(self.content)


def public_case(slug: str, absolute: Absolute) -> PublicCase | None:
    """One released case, None when there is none."""
    row = Case.objects.released().filter(slug=slug).values(*_FIELDS).first()
    return _of(row, absolute) if row else None


def public_cases(keys: Sequence[int] | None, absolute: Absolute) -> Iterator[PublicCase]:
    """These released cases in the given order, or all by name; read in portions of 500, so memory stays flat."""
    if keys is None:
        keys = list(Case.objects.released().order_by("name", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PORTION):
        portion = [int(key) for key in keys[start : start + PORTION]]
        found = {row["pk"]: row for row in Case.objects.released().filter(pk__in=portion).values(*_FIELDS)}
        yield from (_of(found[key], absolute) for key in portion if key in found)


_FIELDS = (
    "pk", "slug", "released__content", "released__number", "changed_at", "completeness", "population", "lat", "lon",
)  # fmt: skip


def _of(row: dict[str, Any], absolute: Absolute) -> PublicCase:
    return PublicCase(
        slug=row["slug"],
        url=absolute(reverse("catalogue:case", args=[row["slug"]])),
        content=row["released__content"],
        revision=row["released__number"],
        changed_at=row["changed_at"],
        completeness=row["completeness"],
        population=row["population"],
        lat=row["lat"],
        lon=row["lon"],
    )
