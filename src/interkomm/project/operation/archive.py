"""A backup: one tar file with all rows, all files, the key and a manifest with the hash of every part."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from interkomm.foundation.files import content
from interkomm.foundation.files.models import StoredFile
from interkomm.project.operation import rows

FORMAT = 1
MANIFEST = "manifest.json"
SECRETS = ("secret.key", "site.env")


@dataclass(frozen=True)
class Summary:
    """What a backup holds; `missing` are hashes of files that the database names but the disk does not have."""

    rows: int
    files: int
    missing: tuple[str, ...]


def default_file(directory: Path) -> Path:
    """Where `upgrade` puts its backup."""
    return directory / "backups" / f"interkomm-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"


def write(file: Path, *, with_key: bool) -> Summary:
    """Write a consistent backup; the file appears complete or not at all, readable by its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as name:
        work = Path(name)
        (work / "tables").mkdir()
        with rows.snapshot(work) as alias:
            counts = {model._meta.label_lower: _write_table(model, work, alias) for model in rows.tables()}
            hashes = sorted(set(StoredFile.objects.using(alias).values_list("sha256", flat=True)))
        parts = {f"tables/{path.name}": path for path in sorted((work / "tables").iterdir())}
        parts |= {f"files/{sha256}": content.path_of(sha256) for sha256 in hashes}
        if with_key:
            parts |= {f"secrets/{secret}": Path(settings.DATA_DIR) / secret for secret in SECRETS}
        missing = tuple(name for name, path in parts.items() if not path.exists() and name.startswith("files/"))
        present = {name: path for name, path in parts.items() if path.exists()}
        (work / MANIFEST).write_text(json.dumps(manifest(counts, present), indent=1), encoding="utf-8")
        _pack(work / "backup.tar", {MANIFEST: work / MANIFEST, **present})
        shutil.move(work / "backup.tar", file)
    return Summary(sum(counts.values()), len(hashes) - len(missing), missing)


def _write_table(model: rows.Model, work: Path, alias: str) -> int:
    return rows.write_table(model, work / "tables" / f"{model._meta.label_lower}.jsonl.gz", alias)


def manifest(counts: dict[str, int], parts: dict[str, Path]) -> dict[str, Any]:
    """What the backup is, and what must be in it."""
    return {
        "format": FORMAT,
        "version": settings.VERSION,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": applied_migrations(),
        "rows": counts,
        "parts": {name: digest(path) for name, path in parts.items()},
    }


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(target: Path, parts: dict[str, Path]) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as output:
        with tarfile.open(fileobj=output, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, path in parts.items():
                archive.add(path, arcname=name, recursive=False)
        output.flush()
        os.fsync(output.fileno())
