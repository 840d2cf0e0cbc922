"""From labelled values (an infobox, the parameters of a template) to fields; what is empty or not understood is said."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from interkomm.calc.casereading.coordinates import find_position
from interkomm.calc.casereading.dates import find_dates
from interkomm.calc.casereading.draft import Draft, line, without_addresses
from interkomm.calc.casereading.labels import subject_of
from interkomm.calc.casereading.partners import Partners, Written
from interkomm.calc.casereading.result import FindingKind, Option
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.casereading.terms import KEY_OF_STATE, legal_forms_in, tasks_in, themes_in
from interkomm.calc.cases.items import Award, Contact, Event, LegalPhase, Link, Place, Term

_SPLIT = re.compile(r"[,;\n•*]|[ \n](?:und|sowie)[ \n]")
_SPLIT_COARSE = re.compile(r"[;\n•*]|,(?! (?:IT|EDV))")
_PEOPLE = re.compile(
    r"(?:(?:Herrn?|Frau|Dr\.|Prof\.|Mag\.|DI|Dipl\.-Ing\.)[ ]){0,4}"
    r"(?P<name>[A-ZÄÖÜ][\w.’'-]{1,40}(?:[ ][A-ZÄÖÜ][\w.’'-]{1,40}){1,3})"
    r"(?:[ ]?\((?P<organisation>[^()\n]{2,150})\))?"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'|\]\[{}()]{3,400}", re.IGNORECASE)
_EMPTY = frozenset({"", "-", "–", "—", "k. a.", "k.a.", "keine angabe", "n/a", "?", "unbekannt"})
_NONE = frozenset({"keine", "keiner", "keines", "nicht vorhanden", "kein"})
_VOCABULARY = {"sector": "sector", "countries": "country", "states": "state", "status": "status"}
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its value at `start`:`end` of the text (empty when start equals end)."""

    label: str
    start: int
    end: int


class Rows:
    """Reads the rows of one case into its draft."""

    def __init__(self, draft: Draft, partners: Partners) -> None:
        self.draft, self.view, self.partners = draft, draft.view, partners
        self.state_span: dict[str, tuple[int, int]] = {}

    def read(self, rows: Sequence[Row]) -> None:
        """Fill the fields from all rows; partners are only remembered, so that states may settle namesakes."""
        for row in rows[:MOST_ROWS]:
            subject = subject_of(row.label)
            start, end = self._trimmed(row.start, row.end)
            value = self.view[start:end]
            if not subject:
                if value.strip():
                    facts = {"label": line(row.label), "value": line(value)[:200]}
                    proof = self.draft.evidence((start, end))
                    self.draft.find(FindingKind.NOT_UNDERSTOOD, "field.unknown_label", facts, evidence=proof)
            elif value.strip().lower() in _EMPTY:
                self._empty(row, subject)
            else:
                self._fill(subject, row, start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.view[start].isspace():
            start += 1
        while end > start and self.view[end - 1].isspace():
            end -= 1
        return start, end

    def _empty(self, row: Row, subject: str) -> None:
        code = subject.partition(":")[0]
        facts = {"label": line(row.label)}
        self.draft.find(FindingKind.EMPTY_FIELD, "field.empty", facts, (code,))

    def _fill(self, subject: str, row: Row, start: int, end: int) -> None:
        code, _, kind = subject.partition(":")
        if code in _VOCABULARY or code in ("themes", "task_areas", "districts"):
            self._terms(code, start, end)
        elif code == "events":
            self._event(kind, row, start, end)
        elif code == "partners":
            self.read_partners(start, end, role="lead" if kind == "lead" else "partner")
        elif code in ("websites", "position"):  # addresses and degrees may be part of the markup
            _SIMPLE[code](self, row.start, row.end)
        elif code in _SIMPLE:
            _SIMPLE[code](self, start, end)
        elif code not in ("name", "summary", "description", "current_state", "lessons", "obstacles"):
            facts = {"label": line(row.label), "value": line(self.view[start:end])[:200]}
            self.draft.find(
                FindingKind.NOT_UNDERSTOOD, "field.not_read", facts, (code,), evidence=self.draft.evidence((start, end))
            )

    def _pieces(self, start: int, end: int, pattern: re.Pattern[str] = _SPLIT) -> Iterator[tuple[int, int]]:
        at = start
        for cut in (*pattern.finditer(self.view, start, end), None):
            stop = cut.start() if cut else end
            first, last = self._trimmed(at, stop)
            if first < last:
                yield first, last
            at = cut.end() if cut else end

    def _terms(self, code: str, start: int, end: int) -> None:
        vocabulary = _VOCABULARY.get(code, "")
        for first, last in self._pieces(start, end, _SPLIT_COARSE):
            written = line(self.view[first:last])
            if code == "themes":
                known = code_of("theme", written)
                found = [known] if known else _distinct(themes_in(written))[:2]
            elif code == "task_areas":
                found = [code_of("task", written) or next(iter(_distinct(tasks_in(written))), "")]
            else:
                found = [code_of(vocabulary, written) if vocabulary else ""]
            for term in found or [""]:
                self.draft.add(code, Term(code=term, written=written, evidence=self.draft.evidence((first, last))))
                if code == "states" and term:
                    self.state_span[term] = (first, last)
            if vocabulary and not any(found):
                self._unknown_word(code, written, first, last)

    def _unknown_word(self, code: str, written: str, start: int, end: int) -> None:
        proof = self.draft.evidence((start, end))
        self.draft.find(FindingKind.NOT_UNDERSTOOD, "term.unknown", {"value": written}, (code,), evidence=proof)

    def _event(self, kind: str, row: Row, start: int, end: int) -> None:
        date = next(iter(find_dates(self.view, start, end)), None)
        if date is None:
            facts = {"label": line(row.label), "value": line(self.view[start:end])[:200]}
            proof = self.draft.evidence((start, end))
            self.draft.find(FindingKind.NOT_UNDERSTOOD, "field.no_date", facts, ("events",), evidence=proof)
            return
        self.draft.add("events", Event(kind=kind, date=date.date, evidence=self.draft.evidence((start, end))))
        self.draft.details.setdefault({"start": "start_year"}.get(kind, kind), date.date.year)

    def read_partners(self, start: int, end: int, role: str = "partner") -> None:
        """Remember the partners of a list of names."""
        for first, last in self._pieces(start, end):
            self.partners.add(Written(self.view[first:last], first, last, role=role))

    def within(self) -> str:
        """The beginning of official keys when the rows name exactly one German state."""
        keys = [KEY_OF_STATE[code] for code in self.state_span if code in KEY_OF_STATE]
        return keys[0] if len(keys) == 1 and len(self.state_span) == 1 else ""

    def _other_names(self, start: int, end: int) -> None:
        self.draft.other_names.append(line(self.view[start:end]))

    def _contacts(self, start: int, end: int) -> None:
        count = 0
        for match in _PEOPLE.finditer(self.view, start, end):
            name, organisation = line(match["name"]), without_addresses(line(match["organisation"] or ""))
            proof = self.draft.evidence(match.span())
            item = Contact(role="Kontaktperson", organisation=organisation, name=name, evidence=proof)
            at = self.draft.add("contacts", item)
            count += 1
            if at >= 0:
                options = (Option("keep"), Option("clear", "", {"name": ""}), Option("drop"))
                self.draft.find(
                    FindingKind.PERSON, "contact.person", {"name": name, "organisation": organisation}, ("contacts",),
                    item=at, evidence=proof, options=options,
                )  # fmt: skip
        if not count:
            organisation = without_addresses(line(self.view[start:end]))
            self.draft.add(
                "contacts",
                Contact(role="Kontakt", organisation=organisation, evidence=self.draft.evidence((start, end))),
            )

    def _websites(self, start: int, end: int) -> None:
        raw = list(_URL.finditer(self.draft.text, start, end))
        for match in raw:
            add_website(self.draft, match.start(), match.end())
        if not raw:
            self._unknown_word("websites", line(self.view[start:end]), start, end)

    def _legal_form(self, start: int, end: int) -> None:
        written = line(self.view[start:end])
        code = code_of("legal_form", written) or next((each[0] for each in legal_forms_in(written)), "other")
        item = LegalPhase(code=code, written=written, evidence=self.draft.evidence((start, end)))
        self.draft.add("legal_form", item)
        if code in ("informal", "other") and written.lower() not in ("informell", "informelle zusammenarbeit"):
            self.draft.find(
                FindingKind.NOT_UNDERSTOOD, "legal_form.vague", {"written": written}, ("legal_form",), item=0,
                evidence=item.evidence, options=(Option("take"), Option("drop")),
            )  # fmt: skip

    def _position(self, start: int, end: int) -> None:
        found = find_position(self.draft.text, start, end) or find_position(self.view, start, end)
        if found is None:
            self._unknown_word("position", line(self.view[start:end]), start, end)
        elif not self.draft.items.get("position"):
            proof = self.draft.evidence((found.start, found.end))
            self.draft.add("position", Place(lat=found.lat, lon=found.lon, evidence=proof))

    def _awards(self, start: int, end: int) -> None:
        if self.view[start:end].strip().lower() in _NONE:
            return
        for first, last in self._pieces(start, end, _SPLIT_COARSE):
            date = next(iter(find_dates(self.view, first, last)), None)
            self.draft.add(
                "awards",
                Award(
                    name={"de": line(self.view[first:last])},
                    on=date.date if date else None,
                    evidence=self.draft.evidence((first, last)),
                ),
            )


_SIMPLE: dict[str, Callable[[Rows, int, int], None]] = {
    "other_names": Rows._other_names,
    "contacts": Rows._contacts,
    "websites": Rows._websites,
    "legal_form": Rows._legal_form,
    "position": Rows._position,
    "awards": Rows._awards,
}


def add_website(draft: Draft, start: int, end: int) -> None:
    """A link to a website, once; whether it still answers, and with the same content, must be checked."""
    while end > start and draft.text[end - 1] in ".,;:!?'":
        end -= 1
    written = draft.text[start:end]
    url = written if "://" in written[:9] else f"http://{written}"
    listed = [item.url for item in draft.items.get("websites", []) if isinstance(item, Link)]
    if url in listed or len(url) > 1_000:
        return
    proof = draft.evidence((start, end))
    at = draft.add("websites", Link(url=url, evidence=proof))
    if at >= 0:
        options = (Option("keep"), Option("drop"))
        draft.find(
            FindingKind.WEBSITE, "website.check", {"url": url}, ("websites",), item=at, options=options, evidence=proof
        )


def _distinct(found: Sequence[tuple[str, int, int]]) -> list[str]:
    return list(dict.fromkeys(code for code, _start, _end in found))
