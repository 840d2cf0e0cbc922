"""From events in sentences to the events and agreements of a case, with the partners that they concern."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.happenings import Happening, actors_in, happenings_in
from interkomm.calc.casereading.numbers import COUNTED, DURATION, number_of
from interkomm.calc.casereading.result import Fact, FindingKind, Option
from interkomm.calc.casereading.sentences import Span
from interkomm.calc.cases import PartialDate
from interkomm.calc.cases.items import Agreement, Event, Partner

_BODY = re.compile(
    r"\b(?:Stadtrat|Gemeinderat|Kreistag|Rat|Stadtverordnetenversammlung|Gemeindevertretung|Bürgerschaft)e?s?[ \n]"
    r"(?:(?:der|des|von)[ \n])?(?:(?:Stadt|Gemeinde|Landkreises)[ \n])?$"
)
_PLACE = re.compile(r"\b(?:in|nach)[ \n](?:der[ \n]Stadt[ \n])?$")
_FIRST = re.compile(r"zunächst|anfangs|anfänglich|ursprünglich|zuerst", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?<!\w)(?P<title>[\w-]{0,40}?(?P<kind>vereinbarung|staatsvertrag|vertrag|kontrakt|willenserklärung|absichtserklärung"
    r"|gemeinsame erklärung|satzung))(?=(?:en|es|e|s|n)?\b)",
    re.IGNORECASE,
)
_AGREEMENTS = {
    "vereinbarung": "agreement", "staatsvertrag": "state_treaty", "vertrag": "contract", "kontrakt": "contract",
    "willenserklärung": "declaration", "absichtserklärung": "declaration", "gemeinsame erklärung": "declaration",
    "satzung": "statute",
}  # fmt: skip
_SIZE = re.compile(r"\((?:PDF,? ?)?(?P<value>\d{1,6}(?:[.,]\d{1,3})?)[ ]?(?P<unit>[kKMG]i?)B(?:yte)?\)")
_UNITS = {"k": 1_000, "ki": 1_024, "m": 1_000_000, "mi": 1_048_576, "g": 1_000_000_000, "gi": 1_073_741_824}
_TITLED = frozenset({"contract_signed", "survey", "meeting", "other", "accession", "founded", "project_end"})
MOST_MISSING = 20
MOST_OCCURRENCES = 20_000
Occurrence = tuple[int, str]  # position, name as written


class Chronicle:
    """Reads the sentences of one text once; partners must have been stored before."""

    def __init__(self, draft: Draft, partners: Sequence[Partner]) -> None:
        self.draft, self.partners = draft, list(partners)
        names = {name: each.name for each in partners for name in (each.name, each.written_as) if name}
        self._names = names
        self._named = occurrences(draft.view, names)
        self._counts: list[tuple[int, Span]] = []
        self._first: dict[int, tuple[int, Span]] = {}

    def read(self, sentences: Sequence[Span]) -> None:
        """Add events, agreements and what follows from both; call once."""
        for start, end in sentences:
            self._count(start, end)
            for happening in happenings_in(self.draft.view, start, end):
                self._add(happening)
            self._agreements(start, end)
        self._first_members()
        self._joined()
        self._missing_resolutions()
        self._check_counts()

    def _add(self, happening: Happening) -> None:
        text = self.draft.view
        named, place = self._partners_of(happening)
        event = Event(
            kind=happening.kind,
            date=happening.date,
            title=self._title(happening),
            place=place,
            partners=named,
            evidence=self.draft.evidence((happening.start, happening.end)),
        )
        if any(_is_same(event, other) for other in self._events()):
            return
        at = self.draft.add("events", event)
        if happening.is_planned:
            self._doubt(at, event, "event.planned")
        if happening.date is None:
            found = DURATION.search(text, happening.start, happening.end)
            self._doubt(at, event, "event.undated", {"duration": line(found[0]) if found else ""})
            if found and happening.kind == "survey":
                self.draft.details["survey_duration"] = line(found[0])
        counted = self._counted(happening)
        if at >= 0 and counted and not named:
            self._first[at] = counted
        elif at >= 0 and event.kind == "contract_signed" and not named:
            self._signed_by_all(at, event, happening)

    def _signed_by_all(self, at: int, event: Event, happening: Happening) -> None:
        """As many people with an office sign as there are partners: each signs for one."""
        actors = actors_in(self.draft.view, happening.start, happening.end)
        if len(actors) > 1 and len(actors) == len(self.partners):
            names = tuple(each.name for each in self.partners)
            self.draft.items["events"][at] = replace(event, partners=names)
            facts: dict[str, Fact] = {"people": tuple(each.name for each in actors), "names": names}
            options = (Option("take"), Option("clear", "", {"partners": ""}))
            self.draft.find(
                FindingKind.INFERRED, "event.signed_by_all", facts, ("events",), item=at, evidence=event.evidence,
                options=options,
            )  # fmt: skip

    def _doubt(self, at: int, event: Event, code: str, more: dict[str, str] | None = None) -> None:
        facts = {"event": event.kind, "title": event.title.get("de", ""), "date": str(event.date or ""), **(more or {})}
        options = (Option("keep"), Option("drop"))
        kind = FindingKind.NOT_EVIDENCED
        self.draft.find(kind, code, facts, ("events",), item=at, options=options, evidence=event.evidence)

    def _events(self) -> list[Event]:
        return [item for item in self.draft.items.get("events", []) if isinstance(item, Event)]

    def _partners_of(self, happening: Happening) -> tuple[tuple[str, ...], str]:
        """(partners that act, place): a name after "in" is where it happened; at meetings the hosts take part."""
        text = self.draft.view
        acting: list[Occurrence] = []
        place = ""
        for at, written in self._within(happening.start, happening.end):
            if _PLACE.search(text[max(happening.start, at - 20) : at]):
                place = place or self._names[written]
                if happening.kind != "meeting":
                    continue
            acting.append((at, written))
        if happening.kind == "resolution":
            by_body = [each for each in acting if _BODY.search(text[max(happening.start, each[0] - 60) : each[0]])]
            acting = by_body or acting
        return tuple(dict.fromkeys(self._names[written] for _at, written in acting)), place

    def _within(self, start: int, end: int) -> list[Occurrence]:
        return self._named[bisect_left(self._named, (start, "")) : bisect_left(self._named, (end, ""))]

    def _title(self, happening: Happening) -> dict[str, str]:
        if happening.kind not in _TITLED:
            return {}
        text, (first, last) = self.draft.view, happening.word
        while last < happening.end and text[last].isalpha():
            last += 1
        while first > happening.start and (text[first - 1].isalpha() or text[first - 1] == "-"):
            first -= 1
        title = text[first:last]
        actors = actors_in(text, happening.start, happening.end) if happening.kind == "contract_signed" else []
        if not title[:1].isupper():
            title = "Unterzeichnung" if actors else ""
        if actors:
            title = f"{title} durch {', '.join(f'{each.office} {each.name}' for each in actors)}"
            self.draft.details["signed_by"] = tuple(f"{each.name} ({each.office})" for each in actors)
        return {"de": line(title)} if title else {}

    def _counted(self, happening: Happening) -> tuple[int, Span] | None:
        match = COUNTED.search(self.draft.view, happening.start, happening.end)
        return (number_of(match["number"]), match.span()) if match else None

    def _count(self, start: int, end: int) -> None:
        for match in COUNTED.finditer(self.draft.view, start, end):
            before = self.draft.view[max(start, match.start() - 20) : match.start()]
            if number_of(match["number"]) > 1 and not _FIRST.search(before) and len(self._counts) < 50:
                self._counts.append((number_of(match["number"]), match.span()))

    def _first_members(self) -> None:
        """ "Signed by at first eight cities": all partners but those who joined later, if these are eight."""
        events = self._events()
        for at, (number, span) in self._first.items():
            event = events[at]
            later = [other for other in events if other.kind == "accession" and _is_after(other, event)]
            joined = {name for other in later for name in other.partners}
            first = tuple(each.name for each in self.partners if each.name not in joined)
            if len(first) != number or event.kind in ("accession", "withdrawal"):
                continue
            evidence = (*event.evidence, *(each for other in later for each in other.evidence))
            self.draft.items["events"][at] = replace(event, partners=first, evidence=evidence)
            if joined:
                facts: dict[str, Fact] = {
                    "number": number,
                    "all": len(self.partners),
                    "later": tuple(sorted(joined)),
                    "names": first,
                }
                proof = (*self.draft.evidence(span), *evidence)
                self.draft.find(
                    FindingKind.INFERRED, "event.first_members", facts, ("events",), item=at, evidence=proof,
                    options=(Option("take"), Option("clear", "", {"partners": ""})),
                )  # fmt: skip

    def _joined(self) -> None:
        """Partners know when they joined or left."""
        items = self.draft.items.get("partners", [])
        for event in self._events():
            which = {"accession": "joined", "withdrawal": "left"}.get(event.kind)
            for at, item in enumerate(items):
                if which and event.date and isinstance(item, Partner) and item.name in event.partners:
                    dates: dict[str, PartialDate] = {which: event.date}
                    items[at] = replace(item, **dates)  # type: ignore[arg-type]

    def _agreements(self, start: int, end: int) -> None:
        text, listed = self.draft.view, self.draft.items.get("agreements", [])
        for match in _DOCUMENT.finditer(text, start, end):
            title = line(match["title"])
            known = next((at for at, item in enumerate(listed) if isinstance(item, Agreement)
                          and item.title["de"].lower().endswith(title.lower())), None)  # fmt: skip
            generic = title.lower() in _AGREEMENTS and title.lower() != "willenserklärung" and bool(listed)
            signed = self._signed_in(start, end)
            if known is None and not generic and (signed or self._is_of_case(start, end)):
                code = _AGREEMENTS[match["kind"].lower()]
                evidence = self.draft.evidence((start, end))
                self.draft.add(
                    "agreements", Agreement(title={"de": title}, code=code, signed=signed, evidence=evidence)
                )
                listed = self.draft.items["agreements"]
        self._size(start, end)
        signed = self._signed_in(start, end)
        if signed and listed and isinstance(listed[-1], Agreement) and listed[-1].signed is None:
            evidence = (*listed[-1].evidence, *self.draft.evidence((start, end)))
            listed[-1] = replace(listed[-1], signed=signed, evidence=evidence)

    def _signed_in(self, start: int, end: int) -> PartialDate | None:
        for event in self._events():
            if event.kind == "contract_signed" and event.evidence and event.evidence[0].start == start:
                return event.date
        return None

    def _is_of_case(self, start: int, end: int) -> bool:
        """The sentence speaks of a dated event or of partners."""
        here = any(event.evidence and event.evidence[0].start == start for event in self._events())
        return here or bool(self._within(start, end))

    def _size(self, start: int, end: int) -> None:
        match = _SIZE.search(self.draft.view, start, end)
        listed = self.draft.items.get("agreements", [])
        if match is None or not listed or not isinstance(listed[0], Agreement):
            return
        value = round(float(match["value"].replace(",", ".")) * _UNITS[match["unit"].lower()])
        evidence = (*listed[0].evidence, *self.draft.evidence((start, end)))
        listed[0] = replace(listed[0], bytes=value, evidence=evidence)
        facts = {"title": listed[0].title["de"], "size": line(match[0].strip("()"))}
        self.draft.find(
            FindingKind.NOT_EVIDENCED, "agreement.without_address", facts, ("agreements",), item=0,
            evidence=self.draft.evidence((start, end)),
        )  # fmt: skip

    def _missing_resolutions(self) -> None:
        """Some councils are said to have resolved: of the others nothing is evidenced."""
        resolved = [event for event in self._events() if event.kind == "resolution" and event.partners]
        done = {name for event in resolved for name in event.partners}
        missing = [each.name for each in self.partners if each.name not in done]
        if resolved and len(missing) <= MOST_MISSING:
            for name in missing:
                facts: dict[str, Fact] = {"name": name, "others": tuple(sorted(done))}
                evidence = resolved[0].evidence
                self.draft.find(FindingKind.NOT_EVIDENCED, "resolution.missing", facts, ("events",), evidence=evidence)

    def _check_counts(self) -> None:
        """ "The seven towns": as many as were found?"""
        numbers = {number for number, _span in self._counts}
        if self.partners and numbers and len(self.partners) not in numbers:
            number, span = max(self._counts)
            if number > len(self.partners):
                facts = {"said": number, "found": len(self.partners)}
                evidence = self.draft.evidence(span)
                self.draft.find(FindingKind.CONTRADICTION, "partners.count", facts, ("partners",), evidence=evidence)


def occurrences(view: str, names: Iterable[str]) -> list[Occurrence]:
    """Where whole names stand, in order; the longer name wins where two overlap. At most 20,000."""
    found: list[Occurrence] = []
    for name in names:
        at = view.find(name)
        while at >= 0 and len(found) < MOST_OCCURRENCES:
            before, after = view[at - 1 : at], view[at + len(name) : at + len(name) + 1]
            if not before.isalnum() and not after.isalnum():
                found.append((at, name))
            at = view.find(name, at + len(name))
    kept: list[Occurrence] = []
    for at, name in sorted(found, key=lambda each: (each[0], -len(each[1]))):
        if not kept or at >= kept[-1][0] + len(kept[-1][1]):
            kept.append((at, name))
    return kept


def _is_same(one: Event, other: Event) -> bool:
    return (one.kind, one.date) == (other.kind, other.date) and set(one.partners) <= set(other.partners)


def _is_after(one: Event, other: Event) -> bool:
    return one.date is not None and other.date is not None and one.date.first_day > other.date.last_day
