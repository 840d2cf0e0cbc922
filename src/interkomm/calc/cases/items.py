"""What a known field of a case holds: items of one shape, each with its evidence.

All are frozen values. Texts in several languages are mappings from language code ("de", "en") to text. `note`: a remark
of the editors or of an importer that is shown beside the item ("so written: Mühlheim").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from interkomm.calc.cases.dates import PartialDate

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from. `key`: its name within the case ("s1"); `kind`: web, document, law, press, register, book."""

    key: str
    title: str
    url: str = ""
    retrieved_on: str = ""
    kind: str = "web"
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`start`, `end`: characters of the source's text, half open; both 0 when the source is not at hand as text."""

    source: str
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What all items have."""

    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Item):
    """A term of a vocabulary (`catalogue.vocabulary`), or a word that is in none yet (`code` empty, `written`)."""

    code: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Item):
    """A text for people, plain, in one or more languages; `on`: the day it speaks of, if any."""

    words: Words
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Item):
    """`official_key`: AGS of a German municipality (8 digits) or district (5), empty where none is known or exists.

    `name`: the resolved name; `written_as`: as the source writes it. `role`: lead, partner, guest. `country`: ISO 3166-1.
    `code`: NUTS or LAU code of a foreign area. `units`: offices that work in the cooperation.
    """

    name: str
    written_as: str = ""
    official_key: str = ""
    code: str = ""
    country: str = "DE"
    role: str = "partner"
    kind: str = "municipality"
    joined: PartialDate | None = None
    left: PartialDate | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """`kind`: code of the vocabulary "event"; `partners`: names as in the field "partners", empty when not said.

    `role`: "beginning" when somebody has decided that the cooperation began with it (`beginnings`), else empty.
    """

    kind: str
    date: PartialDate | None = None
    title: Words = field(default_factory=dict)
    place: str = ""
    partners: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPhase(Item):
    """The legal form in one phase. `code`: vocabulary "legal_form"; `until`: first day no longer so, as far as known."""

    code: str = ""
    written: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Item):
    """`url`: the document; `bytes`: its size; `media_type`: such as application/pdf."""

    title: Words
    code: str = ""
    signed: PartialDate | None = None
    effective: PartialDate | None = None
    url: str = ""
    media_type: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Item):
    """A measured effect. `quantity`: what is measured; `before`, `after`, `change` in `unit`; decimals as text.

    `direction`: better, worse, same, open. `method`: how it was measured (required for a good practice).
    """

    quantity: Words
    unit: str = ""
    before: str = ""
    after: str = ""
    change: str = ""
    direction: str = "open"
    period: str = ""
    method: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Item):
    """A figure: `value` (decimal as text) in `unit` ("EUR", "EUR/a", "VZÄ"); `kind`: of vocabulary "amount"."""

    kind: str
    value: str
    unit: str = "EUR"
    period: str = ""
    label: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Item):
    name: Words
    on: PartialDate | None = None
    awarded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Item):
    """Who can be asked, by role. Mail addresses and telephone numbers never stand in a record (`catalogue.care`)."""

    role: str
    organisation: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Item):
    """`kind`: website, document, report, map."""

    url: str
    title: str = ""
    kind: str = "website"
    media_type: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Item):
    """A point, WGS 84, degrees."""

    lat: float
    lon: float
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Item):
    """A sub-cooperation: another case (`slug`), or only named. `partners`: names as in the field "partners"."""

    name: str
    slug: str = ""
    partners: tuple[str, ...] = ()
    code: str = ""
    since: PartialDate | None = None
