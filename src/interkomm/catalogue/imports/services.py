"""Importing cases: read, give columns a meaning, decide, propose, throw away.

A file is read before (`reading`), outside the transaction. What is stored is private to the organisation; only
`accept_import` makes proposals for the editors, and only when nothing is left to decide.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.casereading.result import Reading
from interkomm.calc.casereading.structured.columns import TARGETS
from interkomm.catalogue.imports import rules
from interkomm.catalogue.imports.decisions import Decision, checked, set_state
from interkomm.catalogue.imports.events import CaseImportQueued
from interkomm.catalogue.imports.filling import fill
from interkomm.catalogue.imports.matching import find_duplicates
from interkomm.catalogue.imports.models import CaseImport, ColumnMeaning, ImportedCase
from interkomm.catalogue.imports.proposing import propose_waiting
from interkomm.catalogue.imports.reading import Source, TakenApart, UnreadableCase
from interkomm.catalogue.imports.stored import open_decisions, problem_as_json
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.files.kinds import DOCUMENTS, TABLES
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.naming import display_name
from interkomm.foundation.files.services import RefusedUpload, delete_file, store_upload
from interkomm.foundation.use_cases import RuleBroken, use_case
from interkomm.organisations.models import Organisation

FILE_ACCESS = "catalogue.import_source"
READABLE = TABLES | DOCUMENTS | {"application/xml", "text/xml", "application/rdf+xml", "application/zip"}
State = CaseImport.State
__all__ = ["FILE_ACCESS", "RefusedUpload"]


class AlreadyThere(RuleBroken):
    """The same file waits already, or was proposed; `proposal` is that import."""

    def __init__(self, proposal: CaseImport) -> None:
        day = timezone.localtime(proposal.proposed_at or proposal.created_at).strftime("%d.%m.%Y")
        if proposal.state == State.DONE:
            text = _("Genau diese Datei wurde am %(day)s schon vorgeschlagen. Es wurde nichts doppelt gespeichert.")
        else:
            text = _("Genau diese Datei wartet schon auf Ihre Prüfung.")
        super().__init__(text % {"day": day})
        self.proposal = proposal


@use_case()
def propose_import(
    *, actor: Actor, organisation: Organisation | None, source: Source, outcome: TakenApart | Reading | None = None
) -> CaseImport:
    """Store what was read, to be checked; without `outcome` it is read in the background. Raises NotAllowed, AlreadyThere."""
    author = actor if isinstance(actor, User) else None
    rules.require_importer(actor, organisation.pk if organisation else None, author.pk if author else None)
    same = CaseImport.objects.filter(organisation=organisation, source_sha256=source.sha256)
    known = (same if organisation else same.filter(author=author)).first()
    if known is not None:
        raise AlreadyThere(known)
    proposal = CaseImport.objects.create(
        organisation=organisation,
        author=author,
        file=_kept(actor, organisation, author, source),
        source_name=display_name(source.name)[:200],
        source_url=source.url[:1000],
        source_sha256=source.sha256,
        retrieved_on=source.retrieved_on or timezone.localdate(),
    )
    if outcome is None:
        emit(CaseImportQueued(proposal.pk))
    else:
        _store_outcome(proposal, outcome)
    _record(actor, "catalogue.import.propose", proposal, state=proposal.state, sha256=source.sha256)
    return proposal


@use_case()
def finish_reading(*, actor: Actor, proposal: CaseImport, outcome: TakenApart | Reading | UnreadableCase) -> None:
    """Store what the background has read, or why it could not. A second run finds nothing left to do."""
    waiting = CaseImport.objects.select_for_update(of=("self",)).filter(pk=proposal.pk, state=State.READING).first()
    if waiting is None:
        return
    if isinstance(outcome, UnreadableCase):
        waiting.state, waiting.problems = State.FAILED, [problem_as_json(outcome.problem)]
        waiting.save(update_fields=["state", "problems"])
    else:
        _store_outcome(waiting, outcome)
    _record(actor, "catalogue.import.finish", waiting, state=waiting.state, cases=waiting.cases.count())


@use_case()
def choose_columns(
    *,
    actor: Actor,
    proposal: CaseImport,
    targets: Mapping[str, Sequence[str]],
    reading: Reading | None = None,
) -> CaseImport:
    """Give the columns a meaning and store the cases that follow; without `reading` that happens in the background.

    The meaning is remembered for the next file with the same headers. Raises NotAllowed, RuleBroken.
    """
    waiting = _open(actor, proposal)
    if not waiting.sheets:
        raise RuleBroken(_("Diese Quelle hat keine Spalten."))
    unknown = {target for columns in targets.values() for target in columns} - {*TARGETS, ""}
    if unknown:
        raise RuleBroken(_("Diese Bedeutung einer Spalte gibt es nicht."))
    waiting.targets = {name: list(columns) for name, columns in targets.items()}
    _remember(waiting)
    if reading is None:
        waiting.state = State.READING
        waiting.save(update_fields=["targets", "state"])
        emit(CaseImportQueued(waiting.pk))
    else:
        fill(waiting, reading, find_duplicates(reading.cases, waiting.organisation))
    _record(actor, "catalogue.import.columns", waiting, state=waiting.state)
    return waiting


@use_case()
def decide_finding(*, actor: Actor, case: ImportedCase, number: int, decision: Decision) -> ImportedCase:
    """Decide one finding of a case. Raises NotAllowed, RuleBroken (no such finding or option, reason missing)."""
    locked = _waiting_case(actor, case)
    stored = checked(locked, number, decision)
    locked.decisions = {**locked.decisions, str(number): stored}
    set_state(locked, stored)
    locked.open_decisions = open_decisions(locked.findings, locked.decisions)
    locked.save(update_fields=["decisions", "open_decisions", "target"])
    _record(actor, "catalogue.import.decide", locked.proposal, case=locked.position, finding=number, decision=stored)
    return locked


@use_case()
def choose_facts(
    *, actor: Actor, case: ImportedCase, left_out: Collection[str], is_skipped: bool = False
) -> ImportedCase:
    """Say which facts of a case are not taken over ("field" or "field:number"), or that the case is not at all."""
    locked = _waiting_case(actor, case)
    fields = locked.content.get("fields", {})
    known = {f"{code}:{at}" for code, entry in fields.items() for at in range(len(entry.get("items", ())))} | set(
        fields
    )
    locked.left_out = sorted(set(left_out) & known)
    locked.state = ImportedCase.State.SKIPPED if is_skipped else ImportedCase.State.WAITING
    locked.save(update_fields=["left_out", "state"])
    _record(
        actor, "catalogue.import.choose_facts", locked.proposal, case=locked.position, left_out=locked.left_out,
        state=locked.state,
    )  # fmt: skip
    return locked


@use_case()
def accept_import(*, actor: Actor, proposal: CaseImport, only_clear: bool = False) -> int:
    """Propose the cases to the editors and return how many. Raises NotAllowed, RuleBroken (something is undecided).

    `only_clear`: only the cases without any finding; the others go on waiting.
    """
    waiting = _open(actor, proposal)
    if waiting.state != State.CHECKING:
        raise RuleBroken(_("Bitte ordnen Sie zuerst die Spalten zu."))
    cases = waiting.cases.filter(state=ImportedCase.State.WAITING)
    clear = cases.filter(finding_count=0)
    undecided = cases.filter(open_decisions__gt=0).count()
    if undecided and not only_clear:
        raise RuleBroken(
            _("Noch %(count)s Fälle haben Hinweise, die eine Entscheidung brauchen.") % {"count": undecided}
        )
    count = propose_waiting(actor, waiting, clear if only_clear else cases)
    if not waiting.cases.filter(state=ImportedCase.State.WAITING).exists():
        waiting.state, waiting.proposed_at = State.DONE, timezone.now()
        waiting.save(update_fields=["state", "proposed_at"])
    _record(actor, "catalogue.import.accept", waiting, cases=count, state=waiting.state)
    return count


@use_case()
def discard_import(*, actor: Actor, proposal: CaseImport) -> None:
    """Throw an import away with its file; what was proposed from it stays. Raises NotAllowed."""
    rules.require_importer(actor, proposal.organisation_id, proposal.author_id)
    locked = CaseImport.objects.select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if locked is None:
        return
    _record(actor, "catalogue.import.discard", locked, sha256=locked.source_sha256, state=locked.state)
    file = locked.file
    locked.delete()
    if file is not None:
        delete_file(actor=actor, file=file)


def _store_outcome(proposal: CaseImport, outcome: TakenApart | Reading) -> None:
    if isinstance(outcome, Reading):
        fill(proposal, outcome, find_duplicates(outcome.cases, proposal.organisation))
        return
    proposal.kind, proposal.state = outcome.kind, State.MAPPING
    proposal.sheets, proposal.targets = outcome.sheets, _remembered(proposal, outcome)
    proposal.save(update_fields=["kind", "state", "sheets", "targets"])


def _kept(actor: Actor, organisation: Organisation | None, author: User | None, source: Source) -> StoredFile:
    """The source, needed again when columns get another meaning. Raises RefusedUpload."""
    upload = ContentFile(source.content, name=source.name)
    key = f"organisation:{organisation.pk}" if organisation else f"author:{author.pk if author else 0}"
    return store_upload(actor=actor, upload=upload, access=FILE_ACCESS, access_key=key, allowed=READABLE)


def headers_sha256(columns: Sequence[str]) -> str:
    """By this a table with the same headers is known again."""
    return hashlib.sha256(json.dumps(list(columns)).encode()).hexdigest()


def _remember(proposal: CaseImport) -> None:
    for sheet in proposal.sheets:
        chosen = proposal.targets.get(sheet["name"])
        if chosen and any(chosen):
            ColumnMeaning.objects.update_or_create(
                organisation=proposal.organisation,
                headers_sha256=headers_sha256(sheet["columns"]),
                defaults={"headers": sheet["columns"], "targets": chosen, "changed_at": timezone.now()},
            )


def _remembered(proposal: CaseImport, outcome: TakenApart) -> dict[str, list[str]]:
    """What the organisation chose for the same headers before, else what the headers propose."""
    keys = {headers_sha256(sheet["columns"]): sheet["name"] for sheet in outcome.sheets}
    stored = ColumnMeaning.objects.filter(organisation=proposal.organisation, headers_sha256__in=keys)
    return outcome.targets | {keys[each.headers_sha256]: each.targets for each in stored}


def _open(actor: Actor, proposal: CaseImport) -> CaseImport:
    """The locked row, if something can still be decided."""
    rules.require_importer(actor, proposal.organisation_id, proposal.author_id)
    locked = (
        CaseImport.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=proposal.pk).first()
    )
    if locked is None or not locked.is_open:
        raise RuleBroken(_("Dieser Import ist schon abgeschlossen oder wird gerade gelesen."))
    return locked


def _waiting_case(actor: Actor, case: ImportedCase) -> ImportedCase:
    _open(actor, case.proposal)
    locked = ImportedCase.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=case.pk)
    if locked.state == ImportedCase.State.PROPOSED:
        raise RuleBroken(_("Dieser Fall ist schon vorgeschlagen."))
    return locked


def _record(actor: Actor, action: str, proposal: CaseImport, **after: Any) -> None:
    audit.record(actor=actor, action=action, subject=proposal, for_organisation=proposal.organisation_id, after=after)


def source_of(proposal: CaseImport, content: bytes) -> Source:
    """The source of a stored import again."""
    day: date = proposal.retrieved_on
    return Source(proposal.source_name, content, proposal.source_url, day)
