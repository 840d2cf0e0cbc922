"""`interkomm places import FILE`: bring register or boundaries up to date; returns the exit code."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from interkomm.foundation.use_cases import RuleBroken

from . import services
from .boundary_change import BoundaryChange, plan_boundaries
from .boundary_file import MAX_FILE_BYTES
from .ledger import RegisterChange
from .models import Area
from .register_change import counts_of, plan_register

DONE, REFUSED = 0, 2
SHOWN = 20
KINDS = ("register", "boundaries")


@dataclass(frozen=True)
class _Report:
    counts: dict[str, int]
    details: dict[str, list[dict[str, Any]]]


def import_file(
    path: str | Path,
    *,
    kind: str = "",
    dry_run: bool = False,
    as_json: bool = False,
    language: str = "de",
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Import one file; 0 done or nothing new, 2 refused with a message on standard error.

    `kind`: "register" or "boundaries"; empty: boundaries for .json, .geojson and zipped shapefiles, else register.
    `dry_run` stores nothing. `as_json` prints counts and all changes as JSON instead of a summary.
    """
    out, err = stdout or sys.stdout, stderr or sys.stderr
    with override(language):
        try:
            content = _read(Path(path))
            report = _run(content, kind or guess_kind(Path(path), content), dry_run=dry_run)
        except RuleBroken as error:
            print(_("Fehler: %(message)s") % {"message": error}, file=err)
            return REFUSED
        if as_json:
            print(
                json.dumps({"dry_run": dry_run, "counts": report.counts, **report.details}, ensure_ascii=False),
                file=out,
            )
        else:
            print("\n".join(_summary(report, dry_run=dry_run)), file=out)
    return DONE


def guess_kind(path: Path, content: bytes) -> str:
    """Which import a file is meant for, by what it is rather than by its name."""
    if content.lstrip()[:1] == b"{":
        return "boundaries"
    is_zip = content[:4] == b"PK\x03\x04"
    return "boundaries" if is_zip and "gv100" not in path.name.lower() else "register"


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RuleBroken(_("Die Datei ist zu groß."))
        return path.read_bytes()
    except OSError as error:
        raise RuleBroken(_("Die Datei „%(path)s“ lässt sich nicht lesen.") % {"path": path}) from error


def _run(content: bytes, kind: str, *, dry_run: bool) -> _Report:
    if kind not in KINDS:
        raise RuleBroken(_("Art unbekannt: %(kind)s. Möglich sind register und boundaries.") % {"kind": kind})
    if kind == "boundaries":
        boundaries = plan_boundaries(content) if dry_run else services.import_boundaries(actor=None, content=content)
        return _of_boundaries(boundaries)
    change = plan_register(content) if dry_run else services.import_register(actor=None, content=content)
    return _of_register(change)


def _of_register(change: RegisterChange) -> _Report:
    return _Report(
        counts_of(change),
        {
            "new": [_row(area) for area in change.new],
            "changed": [_row(area) | {"before": {k: str(v) for k, v in old.items()}} for area, old in change.changed],
            "rekeyed": [_row(area) | {"former_key": ags} for area, ags, _ars in change.rekeyed],
            "dissolved": [_row(area) for area in change.dissolved],
            "successions": [
                {"predecessor": _row(old), "successor": _row(new), "ground": p.ground.value, "certainty": p.certainty}
                for old, new, p in change.successions
            ],
            "unexplained": [_row(area) for area in change.unexplained],
        },
    )


def _of_boundaries(change: BoundaryChange) -> _Report:
    return _Report(
        change.counts(),
        {
            "unknown": [{"key": key, "name": name} for key, name in change.unknown],
            "missing": [_row(area) for area in change.missing],
        },
    )


def _row(area: Area) -> dict[str, Any]:
    return {"key": area.official_key, "name": area.name, "level": str(area.level)}


def _summary(report: _Report, *, dry_run: bool) -> list[str]:
    labels = {
        "new": _("neu"),
        "changed": _("geändert"),
        "rekeyed": _("neuer Schlüssel"),
        "dissolved": _("aufgelöst"),
        "successions": _("Nachfolgen vorgeschlagen"),
        "unexplained": _("Nachfolge nicht ermittelt"),
        "matched": _("Grenzen übernommen"),
        "unknown": _("in der Datei, aber nicht in der Ortsliste"),
        "missing": _("ohne neue Grenze"),
    }
    lines = [_("Probelauf, nichts gespeichert:") if dry_run else _("Eingelesen:")]
    for name, count in report.counts.items():
        lines.append(f"  {labels[name]}: {count}")
        rows = report.details.get(name, [])
        if name not in ("changed", "successions"):
            lines += [f"    {row['key']} {row['name']}" for row in rows[:SHOWN]]
            if len(rows) > SHOWN:
                lines.append(_("    … und %(count)s weitere") % {"count": len(rows) - SHOWN})
    for row in report.details.get("successions", [])[:SHOWN]:
        old, new = row["predecessor"], row["successor"]
        lines.append(f"    {old['key']} {old['name']} → {new['key']} {new['name']} ({row['certainty']:.0%})")
    return lines
