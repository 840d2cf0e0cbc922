"""Static files: names with a hash of the content (kept for a year by browsers) and ready Brotli and gzip copies."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

COMPRESSIBLE = frozenset((".css", ".js", ".svg", ".json", ".geojson", ".txt", ".html", ".map", ".ico"))
WORTHWHILE_BYTES = 256


class CompressedManifestStorage(ManifestStaticFilesStorage):
    """Hashed names, also in ``import`` statements of modules; beside each text file its ``.br`` and ``.gz``.

    Without a manifest (before ``collectstatic``: tests, a checkout) names stay as they are instead of an error.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True
    max_post_process_passes = 8

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one while there is no manifest."""
        if not self.hashed_files:
            return name
        return super().stored_name(name)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Hash as Django does, then compress every file that text compresses."""
        yield from super().post_process(paths, dry_run=dry_run, **options)
        if dry_run:
            return
        for name in {*paths, *self.hashed_files.values()}:
            compress(Path(self.path(name)))


def compress(file: Path) -> None:
    """Write ``file.br`` and ``file.gz`` if the file is text, large enough and not compressed since its change."""
    if file.suffix not in COMPRESSIBLE or not file.is_file() or file.stat().st_size < WORTHWHILE_BYTES:
        return
    packed = file.with_name(f"{file.name}.br")
    if packed.exists() and packed.stat().st_mtime >= file.stat().st_mtime:
        return
    content = file.read_bytes()
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    packed.write_bytes(brotli.compress(content, quality=11))
