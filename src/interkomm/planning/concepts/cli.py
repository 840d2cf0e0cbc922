"""`interkomm concepts import FILE`: read a document and show its structure, or store it as a proposal or a draft."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from interkomm.calc.recognition import RecognisedConcept
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.planning.concepts.models import Concept, ConceptImport
from interkomm.planning.concepts.readers import UnreadableDocument
from interkomm.planning.concepts.readers.messages import message
from interkomm.planning.concepts.reading import Source, read_source
from interkomm.planning.concepts.services import NothingNew, accept_import, propose_import
from interkomm.planning.concepts.structure import text_of_recognised

DONE, REFUSED = 0, 2


class _RefusedError(Exception):
    """`str(error)` is the message for the operator."""


def import_file(
    path: str | Path,
    *,
    organisation_slug: str = "",
    concept_slug: str = "",
    dry_run: bool = False,
    as_json: bool = False,
    accept: bool = False,
    language: str = "de",
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Import one file for an organisation; returns the exit code: 0 done (or nothing new), 2 refused.

    `dry_run` needs no database: it only prints what was recognised, with `as_json` as JSON on standard output. Without
    it a proposal is stored, which editors check and accept in the browser; `accept` makes it a draft at once.
    Messages of errors go to standard error, in `language`.
    """
    out, err = stdout or sys.stdout, stderr or sys.stderr
    with override(language):
        try:
            source = _read(Path(path))
            stored = "" if dry_run else _store(source, organisation_slug, concept_slug, accept=accept)
        except _RefusedError as error:
            print(_("Fehler: %(message)s") % {"message": error}, file=err)
            return REFUSED
        if as_json:
            print(json.dumps(source.recognised.as_json(), ensure_ascii=False, indent=2), file=out)
        else:
            print("\n".join(_summary(source.recognised)), file=out)
        if stored:
            print(stored, file=err if as_json else out)
    return DONE


def _read(path: Path) -> Source:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _RefusedError(_("Die Datei „%(path)s“ gibt es nicht.") % {"path": path}) from None
    except OSError as error:
        raise _RefusedError(
            _("Die Datei „%(path)s“ kann nicht gelesen werden (%(reason)s).")
            % {"path": path, "reason": error.strerror or type(error).__name__}
        ) from None
    try:
        return read_source(path.name, content)
    except UnreadableDocument as error:
        raise _RefusedError(str(message(error))) from None


def _store(source: Source, organisation_slug: str, concept_slug: str, *, accept: bool) -> str:
    organisation = Organisation.objects.filter(slug=organisation_slug).first()
    if organisation is None:
        raise _RefusedError(
            _("Eine Organisation „%(slug)s“ gibt es nicht. Bitte nennen Sie eine mit --organisation.")
            % {"slug": organisation_slug}
        )
    concept = Concept.objects.filter(slug=concept_slug).first() if concept_slug else None
    if concept_slug and concept is None:
        raise _RefusedError(_("Ein Konzept „%(slug)s“ gibt es nicht.") % {"slug": concept_slug})
    try:
        proposal = propose_import(actor=None, organisation=organisation, source=source, concept=concept)
        return _accepted(proposal) if accept else _proposed(proposal)
    except NothingNew as error:
        return str(error)
    except RuleBroken as error:
        raise _RefusedError(str(error)) from None


def _accepted(proposal: ConceptImport) -> str:
    version = accept_import(actor=None, proposal=proposal)
    return _("Als Entwurf gespeichert: %(version)s.") % {"version": version}


def _proposed(proposal: ConceptImport) -> str:
    if proposal.concept is not None:
        return _("Vorschau %(number)s gespeichert. Sie schlägt eine neue Fassung von „%(concept)s“ vor.") % {
            "number": proposal.pk,
            "concept": proposal.concept,
        }
    return _("Vorschau %(number)s gespeichert. Sie schlägt ein neues Konzept vor.") % {"number": proposal.pk}


def _summary(concept: RecognisedConcept) -> Iterator[str]:
    yield concept.title or _("(ohne Titel)")
    for section in text_of_recognised(concept).sections:
        heading = f"{section.number} {section.title}".strip()
        yield "  " * section.level + _("%(heading)s [Absätze: %(count)s]") % {
            "heading": heading,
            "count": len(section.passages),
        }
    yield _("Reparierte Trennungen: %(count)s") % {"count": len(concept.repairs)}
    yield _("Weggelassen: %(count)s") % {"count": len(concept.dropped)}
    for dropped in concept.dropped:
        yield f"  – {dropped.text[:100]} ({dropped.reason.value})"
