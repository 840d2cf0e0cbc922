"""From a row and the meaning of its columns to a case with evidence and findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from interkomm.calc.casereading.contradicting import contradiction_findings
from interkomm.calc.casereading.draft import without_addresses
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.result import Fact, Finding, FindingKind, ReadCase
from interkomm.calc.casereading.structured.making import MAKERS
from interkomm.calc.casereading.structured.partners import Asked, keys_of, partner_of
from interkomm.calc.casereading.structured.raw import Row, Sheet, Value
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.casereading.structured.values import degree, parts_of
from interkomm.calc.cases import FIELDS, CaseRecord, Entry, Evidence, Shape, Source, State
from interkomm.calc.cases.items import Item

LONGEST_QUOTE = 1_500
LONGEST_NAME = 300
LONGEST_WRITTEN = 300
_OWN = ("name", "other_names", "source", "partners", "partners:lead", "partners:key", "position:lat", "position:lon")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the file comes from: its name, an address when known, and the ISO day on which it was fetched."""

    title: str
    url: str = ""
    retrieved_on: str = ""
    kind: str = "document"


@dataclass
class _Draft:
    """A case while it is read."""

    sheet: Sheet
    row: Row
    targets: Sequence[str]
    name: str
    items: dict[str, list[Item]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def cells(self, *targets: str) -> list[tuple[int, Value]]:
        return [
            (at, value)
            for at, target in enumerate(self.targets)
            if target in targets
            for value in self.row.cells.get(at, ())
        ]

    def evidence(self, at: int, value: Value) -> tuple[Evidence, ...]:
        """The cell with the header of its column; the row stands in the source."""
        return (Evidence("s1", without_addresses(f"{self.sheet.columns[at]}: {value.text}"[:LONGEST_QUOTE])),)

    def doubt(self, field_code: str, at: int, value: Value) -> None:
        """Say that a cell was not understood."""
        facts: dict[str, Fact] = {"column": self.sheet.columns[at], "text": value.text[:200], "row": self.row.number}
        self.findings.append(
            Finding(
                FindingKind.NOT_UNDERSTOOD,
                "cell.not_understood",
                facts,
                (field_code,),
                (),
                None,
                self.evidence(at, value),
            )
        )


def build(sheet: Sheet, row: Row, targets: Sequence[str], origin: Origin, resolve: Resolve) -> ReadCase | None:
    """The case of a row; None when it has no name."""
    draft = _Draft(sheet, row, targets, row.name)
    names = [value.text for _, value in draft.cells("name")]
    name = " ".join((row.name or next(iter(names), "")).split())[:LONGEST_NAME]
    if not name:
        return None
    draft.name = name
    for at, target in enumerate(targets):
        if target and target not in _OWN and at in row.cells:
            _fill(draft, at, target)
    _position(draft)
    _partners(draft, resolve)
    record = _record(draft, name, origin)
    return ReadCase(record, (*draft.findings, *contradiction_findings(record)))


def _fill(draft: _Draft, at: int, target: str) -> None:
    code, _, kind = target.partition(":")
    if FIELDS[code].shape == Shape.TEXT:
        kind = _language(draft.sheet.columns[at])
    maker: Callable[[str, Value, tuple[Evidence, ...]], list[Item]] = MAKERS[code]
    for value in draft.row.cells[at]:
        found = maker(kind, value, draft.evidence(at, value))
        if found:
            draft.items.setdefault(code, []).extend(found)
        else:
            draft.doubt(code, at, value)
        for item in found:
            _unknown_term(draft, at, code, value, item)


def _unknown_term(draft: _Draft, at: int, code: str, value: Value, item: Item) -> None:
    """A word that is in no vocabulary: kept as written, and named."""
    written = getattr(item, "written", "")
    if FIELDS[code].vocabulary and written and not getattr(item, "code", ""):
        facts: dict[str, Fact] = {"column": draft.sheet.columns[at], "text": written, "row": draft.row.number}
        place = len(draft.items[code]) - 1
        draft.findings.append(
            Finding(FindingKind.NOT_UNDERSTOOD, "term.not_known", facts, (code,), (), place, draft.evidence(at, value))
        )


def _position(draft: _Draft) -> None:
    north = next(iter(draft.cells("position:lat")), None)
    east = next(iter(draft.cells("position:lon")), None)
    if north is None or east is None or "position" in draft.items:
        return
    lat, lon = degree(north[1].text), degree(east[1].text)
    if lat is None or lon is None or abs(lat) > 90:
        draft.doubt("position", *north)
        return
    evidence = (*draft.evidence(*north), *draft.evidence(*east))
    draft.items["position"] = MAKERS["position"]("", Value(f"{lat:.6f}, {lon:.6f}", point=(lat, lon)), evidence)


def _partners(draft: _Draft, resolve: Resolve) -> None:
    """Names of the row, the lead first, then those of its member rows; each once."""
    asked = _asked_of_cells(draft) + [each for member in draft.row.members if (each := _asked_of_member(draft, member))]
    seen: set[tuple[str, str]] = set()
    found: list[Item] = []
    for each in asked:
        partner, finding = partner_of(each, resolve, len(found))
        mark = (partner.official_key or partner.name.casefold(), partner.kind)
        if mark in seen or len(found) >= FIELDS["partners"].most:
            continue
        seen.add(mark)
        found.append(partner)
        if finding is not None:
            draft.findings.append(finding)
    if found:
        draft.items["partners"] = found


def _asked_of_cells(draft: _Draft) -> list[Asked]:
    asked = []
    keys = [key for _, value in draft.cells("partners:key") for key in keys_of(value.text)]
    named = [
        (part, role, draft.evidence(at, value))
        for target, role in (("partners:lead", "lead"), ("partners", "partner"))
        for at, value in draft.cells(target)
        for part in ([value.text] if role == "lead" and "," in value.text else parts_of(value.text))
    ]
    plain = [each for each in named if each[1] == "partner"]
    for part, role, evidence in named:
        key = keys[plain.index((part, role, evidence))] if role == "partner" and len(keys) == len(plain) else ""
        country, name = _country_of(part)
        asked.append(Asked(name[:LONGEST_WRITTEN], role, country, key=key, evidence=evidence))
    return asked


def _country_of(part: str) -> tuple[str, str]:
    """ "Graz (AT)" → ("AT", "Graz"); brackets that name no country stay."""
    if part.endswith(")") and "(" in part:
        name, _, inner = part[:-1].rpartition("(")
        if (code := code_of("country", inner)) and name.strip():
            return code, name.strip()
    return "", part


def _asked_of_member(draft: _Draft, member: Row) -> Asked | None:
    """A row of the sheet of partners; its cells stand at fixed places (`keep`)."""
    texts = {at: values[0].text for at, values in member.cells.items() if values}
    name = texts.get(0, "")
    if not name:
        return None
    role = (
        "lead"
        if "lead" in texts.get(1, "").casefold() or texts.get(1, "").casefold() in ("lp", "ja", "yes")
        else "partner"
    )
    quote = "; ".join(
        f"{draft.sheet.member_columns[at]}: {text}"
        for at, text in sorted(texts.items())
        if draft.sheet.member_columns[at]
    )
    return Asked(
        name[:LONGEST_WRITTEN], role, code_of("country", texts.get(2, "")), texts.get(3, "")[:20], "",
        (Evidence("s1", quote[:LONGEST_QUOTE]),),
    )  # fmt: skip


def _record(draft: _Draft, name: str, origin: Origin) -> CaseRecord:
    entries = {}
    for code, items in draft.items.items():
        kept = _distinct(items)[: FIELDS[code].most]
        entries[code] = Entry(State.KNOWN, tuple(kept))
    others = [part for _, value in draft.cells("other_names") for part in [" ".join(value.text.split())]]
    return CaseRecord(
        name={_language(_header_of_name(draft)): name},
        other_names=tuple(dict.fromkeys(each[:LONGEST_NAME] for each in others if each != name))[:20],
        entries={code: entries[code] for code in FIELDS if code in entries},
        sources=(_source(draft, origin),),
    )


def _header_of_name(draft: _Draft) -> str:
    named = [draft.sheet.columns[at] for at, _ in draft.cells("name")]
    return "" if draft.row.name or not named else named[0]


def _language(header: str) -> str:
    """Headers of European databases say so when a column is English."""
    return "en" if "english" in header.lower() or "englisch" in header.lower() else "de"


def _distinct(items: list[Item]) -> list[Item]:
    """Each value once, however many cells say it."""
    found: dict[object, Item] = {}
    for item in items:
        key = (getattr(item, "code", ""), getattr(item, "written", ""), getattr(item, "name", ""))
        found.setdefault(key if any(map(str, key)) else id(item), item)
    return list(found.values())


def _source(draft: _Draft, origin: Origin) -> Source:
    row = draft.row
    quoted = [value.text for _, value in draft.cells("source")]
    address = row.url or origin.url
    place = f"Seite „{row.name}“" if row.name else f"Zeile {row.number}"
    sheet = f", Blatt „{draft.sheet.name}“" if draft.sheet.name else ""
    title = f"{origin.title}{sheet}, {place}"
    if quoted:
        title = f"{quoted[0][:200]} ({title})"
    return Source("s1", title[:500], address, origin.retrieved_on, "web" if address else origin.kind)
