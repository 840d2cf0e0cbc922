"""The fields of a case: what each holds, how much it counts, how soon it gets old.

Labels and vocabularies for people stand in `catalogue.vocabulary`; here are only codes.
"""

from dataclasses import dataclass
from enum import StrEnum

from interkomm.calc.cases import items


class Shape(StrEnum):
    """The kind of item that a field holds."""

    TERM = "term"
    TEXT = "text"
    PARTNER = "partner"
    EVENT = "event"
    LEGAL_PHASE = "legal_phase"
    AGREEMENT = "agreement"
    EFFECT = "effect"
    AMOUNT = "amount"
    AWARD = "award"
    CONTACT = "contact"
    LINK = "link"
    PLACE = "place"
    PART = "part"


ITEM_TYPES: dict[Shape, type[items.Item]] = {
    Shape.TERM: items.Term,
    Shape.TEXT: items.Text,
    Shape.PARTNER: items.Partner,
    Shape.EVENT: items.Event,
    Shape.LEGAL_PHASE: items.LegalPhase,
    Shape.AGREEMENT: items.Agreement,
    Shape.EFFECT: items.Effect,
    Shape.AMOUNT: items.Amount,
    Shape.AWARD: items.Award,
    Shape.CONTACT: items.Contact,
    Shape.LINK: items.Link,
    Shape.PLACE: items.Place,
    Shape.PART: items.Part,
}


class FieldGroup(StrEnum):
    """Sections of the page of a case."""

    WHAT = "what"
    WHO = "who"
    HOW = "how"
    EFFECT = "effect"
    LEARNING = "learning"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Field:
    """`most`: how many items at most; `weight`: share in completeness; `vocabulary`: of terms and codes in the items.

    `stale_after`: years after which a fact should be looked at again; 0: it does not get old.
    """

    code: str
    shape: Shape
    group: FieldGroup
    weight: int = 1
    most: int = 50
    vocabulary: str = ""
    stale_after: int = 0


_ALL = (
    Field("summary", Shape.TEXT, FieldGroup.WHAT, weight=3, most=1),
    Field("description", Shape.TEXT, FieldGroup.WHAT, weight=2, most=1),
    Field("current_state", Shape.TEXT, FieldGroup.WHAT, weight=1, most=1, stale_after=3),
    Field("sector", Shape.TERM, FieldGroup.WHAT, weight=1, most=3, vocabulary="sector"),
    Field("themes", Shape.TERM, FieldGroup.WHAT, weight=3, most=12, vocabulary="theme"),
    Field("task_areas", Shape.TERM, FieldGroup.WHAT, weight=2, most=20, vocabulary="task"),
    Field("status", Shape.TERM, FieldGroup.WHAT, weight=2, most=1, vocabulary="status", stale_after=3),
    Field("countries", Shape.TERM, FieldGroup.WHO, weight=1, most=10, vocabulary="country"),
    Field("states", Shape.TERM, FieldGroup.WHO, weight=1, most=20, vocabulary="state"),
    Field("districts", Shape.TERM, FieldGroup.WHO, weight=0, most=40),
    Field("extent", Shape.TERM, FieldGroup.WHO, weight=1, most=2, vocabulary="extent"),
    Field("partners", Shape.PARTNER, FieldGroup.WHO, weight=3, most=500, stale_after=5),
    Field("position", Shape.PLACE, FieldGroup.WHO, weight=1, most=1),
    Field("contacts", Shape.CONTACT, FieldGroup.WHO, weight=2, most=20, stale_after=2),
    Field("legal_form", Shape.LEGAL_PHASE, FieldGroup.HOW, weight=3, most=20, vocabulary="legal_form"),
    Field("events", Shape.EVENT, FieldGroup.HOW, weight=3, most=100, vocabulary="event"),
    Field("agreements", Shape.AGREEMENT, FieldGroup.HOW, weight=1, most=50, vocabulary="agreement"),
    Field("parts", Shape.PART, FieldGroup.HOW, weight=0, most=50, vocabulary="legal_form"),
    Field("staffing", Shape.AMOUNT, FieldGroup.HOW, weight=1, most=20, vocabulary="amount", stale_after=5),
    Field("costs", Shape.AMOUNT, FieldGroup.EFFECT, weight=2, most=40, vocabulary="amount", stale_after=5),
    Field("effects", Shape.EFFECT, FieldGroup.EFFECT, weight=3, most=40, stale_after=5),
    Field("awards", Shape.AWARD, FieldGroup.EFFECT, weight=1, most=20),
    Field("lessons", Shape.TEXT, FieldGroup.LEARNING, weight=2, most=30),
    Field("obstacles", Shape.TEXT, FieldGroup.LEARNING, weight=2, most=30),
    Field("failures", Shape.TEXT, FieldGroup.LEARNING, weight=1, most=30),
    Field("exits", Shape.TEXT, FieldGroup.LEARNING, weight=1, most=30),
    Field("websites", Shape.LINK, FieldGroup.MORE, weight=1, most=20, stale_after=2),
    Field("documents", Shape.LINK, FieldGroup.MORE, weight=1, most=50, stale_after=5),
)
FIELDS: dict[str, Field] = {field.code: field for field in _ALL}
FORMAT = 1
