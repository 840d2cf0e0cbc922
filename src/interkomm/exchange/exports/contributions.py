"""Contributions as open data: CSV, XLSX, JSON. Without personal data: no name, no account, no address of a person.

Only published contributions, with what they are about, their state, supports and the official answer. Rows are read in
portions, so the memory stays flat; formulas in the texts are made harmless for spreadsheet programs.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from interkomm.foundation.documents.licence import LICENCE_URL
from interkomm.foundation.documents.spreadsheets import Sheet, csv_lines, workbook
from interkomm.participation.models import Contribution, Response

COLUMNS = (
    *(
        "nummer",
        "antwort_auf",
        "teil",
        "abschnitt",
        "absatz",
        "textstelle",
        "fassung",
        "textstelle_entfallen",
        "gemeinde",
    ),
    *("datum", "text", "unterstuetzungen", "antworten", "stand", "weitergeleitet_an", "antwort_der_verwaltung"),
    *("antwort_von", "antwort_am"),
)
_FIELDS = (
    *("public_id", "parent__public_id", "part__title", "section_key", "anchor", "quote", "version_number"),
    *("is_orphaned", "municipality__name", "created_at", "text", "support_count", "reply_count", "status"),
    *("forwarded_to__name", "answer_text", "answer_by", "answer_at"),
)


def rows(process_id: int) -> Iterator[dict[str, Any]]:
    """One dictionary a contribution, keys as in `COLUMNS`, oldest first. One query, read in portions of 2,000."""
    newest = Response.objects.filter(contribution=OuterRef("pk")).order_by("-id")
    chosen = (
        Contribution.objects.filter(process_id=process_id, state=Contribution.State.PUBLISHED)
        .order_by("id")
        .annotate(
            answer_text=Subquery(newest.values("text")[:1]),
            answer_by=Subquery(newest.values("organisation__name")[:1]),
            answer_at=Subquery(newest.values("published_at")[:1]),
        )
    )
    for values in chosen.values_list(*_FIELDS).iterator(chunk_size=2000):
        row = dict(zip(COLUMNS, values, strict=True))
        row["datum"] = _date(row["datum"])
        row["antwort_am"] = _date(row["antwort_am"])
        row["stand"] = str(Contribution.Status(row["stand"]).label)
        row["textstelle_entfallen"] = "ja" if row["textstelle_entfallen"] else "nein"
        yield {key: "" if value is None else value for key, value in row.items()}


def _date(value: Any) -> str:
    """The day only: the second of a contribution could lead to a person."""
    return localtime(value).date().isoformat() if value else ""


def as_csv(process_id: int) -> Iterator[bytes]:
    """Lines for German spreadsheet programs."""
    return csv_lines(COLUMNS, (tuple(row.values()) for row in rows(process_id)))


def as_json(process_id: int, about: dict[str, str]) -> Iterator[bytes]:
    """One object: facts about the process, licence, and the list of contributions."""
    head = json.dumps({**about, "lizenz": LICENCE_URL}, ensure_ascii=False)[:-1]
    yield f'{head}, "beitraege": ['.encode()
    separator = ""
    for row in rows(process_id):
        yield f"{separator}\n{json.dumps(row, ensure_ascii=False)}".encode()
        separator = ","
    yield b"\n]}\n"


def as_xlsx(process_id: int) -> bytes:
    """A workbook with one sheet."""
    found = (tuple(row.values()) for row in rows(process_id))
    return workbook([Sheet("Beiträge", COLUMNS, found, widths=((10, 60),))])
