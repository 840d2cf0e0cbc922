"""Own data as a file: the same content for machines (JSON) and to read (HTML), in one ZIP."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from interkomm.accounts.own_data.registry import sections
from interkomm.accounts.users.models import User


def data_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """All rows by section key."""
    return {key: [dict(row) for row in section.export(user)] for key, section in sections.items()}


def archive_of(user: User) -> bytes:
    """The ZIP with `meine-daten.json` and `meine-daten.html`."""
    data = data_of(user)
    now = timezone.now()
    content = {"format": "interkomm-own-data", "version": 1, "exported_at": now.isoformat(), "sections": data}
    parts = [(sections[key].title(), [_written(row) for row in rows]) for key, rows in data.items()]
    page = render_to_string("accounts/own_data/archive.html", {"parts": parts, "now": now, "email": user.email})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meine-daten.json", json.dumps(content, ensure_ascii=False, indent=2, default=_plain))
        archive.writestr("meine-daten.html", page)
    return stream.getvalue()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _written(row: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else _plain(value) for name, value in row.items()}
