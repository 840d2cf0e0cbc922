"""What reading a file gives: cases as proposals, what people should decide, what went wrong. Codes only, no sentences.

The sentences for people are made from `message_code` and `facts` in `catalogue.imports.wording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from interkomm.calc.cases import CaseRecord, Evidence

Fact = str | int | float | tuple[str, ...]


class FindingKind(StrEnum):
    """Why somebody should look at a fact before it is taken over."""

    PARTNER_RESOLVED = "partner_resolved"
    PARTNER_AMBIGUOUS = "partner_ambiguous"
    PARTNER_UNKNOWN = "partner_unknown"
    CONTRADICTION = "contradiction"
    EMPTY_FIELD = "empty_field"
    WEBSITE = "website"
    DUPLICATE = "duplicate"
    TRUNCATED = "truncated"
    NOT_UNDERSTOOD = "not_understood"
    NOT_EVIDENCED = "not_evidenced"
    NOT_A_CASE = "not_a_case"
    INFERRED = "inferred"
    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to decide a finding.

    `code`: take (as proposed), choose (set the attributes in `sets` in the item), drop (leave the item or field out),
    keep (leave it in as it is), clear (keep the item without the attributes in `sets`), begin (this item is the beginning),
    join (the item goes into number `sets["into"]` of the same field, which keeps its evidence and gets the rest of `sets`).
    `label`: what is chosen, such as "Naundorf (Landkreis Nordsachsen)".
    """

    code: str
    label: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to decide. `fields`: codes of the fields it concerns; `item`: number of the item in the first of them.

    `message_code` with `facts` makes the sentence. `evidence`: the places in the text that it stands on.
    """

    kind: FindingKind
    message_code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    item: int | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands beside an item without a decision to take; becomes its note (`catalogue.imports.wording`)."""

    field_code: str
    item: int
    message_code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadCase:
    """One case as read. Every evidence of `record` and `findings` with a quote has `text[start:end] == quote`.

    `text` is empty where the source is no running text (a row of a table): then `start` and `end` are 0. It may hold
    mail addresses and telephone numbers of the source and is for the person who checks, never for the public.
    `details`: facts that no field of a record takes (start_year, programme, fields_of_action …).
    """

    record: CaseRecord
    findings: tuple[Finding, ...] = ()
    text: str = ""
    remarks: tuple[Remark, ...] = ()
    details: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a part of it, cannot be read. `place`: "line 12", "sheet Partners, row 4", empty for the whole."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """`kind`: which reader understood the file (wiki_page, wikitext, free_text, smw_csv …), empty when none did.

    Without cases nothing may be stored; then at least one problem says why.
    """

    cases: tuple[ReadCase, ...] = ()
    kind: str = ""
    problems: tuple[Problem, ...] = ()


__all__ = ["Fact", "Finding", "FindingKind", "Option", "Problem", "ReadCase", "Reading", "Remark"]
