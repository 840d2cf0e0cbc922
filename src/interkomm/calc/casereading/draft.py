"""A case while it is being read: items, findings and remarks are gathered, limits kept, evidence cut exactly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interkomm.calc.casereading.result import Fact, Finding, FindingKind, Option, ReadCase, Remark
from interkomm.calc.cases import FIELDS, CaseRecord, Entry, Evidence, Item, Source
from interkomm.calc.cases.record import State
from interkomm.calc.visible import visible_line

SOURCE_KEY = "s1"
LONGEST_QUOTE = 2_000
LONGEST_TEXT = 50_000
LONGEST_LINE = 500
MOST_FINDINGS = 300
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_PHONE = re.compile(r"(?<!\w)(?:\+\d{1,3}|0\d{2,5})[ \t]?(?:\(\d{1,6}\))?[ \t/-]{0,3}\d[\d \t/-]{4,18}\d(?!\w)")
HIDDEN = "[…]"


class Draft:
    """Built up by a reader, then turned into a `ReadCase`.

    `view`: the text as it is read, of the same length as `text`, with markup masked by spaces.
    """

    def __init__(self, text: str, source: Source, view: str = "") -> None:
        self.text = text
        self.view = view or text
        self.source = source
        self.name = ""
        self.other_names: list[str] = []
        self.items: dict[str, list[Item]] = {}
        self.findings: list[Finding] = []
        self.remarks: list[Remark] = []
        self.details: dict[str, Fact] = {}

    def evidence(self, *spans: tuple[int, int]) -> tuple[Evidence, ...]:
        """The quotations at these positions; a long one is cut at its end."""
        return tuple(self._quoted(start, end) for start, end in spans if start < end)

    def _quoted(self, start: int, end: int) -> Evidence:
        end = min(end, start + LONGEST_QUOTE)
        return Evidence(SOURCE_KEY, self.text[start:end], start, end)

    def add(self, code: str, item: Item) -> int:
        """Add an item to a field; returns its number there, -1 when the field is full (a finding says so)."""
        listed = self.items.setdefault(code, [])
        if len(listed) >= FIELDS[code].most:
            self.full(code)
            return -1
        listed.append(item)
        return len(listed) - 1

    def full(self, code: str) -> None:
        """Say once that a field takes no more items."""
        if not any(each.message_code == "field.full" and each.fields == (code,) for each in self.findings):
            self.find(FindingKind.TRUNCATED, "field.full", {"most": FIELDS[code].most}, (code,))

    def find(
        self,
        kind: FindingKind,
        code: str,
        facts: Mapping[str, Fact] | None = None,
        fields: Sequence[str] = (),
        *,
        options: Sequence[Option] = (),
        item: int | None = None,
        evidence: tuple[Evidence, ...] = (),
    ) -> None:
        """Add a finding; beyond 300 the rest is dropped (hostile texts)."""
        if len(self.findings) < MOST_FINDINGS:
            finding = Finding(kind, code, dict(facts or {}), tuple(fields), tuple(options), item, evidence)
            self.findings.append(finding)

    def remark(self, field_code: str, item: int, code: str, **facts: Fact) -> None:
        """Say something beside an item."""
        if item >= 0:
            self.remarks.append(Remark(field_code, item, code, facts))

    def finished(self) -> ReadCase:
        """The result; texts lose mail addresses and telephone numbers, names are single lines."""
        entries = {code: Entry(State.KNOWN, tuple(items)) for code, items in self.items.items() if items}
        name = line(self.name) or line(self.source.title) or "?"
        others = tuple(other for other in dict.fromkeys(map(line, self.other_names)) if other and other != name)
        record = CaseRecord(
            {"de": name}, others[:20], entries, (replace(self.source, title=line(self.source.title) or name),)
        )
        return ReadCase(record, tuple(self.findings), self.text, tuple(self.remarks), dict(self.details))


def line(text: str) -> str:
    """One line of at most 500 signs."""
    return visible_line(text[: 2 * LONGEST_LINE])[:LONGEST_LINE].strip()


def without_addresses(text: str) -> str:
    """A text in which mail addresses and telephone numbers are left out: they never stand in a record."""
    return _PHONE.sub(HIDDEN, _MAIL.sub(HIDDEN, text)) if "@" in text or any(sign.isdigit() for sign in text) else text
