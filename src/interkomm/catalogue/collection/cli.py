"""`interkomm catalogue collection`: load the shipped cases, or only check their files; returns the exit code."""

import json
import sys
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from interkomm.accounts.models import User
from interkomm.catalogue.collection.check import faults
from interkomm.catalogue.collection.files import CASES, InvalidCaseFile, read_collection
from interkomm.catalogue.collection.load import Loaded, load_collection

DONE, REFUSED = 0, 2


def check_collection(
    directory: Path = CASES, *, language: str = "de", stdout: TextIO | None = None, stderr: TextIO | None = None
) -> int:
    """Check all files without a database; 0 when they may be shipped, 2 with the faults on standard error."""
    out, err = stdout or sys.stdout, stderr or sys.stderr
    with override(language):
        try:
            shipped = read_collection(directory)
        except InvalidCaseFile as problem:
            return _refused(err, str(problem))
        found = faults(shipped)
        if found:
            return _refused(err, *(f"{fault.slug}: {fault.problem}" for fault in found))
        out.write(_("%(count)d Fälle geprüft, kein Fehler.") % {"count": len(shipped)} + "\n")
    return DONE


def load_shipped(
    directory: Path = CASES,
    *,
    as_json: bool = False,
    language: str = "de",
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Load the cases in the name of the first operator; 0 done, 2 refused with a message on standard error."""
    out, err = stdout or sys.stdout, stderr or sys.stderr
    with override(language):
        operator = User.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
        if operator is None:
            return _refused(err, _("Es gibt noch kein Konto für den Betrieb. Bitte legen Sie zuerst eines an."))
        try:
            loaded = load_collection(actor=operator, directory=directory)
        except InvalidCaseFile as problem:
            return _refused(err, str(problem))
        out.write(_as_json(loaded) if as_json else _summary(loaded))
    return DONE


def _summary(loaded: Loaded) -> str:
    lines = [
        _("neu: %(count)d") % {"count": len(loaded.added)},
        _("aktualisiert: %(count)d") % {"count": len(loaded.updated)},
        _("der Redaktion vorgelegt: %(count)d") % {"count": len(loaded.proposed)},
        _("unverändert: %(count)d") % {"count": len(loaded.unchanged)},
    ]
    return "\n".join([*lines, *(f"  {slug}" for slug in loaded.proposed)]) + "\n"


def _as_json(loaded: Loaded) -> str:
    groups = {name: list(getattr(loaded, name)) for name in Loaded.__slots__}
    return json.dumps(groups, ensure_ascii=False, indent=2) + "\n"


def _refused(err: TextIO, *lines: str) -> int:
    err.write("\n".join(lines) + "\n")
    return REFUSED
