"""`interkomm catalogue import FILE`: read cases and show them, or store them as an import to be checked."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from interkomm.calc.casereading.decoding import MOST_BYTES
from interkomm.calc.casereading.read import KINDS, read_case_file
from interkomm.calc.casereading.result import Problem, Reading
from interkomm.catalogue.imports.names import resolve_shipped
from interkomm.catalogue.imports.reading import Source, TakenApart, UnreadableCase, read_source
from interkomm.catalogue.imports.reported import case_as_json, reading_as_json
from interkomm.catalogue.imports.sentences import problem_sentence
from interkomm.catalogue.imports.services import RefusedUpload, propose_import
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation

DONE, REFUSED = 0, 2
MOST_SHOWN = 20


class _RefusedError(Exception):
    """`str(error)` is the message for the operator."""


def import_file(
    path: str | Path,
    *,
    organisation_slug: str = "",
    kind: str = "",
    dry_run: bool = False,
    as_json: bool = False,
    language: str = "de",
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Import one file for an organisation; returns the exit code: 0 done, 2 refused with a message on standard error.

    `dry_run` needs no database: it only prints what was read, with `as_json` as JSON. Without it the import is stored
    and waits for people, who decide its findings in the browser; nothing is proposed to the editors before.
    """
    out, err = stdout or sys.stdout, stderr or sys.stderr
    with override(language):
        try:
            source = _source(Path(path), kind)
            reading = _reading(source, kind)
            stored = "" if dry_run else _store(source, organisation_slug)
        except _RefusedError as error:
            print(_("Fehler: %(message)s") % {"message": error}, file=err)
            return REFUSED
        if as_json:
            print(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=2), file=out)
        else:
            print("\n".join(_summary(reading)), file=out)
        if stored:
            print(stored, file=err if as_json else out)
    return DONE


def _source(path: Path, kind: str) -> Source:
    if kind and kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise _RefusedError(_("Diese Art von Datei gibt es nicht. Möglich sind: %(kinds)s.") % {"kinds": kinds})
    try:
        with path.open("rb") as file:
            return Source(path.name, file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        raise _RefusedError(_("Die Datei „%(path)s“ gibt es nicht.") % {"path": path}) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = _("Die Datei „%(path)s“ kann nicht gelesen werden (%(reason)s).")
        raise _RefusedError(text % {"path": path, "reason": reason}) from None


def _reading(source: Source, kind: str) -> Reading:
    reading = read_case_file(source.content, source.name, resolve_shipped(), kind)
    if not reading.cases:
        raise _RefusedError(problem_sentence(next(iter(reading.problems), Problem("not_understood"))))
    return reading


def _store(source: Source, organisation_slug: str) -> str:
    organisation = Organisation.objects.filter(slug=organisation_slug).first()
    if organisation is None:
        text = _("Eine Organisation „%(slug)s“ gibt es nicht. Bitte nennen Sie eine mit --organisation.")
        raise _RefusedError(text % {"slug": organisation_slug})
    try:
        outcome = read_source(source)
        proposal = propose_import(actor=None, organisation=organisation, source=source, outcome=outcome)
    except UnreadableCase as error:
        raise _RefusedError(problem_sentence(error.problem)) from None
    except (RuleBroken, RefusedUpload) as error:
        raise _RefusedError(str(error)) from None
    if isinstance(outcome, TakenApart):
        return _("Import %(number)s gespeichert. Bitte prüfen Sie im Browser, was die Spalten bedeuten.") % {
            "number": proposal.pk
        }
    return _("Import %(number)s gespeichert. Bitte prüfen Sie im Browser die Hinweise.") % {"number": proposal.pk}


def _summary(reading: Reading) -> Iterator[str]:
    for case in reading.cases[:MOST_SHOWN]:
        found = case_as_json(case)
        yield found["name"]
        names = ", ".join(f"{each['name']} {each['official_key']}".strip() for each in found["partners"])
        yield "  " + _("Partner (%(count)s): %(names)s") % {"count": len(found["partners"]), "names": names}
        for event in found["events"]:
            yield f"  {event['date'] or '?'} {event['kind']} {event['title']}".rstrip()
        for finding in found["findings"]:
            yield f"  ! {finding['message']}"
    if len(reading.cases) > MOST_SHOWN:
        yield _("… und %(count)s weitere Fälle") % {"count": len(reading.cases) - MOST_SHOWN}
    for problem in reading.problems:
        yield f"! {problem_sentence(problem)}"
