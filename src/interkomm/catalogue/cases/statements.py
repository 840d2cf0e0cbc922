"""From the items of a record to rows of the page, one function per shape of field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from interkomm.calc.cases import CaseRecord, Evidence, Item, Shape, in_language
from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.items import Words
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases import rows
from interkomm.catalogue.cases.sources import SourceBook, anchor
from interkomm.catalogue.cases.wording import (
    DIRECTIONS,
    EVENT_ROLES,
    LINK_KINDS,
    date_tag,
    file_facts,
    quantity,
    span,
)
from interkomm.catalogue.vocabulary.terms import label
from interkomm.ui.text import number

DIRECTION_KINDS = {"better": "success", "worse": "warning", "same": "neutral"}


@dataclass(frozen=True, slots=True)
class PartnerPlace:
    """What our tables know of a partner: addresses of its pages, "" where there is none."""

    place_url: str = ""
    organisation_url: str = ""


@dataclass(slots=True)
class Writer:
    """Writes the rows in one language and numbers the sources on the way.

    `places`: position of the partner in the record → its pages; `cases`: slug → address of the case. `missing`: languages
    of texts that the reader's language does not have.
    """

    record: CaseRecord
    language: str
    places: Mapping[int, PartnerPlace] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    book: SourceBook = field(init=False)

    def __post_init__(self) -> None:
        self.book = SourceBook(self.record)

    def rows_of(self, code: str) -> tuple[rows.Row, ...]:
        """The rows of a known field."""
        write = _WRITERS[FIELDS[code].shape]
        return tuple(write(self, code, at, item) for at, item in enumerate(self.record.items(code)))

    def refs(self, evidence: tuple[Evidence, ...]) -> tuple[rows.Ref, ...]:
        """The notes of evidence, each once."""
        labels = dict.fromkeys(self.book.label(each) for each in evidence)
        return tuple(rows.Ref(each, anchor(each)) for each in labels)

    def said(self, words: Words) -> rows.Said:
        """The text in the reader's language, else another one marked as such."""
        text = in_language(words, self.language)
        if words.get(self.language) or not text:
            return rows.Said(visible_lines(text))
        lang = next(code for code, each in words.items() if each == text)
        self.missing.add(lang)
        return rows.Said(visible_lines(text), lang)

    def remark(self, item: Item) -> dict[str, Any]:
        """Notes and remark of an item, as arguments of its row."""
        return {"refs": self.refs(item.evidence), "note": visible_lines(item.note)}


def named(vocabulary: str, code: str, written: str = "") -> str:
    """The label of a code; what the vocabulary does not have, as it is written."""
    return visible_line(label(vocabulary, code, written))


def _term(writer: Writer, code: str, _at: int, item: Any) -> rows.Row:
    vocabulary = FIELDS[code].vocabulary
    text = named(vocabulary, item.code, item.written) if vocabulary else visible_line(item.written or item.code)
    return rows.TermRow(text=text, **writer.remark(item))


def _text(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.TextRow(said=writer.said(item.words), when=date_tag(item.on), **writer.remark(item))


def _partner(writer: Writer, _code: str, at: int, item: Any) -> rows.Row:
    place = writer.places.get(at, PartnerPlace())
    return rows.PartnerRow(
        name=visible_line(item.name),
        role=named("partner_role", item.role) if item.role != "partner" else "",
        kind=named("partner_kind", item.kind) if item.kind != "municipality" else "",
        country=named("country", item.country) if item.country != "DE" else "",
        key=visible_line(item.official_key or item.code),
        written_as=visible_line(item.written_as) if item.written_as not in (item.name, *_told(item)) else "",
        joined=date_tag(item.joined),
        left=date_tag(item.left),
        units=tuple(visible_line(unit) for unit in item.units),
        place_url=place.place_url,
        organisation_url=place.organisation_url,
        is_former=item.left is not None,
        **writer.remark(item),
    )


def _told(item: Any) -> tuple[str, ...]:
    """What the remark says already."""
    return (item.written_as,) if item.written_as in item.note else ()


def _event(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.EventRow(
        kind=named("event", item.kind),
        when=date_tag(item.date),
        iso=str(item.date or ""),
        title=writer.said(item.title),
        place=visible_line(item.place),
        partners=tuple(visible_line(name) for name in item.partners),
        role=str(EVENT_ROLES.get(item.role, "")),
        **writer.remark(item),
    )


def _phase(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    form = named("legal_form", item.code, item.written)
    return rows.PhaseRow(form=form, span=span(item.since, item.until), **writer.remark(item))


def _agreement(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.DocumentRow(
        title=writer.said(item.title),
        kind=named("agreement", item.code) if item.code else "",
        url=item.url,
        facts=file_facts(item.media_type, item.bytes),
        signed=date_tag(item.signed),
        effective=date_tag(item.effective),
        **writer.remark(item),
    )


def _link(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.DocumentRow(
        title=rows.Said(visible_line(item.title) or visible_line(item.url)),
        kind=str(LINK_KINDS.get(item.kind, visible_line(item.kind))) if item.kind != "website" else "",
        url=item.url,
        facts=file_facts(item.media_type, item.bytes),
        **writer.remark(item),
    )


def _effect(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.EffectRow(
        quantity=writer.said(item.quantity),
        before=quantity(item.before, item.unit),
        after=quantity(item.after, item.unit),
        change=quantity(item.change, item.unit),
        direction=str(DIRECTIONS.get(item.direction, "")),
        direction_kind=DIRECTION_KINDS.get(item.direction, ""),
        period=visible_line(item.period),
        method=writer.said(item.method) if any(item.method.values()) else None,
        **writer.remark(item),
    )


def _amount(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.AmountRow(
        kind=named("amount", item.kind),
        label=writer.said(item.label),
        value=quantity(item.value, item.unit),
        period=visible_line(item.period),
        **writer.remark(item),
    )


def _award(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.AwardRow(
        name=writer.said(item.name),
        when=date_tag(item.on),
        awarded_by=visible_line(item.awarded_by),
        **writer.remark(item),
    )


def _contact(writer: Writer, _code: str, at: int, item: Any) -> rows.Row:
    return rows.ContactRow(
        role=visible_line(item.role),
        organisation=visible_line(item.organisation),
        name=visible_line(item.name),
        position=at,
        **writer.remark(item),
    )


def _place(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    text = _("Breite %(lat)s°, Länge %(lon)s°") % {"lat": number(item.lat, 6), "lon": number(item.lon, 6)}
    return rows.PlaceRow(text=text, label=visible_line(item.label), **writer.remark(item))


def _part(writer: Writer, _code: str, _at: int, item: Any) -> rows.Row:
    return rows.PartRow(
        name=visible_line(item.name),
        url=writer.cases.get(item.slug, ""),
        form=named("legal_form", item.code) if item.code else "",
        since=date_tag(item.since),
        partners=tuple(visible_line(name) for name in item.partners),
        **writer.remark(item),
    )


_WRITERS: dict[Shape, Callable[[Writer, str, int, Any], rows.Row]] = {
    Shape.TERM: _term,
    Shape.TEXT: _text,
    Shape.PARTNER: _partner,
    Shape.EVENT: _event,
    Shape.LEGAL_PHASE: _phase,
    Shape.AGREEMENT: _agreement,
    Shape.EFFECT: _effect,
    Shape.AMOUNT: _amount,
    Shape.AWARD: _award,
    Shape.CONTACT: _contact,
    Shape.LINK: _link,
    Shape.PLACE: _place,
    Shape.PART: _part,
}
