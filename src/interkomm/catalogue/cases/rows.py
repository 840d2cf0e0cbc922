"""What the page of a case shows, as plain values: every statement with its notes of evidence."""

from dataclasses import dataclass, field

from markupsafe import Markup

from interkomm.catalogue.cases.sources import SourceRow
from interkomm.catalogue.cases.wording import LANGUAGE_NAMES
from interkomm.ui.layouts import Link

NO_DATE = Markup("")


@dataclass(frozen=True, slots=True)
class Said:
    """A text for people. `lang`: language code where it is another than the page's, else ""."""

    text: str
    lang: str = ""

    @property
    def language(self) -> str:
        """The name of the text's language, when it is not the reader's."""
        return str(LANGUAGE_NAMES.get(self.lang, self.lang))


@dataclass(frozen=True, slots=True)
class Ref:
    """A note of evidence: its number ("2a") and the anchor in the list of sources."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every statement has. `note`: remark of the editors or an importer."""

    refs: tuple[Ref, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow(Row):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow(Row):
    said: Said
    when: Markup = NO_DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow(Row):
    """`written_as`: only where the source writes the name otherwise; `place_url`, `organisation_url`: "" where none."""

    name: str
    role: str = ""
    kind: str = ""
    country: str = ""
    key: str = ""
    written_as: str = ""
    joined: Markup = NO_DATE
    left: Markup = NO_DATE
    units: tuple[str, ...] = ()
    place_url: str = ""
    organisation_url: str = ""
    is_former: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(Row):
    """`iso`: the date for sorting, "" where none is known; `role`: what somebody has decided it to be, in words."""

    kind: str
    when: Markup
    iso: str
    title: Said
    place: str = ""
    partners: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRow(Row):
    form: str
    span: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    """An agreement or a link. `facts`: "PDF, 90 kB"; `url`: "" where the document is only named."""

    title: Said
    kind: str = ""
    url: str = ""
    facts: str = ""
    signed: Markup = NO_DATE
    effective: Markup = NO_DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow(Row):
    """`direction_kind`: kind of badge; `method` None where none is named."""

    quantity: Said
    before: str = ""
    after: str = ""
    change: str = ""
    direction: str = ""
    direction_kind: str = ""
    period: str = ""
    method: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRow(Row):
    kind: str
    label: Said
    value: str
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow(Row):
    name: Said
    when: Markup = NO_DATE
    awarded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow(Row):
    """`position`: place in the record, for the slot that offers to ask this person."""

    role: str
    organisation: str = ""
    name: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(Row):
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow(Row):
    """A part of the cooperation; `url`: of its own case, "" where the catalogue has none."""

    name: str
    url: str = ""
    form: str = ""
    since: Markup = NO_DATE
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the page. `state`: known, none, unknown; `refs`: evidence that there is none."""

    code: str
    shape: str
    name: str
    state: str
    state_name: str
    rows: tuple[Row, ...] = ()
    refs: tuple[Ref, ...] = ()
    with_evidence: int = 0

    @property
    def anchor(self) -> str:
        return f"feld-{self.code}"

    @property
    def is_long(self) -> bool:
        """Needs a heading and room of its own; the others are short facts."""
        return bool(self.rows) and self.shape not in ("term", "place")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A section of the page: fields with a statement, and the names of those of which nothing is known."""

    code: str
    name: str
    fields: tuple[FieldRow, ...]
    unknown: tuple[str, ...]

    @property
    def short_fields(self) -> tuple[FieldRow, ...]:
        """Terms, places, and whatever is known to be none."""
        return tuple(field for field in self.fields if not field.is_long)


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a contradiction. `quote`: the words that say so, "" where none are quoted."""

    label: str
    text: str
    quote: str
    refs: tuple[Ref, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    title: str
    sides: tuple[Statement, Statement]


@dataclass(frozen=True, slots=True)
class Glance:
    """Figures at the head. `population_on`: "Stand …", with how many partners it covers; empty values are unknown."""

    partners: str = ""
    since: str = ""
    population: str = ""
    population_on: str = ""
    status: str = ""
    status_kind: str = "neutral"
    legal_form: str = ""
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page of a case. `only_in`: languages of texts that the page's language does not have."""

    title: Said
    other_names: tuple[str, ...]
    summary: TextRow | None
    glance: Glance
    groups: tuple[GroupRow, ...]
    fields: tuple[FieldRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    sources: tuple[SourceRow, ...]
    completeness: int
    part_of: tuple[Link, ...] = ()
    has_map: bool = False
    only_in: tuple[str, ...] = field(default=())
