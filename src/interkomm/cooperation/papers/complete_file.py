"""The complete file for the supervisory authority: a ZIP with everything, an index and the SHA-256 of each file.

The same facts on the same day give the same bytes: fixed moments, fixed order, no clock. Names inside are ours; what
people called their files stands in the index only, so no name can lead out of the folder.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from interkomm.calc.visible import visible_line
from interkomm.cooperation.instruments.models import Fact, Party
from interkomm.cooperation.instruments.page import missing_rows
from interkomm.cooperation.instruments.wording_of_acts import STATE_NAMES, sentence
from interkomm.cooperation.papers import contents
from interkomm.cooperation.papers.index_page import index_page
from interkomm.cooperation.papers.source import Source, content_of
from interkomm.cooperation.papers.word import FIXED, as_docx
from interkomm.foundation.files.models import StoredFile
from interkomm.ui.text import localdate

FORMAT = 1
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {
    PDF: "pdf", DOCX: "docx", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "text/plain": "txt",
    "text/csv": "csv", "application/zip": "zip", "application/json": "json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods",
}  # fmt: skip
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Entry:
    """One file. `path`: in the archive; `title`: for people; `problem`: why it is not there."""

    path: str
    title: str
    media_type: str
    content: bytes
    problem: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "title": self.title,
            "media_type": self.media_type,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest() if not self.problem else "",
            **({"problem": self.problem} if self.problem else {}),
        }


def complete_file(source: Source, told: Told = lambda done, total: None) -> bytes:
    """The archive. `told(done, total)` is called after each file."""
    with override("de"):
        makers = _makers(source)
        entries = []
        for done, make in enumerate(makers, start=1):
            entries.append(make())
            told(done, len(makers))
        return _archive(source, entries)


def _makers(source: Source) -> list[Callable[[], Entry]]:
    def papers(party: Party, number: int) -> Callable[[], Entry]:
        path = f"02-beschlussvorlagen/{number:02d}.pdf"
        return lambda: Entry(
            path, f"Beschlussvorlage {party.name}", PDF, contents.council_paper(source, party).as_pdf()
        )

    makers: list[Callable[[], Entry]] = [
        lambda: Entry("01-vereinbarung/vereinbarung.pdf", "Wortlaut", PDF, contents.agreement(source).as_pdf()),
        lambda: Entry("01-vereinbarung/vereinbarung.docx", "Wortlaut", DOCX, as_docx(contents.agreement(source))),
        lambda: Entry("01-vereinbarung/wortlaut.md", "Wortlaut als Text", "text/markdown", _text(source)),
    ]
    makers += [papers(party, number) for number, party in enumerate(source.parties, start=1)]
    makers += [
        lambda: Entry("03-unterschriften.pdf", "Unterschriften", PDF, contents.signature_page(source).as_pdf()),
        lambda: Entry("04-bekanntmachung.pdf", "Bekanntmachung", PDF, contents.publication(source).as_pdf()),
        lambda: Entry("beschluesse.json", "Beschlüsse", "application/json", _json(resolutions(source))),
        lambda: Entry("pruefliste.json", "Prüfliste nach Regelsatz", "application/json", _json(checklist(source))),
    ]
    annexes = [(f"Anlage: {each.title}", each.file) for each in source.annexes]
    makers += list(_stored("05-anlagen", annexes))
    return [*makers, *_stored("06-belege", [(title, file) for title, file in evidence_files(source)])]


def _stored(folder: str, files: Sequence[tuple[str, StoredFile]]) -> Iterator[Callable[[], Entry]]:
    for number, (title, file) in enumerate(files, start=1):
        yield lambda number=number, title=title, file=file: _kept(folder, number, title, file)  # type: ignore[misc]


def _kept(folder: str, number: int, title: str, file: StoredFile) -> Entry:
    path = f"{folder}/{number:03d}.{ENDINGS.get(file.media_type, 'bin')}"
    content = content_of(file)
    problem = "" if content else "Die Datei ist nicht mehr gespeichert."
    return Entry(path, f"{title} ({visible_line(file.name)})", file.media_type, content, problem)


def evidence_files(source: Source) -> list[tuple[str, StoredFile]]:
    """Title and file of every piece of evidence, each file once, in a fixed order."""
    found: dict[int, tuple[str, StoredFile]] = {}
    for title, fact in _facts(source):
        if fact.evidence_file_id and fact.evidence_file:
            found.setdefault(fact.evidence_file_id, (title, fact.evidence_file))
    return list(found.values())


def _facts(source: Source) -> Iterator[tuple[str, Fact]]:
    for party in source.parties:
        yield from ((f"Beschluss {party.name}", each) for each in _ordered(party.resolutions.all()))
        yield from ((f"Unterschrift {party.name}", each) for each in _ordered(party.signatures.all()))
    yield from ((f"Aufsicht: {each}", each) for each in _ordered(source.instrument.supervision_acts.all()))
    yield from ((f"Bekanntmachung: {each}", each) for each in _ordered(source.instrument.publications.all()))


def _ordered(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda each: (each.on or date.max, each.pk))


def resolutions(source: Source) -> list[dict[str, Any]]:
    """All resolutions that still count, as JSON values."""
    wordings = {each.pk: each for each in source.instrument.wordings.all()}
    rows = []
    for party in source.parties:
        for each in _ordered(party.resolutions.all()):
            named = wordings.get(each.wording_id or 0)
            rows.append(
                {
                    "party": party.name,
                    "body": each.body or party.body,
                    "on": each.on.isoformat() if each.on else None,
                    "precision": each.precision,
                    "result": each.result,
                    "wording": named.number if named else None,
                    "digest": named.digest if named else None,
                    "votes": {"yes": each.votes_yes, "no": each.votes_no, "abstained": each.votes_abstained},
                    "conditions": each.conditions,
                    "agenda_item": each.agenda_item,
                    "evidence": each.evidence,
                    "evidence_url": each.evidence_url,
                }
            )
    return rows


def checklist(source: Source) -> dict[str, Any]:
    """State and acts by the rule set, on the day of the file."""
    rule, status = source.found.rule, source.found.status
    return {
        "on": source.on.isoformat(),
        "rule_set": rule.key if rule else None,
        "rule_set_name": rule.title if rule else None,
        "rule_set_version": rule.version_on if rule else None,
        "rule_set_source": (rule.source or rule.law) if rule else None,
        "note": "Keine Rechtsberatung.",
        "state": status.state.value,
        "state_name": str(STATE_NAMES[status.state.value]),
        "effective_on": status.effective_on.isoformat() if status.effective_on else None,
        "missing": [
            {"act": row.act, "title": row.title, "owner": row.owner, "reason": row.sentence,
             "party": row.party.name if row.party else "", "due_on": row.due_on.isoformat() if row.due_on else None}
            for row in missing_rows(source.found, source.on)
        ],
        "reasons": [sentence(reason) for reason in status.reasons],
        "warnings": [sentence(reason) for reason in status.warnings],
        "done": done_acts(source),
        "preparations": [
            {"party": each.party.name, "matter": str(matter.title), "said": contents.prepared_words(matter) or None}
            for each in source.preparations
            for matter in each.matters
        ],
    }  # fmt: skip


def done_acts(source: Source) -> list[str]:
    """What is evidenced, in words."""
    return [f"{title}: {localdate(fact.on) or 'Tag nicht belegt'}" for title, fact in _facts(source)]


def _text(source: Source) -> bytes:
    return source.wording.text.encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _archive(source: Source, entries: list[Entry]) -> bytes:
    about = {
        "format": FORMAT,
        "title": source.instrument.title,
        "kind": source.instrument.kind,
        "cooperation": source.instrument.cooperation.name,
        "parties": [party.name for party in source.members],
        "wording": {"number": source.wording.number, "made_on": source.wording.made_on.isoformat(),
                    "digest": source.wording.digest},
        "on": source.on.isoformat(),
        "checklist": checklist(source),
        "files": [each.facts for each in entries],
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "index.html", index_page(about).encode())
        _put(archive, "index.json", _json(about))
        for each in entries:
            if not each.problem:
                _put(archive, each.path, each.content)
    return made.getvalue()


def _put(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(path, FIXED), content, zipfile.ZIP_DEFLATED)
