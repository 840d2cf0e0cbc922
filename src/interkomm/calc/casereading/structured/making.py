"""One cell and the kind of its column → items of one field. An empty list: the cell was not understood."""

from collections.abc import Callable

from interkomm.calc.casereading.draft import without_addresses
from interkomm.calc.casereading.structured.raw import Value
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.casereading.structured.values import addresses_of, amount_of, date_of, parts_of, point_of
from interkomm.calc.cases import FIELDS, Evidence, Shape
from interkomm.calc.cases import items as kinds
from interkomm.calc.cases.items import Item

Maker = Callable[[str, Value, tuple[Evidence, ...]], list[Item]]
LONGEST_WRITTEN = 300


def _terms(vocabulary: str) -> Maker:
    def make(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
        del kind
        whole = code_of(vocabulary, value.text)
        written = [value.text] if whole else parts_of(value.text)
        return [_term(vocabulary, each, evidence) for each in written]

    return make


def _term(vocabulary: str, written: str, evidence: tuple[Evidence, ...]) -> kinds.Term:
    code = code_of(vocabulary, written)
    return kinds.Term(code=code, written="" if code else written[:LONGEST_WRITTEN], evidence=evidence)


def _texts(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    language = kind or "de"
    return [kinds.Text(words={language: without_addresses(value.text)}, evidence=evidence)]


def _legal_form(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    del kind
    code = code_of("legal_form", value.text)
    return [kinds.LegalPhase(code=code, written="" if code else value.text[:LONGEST_WRITTEN], evidence=evidence)]


def _events(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    date = date_of(value)
    return [kinds.Event(kind=kind, date=date, evidence=evidence)] if date else []


def _amounts(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    figure = amount_of(value.text)
    unit = "VZÄ" if kind == "staff" else "EUR"
    return [kinds.Amount(kind=kind, value=figure, unit=unit, evidence=evidence)] if figure else []


def _position(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    del kind
    point = point_of(value)
    return [kinds.Place(lat=point[0], lon=point[1], evidence=evidence)] if point else []


def _links(kind: str) -> Maker:
    def make(_: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
        return [kinds.Link(url=each, kind=kind, evidence=evidence) for each in addresses_of(value)]

    return make


def _contacts(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    """People by name only; mail addresses and telephone numbers never enter a record."""
    del kind
    found: list[Item] = []
    for part in parts_of(value.text):
        name, _, organisation = part.partition("(")
        if "@" in part or sum(sign.isdigit() for sign in part) > 4:
            continue
        found.append(
            kinds.Contact(
                role="Kontakt", name=name.strip()[:200], organisation=organisation.rstrip(") ").strip()[:200],
                evidence=evidence,
            )
        )  # fmt: skip
    return found


def _awards(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    del kind
    return [kinds.Award(name={"de": part}, evidence=evidence) for part in parts_of(value.text)]


def _effects(kind: str, value: Value, evidence: tuple[Evidence, ...]) -> list[Item]:
    del kind
    return [kinds.Effect(quantity={"de": without_addresses(value.text)}, evidence=evidence)]


_BY_SHAPE: dict[Shape, Maker] = {
    Shape.TEXT: _texts,
    Shape.LEGAL_PHASE: _legal_form,
    Shape.EVENT: _events,
    Shape.AMOUNT: _amounts,
    Shape.PLACE: _position,
    Shape.CONTACT: _contacts,
    Shape.AWARD: _awards,
    Shape.EFFECT: _effects,
}
MAKERS: dict[str, Maker] = {
    **{code: _BY_SHAPE[each.shape] for code, each in FIELDS.items() if each.shape in _BY_SHAPE},
    **{code: _terms(each.vocabulary) for code, each in FIELDS.items() if each.shape == Shape.TERM},
    "websites": _links("website"),
    "documents": _links("document"),
}
