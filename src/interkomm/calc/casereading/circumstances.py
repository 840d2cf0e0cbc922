"""What a free text says around a cooperation: programme, support, consultants, phases, contacts, websites."""

import re

from interkomm.calc.casereading.draft import Draft, line, without_addresses
from interkomm.calc.casereading.members import Pair
from interkomm.calc.casereading.result import FindingKind, Option
from interkomm.calc.casereading.rows import add_website
from interkomm.calc.casereading.sentences import Span
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.cases.items import Contact, LegalPhase, Partner

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'|\]\[{}()]{3,400}", re.IGNORECASE)
_PROGRAMME = re.compile(
    r"(?:im Rahmen )?des (?:Förder)?[Pp]rogramms[ \n][„\"]?(?P<name>[A-ZÄÖÜ][\w ./-]{2,60}?)[“\"]?[ \n](?=[a-zäöü])"
)
_FUND = re.compile(r"\b(?:EFRE|ERDF|ESF|ELER|LEADER|INTERREG|Interreg|Kohäsionsfonds)\b")
_SUPPORT = re.compile(
    r"[Uu]nterstützung[ \n](?:des|der|durch[ \n](?:das|den|die))[ \n]"
    r"(?P<name>[A-ZÄÖÜ][\w-]{2,40}(?:[ \n][A-ZÄÖÜ][\w-]{2,40}){0,4})"
)
_CONSULTANT = re.compile(
    r"beauftragten?[ \n](?:\w{0,20}[Bb]üro|\w{0,20}[Uu]nternehmen|Firma)[ \n]"
    r"(?P<name>[A-ZÄÖÜ][^.,\n]{2,120}?)(?=[ \n]aus[ \n]|[.,\n])"
)
_PHASE = re.compile(r"^In der[ ]{1,6}(?:ersten|zweiten|dritten|vierten|fünften)[ ]{1,6}(?:Arbeits)?[Pp]hase\b")
_FULL_NAME = r"[A-ZÄÖÜ][\w-]{1,30}[ ][A-ZÄÖÜ][\w-]{1,30}"
_OFFICE_LINE = re.compile(
    rf"^(?P<office>[A-ZÄÖÜ][\w \-]{{2,60}}?)[ ]?\|[ ]?(?P<names>{_FULL_NAME}(?:,[ ]{_FULL_NAME}){{0,5}})[ \t]*$",
    re.MULTILINE,
)
_BODY_LINE = re.compile(r"^(?:Stadt|Gemeinde|Landkreis|Landeshauptstadt)[ ][^\n]{2,60}$", re.MULTILINE)
_COUNTRIES = re.compile(
    r"\b(?:Deutschland|Österreich|Schweiz|Italien|Polen|Tschechien|Frankreich|Niederlande|Belgien|Dänemark)\b"
)
MOST_ADDRESSES = 20


def read(draft: Draft, spans: list[Span]) -> None:
    """Add what is found to the draft."""
    _programme(draft)
    for key, pattern in (("supported_by", _SUPPORT), ("consultant", _CONSULTANT)):
        match = pattern.search(draft.view)
        if match:
            draft.details[key] = _nominative(line(match["name"])) if key == "supported_by" else line(match["name"])
            if key == "consultant":
                proof = draft.evidence(match.span())
                draft.add(
                    "contacts", Contact(role="beauftragtes Büro", organisation=line(match["name"]), evidence=proof)
                )
    phases = tuple(line(draft.view[start:end]) for start, end in spans if _PHASE.match(draft.view[start:end]))
    if phases:
        draft.details["phases"] = phases[:10]
    _contacts(draft)
    for number, match in enumerate(_URL.finditer(draft.view)):
        if number < MOST_ADDRESSES:
            add_website(draft, *match.span())


def _programme(draft: Draft) -> None:
    match = _PROGRAMME.search(draft.view)
    if match is None:
        return
    programme = line(match["name"])
    draft.details["programme"] = programme
    fund = _FUND.search(draft.view, match.end(), min(len(draft.view), match.end() + 300))
    if fund:
        draft.details["fund"] = fund[0]
    stop = draft.view.find(".", match.end())
    proof = draft.evidence((match.start(), stop if stop > 0 else match.end()))
    draft.add(
        "legal_form", LegalPhase(code="project_partnership", written=f"Projekt im Programm {programme}", evidence=proof)
    )


def _nominative(name: str) -> str:
    """ "Freistaates Sachsen" → "Freistaat Sachsen"."""
    first, space, rest = name.partition(" ")
    for ending in ("staates", "landes", "bundes", "kreises"):
        if first.lower().endswith(ending):
            first = first[:-2]
    return f"{first}{space}{rest}"


def _contacts(draft: Draft) -> None:
    for match in _OFFICE_LINE.finditer(draft.view):
        above = list(_BODY_LINE.finditer(draft.view, max(0, match.start() - 300), match.start()))
        organisation = without_addresses(line(above[-1][0])) if above else ""
        at = match.start("names")
        for name in match["names"].split(", "):
            start = draft.view.index(name, at)
            proof = draft.evidence((start, start + len(name)))
            item = Contact(role=line(match["office"]), organisation=organisation, name=line(name), evidence=proof)
            number = draft.add("contacts", item)
            if number >= 0:
                options = (Option("keep"), Option("clear", "", {"name": ""}), Option("drop"))
                facts = {"name": item.name, "organisation": organisation}
                draft.find(
                    FindingKind.PERSON,
                    "contact.person",
                    facts,
                    ("contacts",),
                    item=number,
                    options=options,
                    evidence=proof,
                )


def countries_in(view: str) -> dict[str, Span]:
    """Countries that the text names → where first."""
    found: dict[str, Span] = {}
    for match in _COUNTRIES.finditer(view):
        found.setdefault(code_of("country", match[0]), match.span())
    return found


def remember_pairs(draft: Draft, pairs: list[Pair]) -> None:
    """Partners that the text lists as a pair say so beside them; who stands in the address leads."""
    items = [item for item in draft.items.get("partners", []) if isinstance(item, Partner)]
    number_of = {item.written_as: number for number, item in enumerate(items)}
    for one, other in pairs:
        for name, companion in ((one, other), (other, one)):
            if name in number_of:
                draft.remark("partners", number_of[name], "partner.pair", companion=companion)
    if pairs:
        draft.details["pairs"] = tuple(f"{one} – {other}" for one, other in pairs)
    for number, item in enumerate(items):
        if item.role == "lead":
            facts = {"name": item.name}
            options = (Option("take"), Option("clear", "", {"role": ""}))
            draft.find(
                FindingKind.INFERRED, "partner.lead_from_address", facts, ("partners",), item=number, options=options,
                evidence=item.evidence,
            )  # fmt: skip
