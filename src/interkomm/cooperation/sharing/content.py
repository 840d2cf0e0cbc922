"""What a cost plan holds, as plain values: partners, amounts, figures, keys and what coalitions would pay.

Stored as JSON (format 1) in `CostPlan.content`. Amounts are whole cents of the plan's unit, figures decimal texts as they
were entered. Reading checks everything, so what comes out can be calculated with; `InvalidContent` names the place.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

V = TypeVar("V")
FORMAT = 1
MOST_PARTNERS = 20
MOST_ITEMS = 400
MOST_FIGURE_SETS = 60
MOST_KEYS = 40
HUGEST_CENTS = 10**13
HUGEST_FIGURE = Decimal(10) ** 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
COST_KINDS = ("investment", "operation", "staff", "publicity", "other")
FIGURE_KINDS = ("population", "area", "usage", "tax_power", "other")
KEY_FIGURES = ("equal", *FIGURE_KINDS)
ALL_KINDS = ""


class InvalidContent(ValueError):
    """`code`: amount, figure, year, date, partner, kind, percent, steps, too_many, shape; `place`: where; `value`: what."""

    def __init__(self, code: str, place: str, value: object = "") -> None:
        shown = str(value)[:80] if not isinstance(value, int) or abs(value) < HUGEST_CENTS**4 else "…"
        super().__init__(f"{code} at {place}: {shown}")
        self.code, self.place, self.value = code, place, shown


@dataclass(frozen=True)
class PartnerLine:
    """`key`: the organisation's number as text, or any text without comma for one that is not on this platform."""

    key: str
    name: str


@dataclass(frozen=True)
class Item:
    """An amount of one year. `is_funding`: a grant that is deducted; its `kind` "" means all costs of the year."""

    kind: str
    title: str
    year: int
    cents: int
    is_funding: bool = False


@dataclass(frozen=True)
class FigureSet:
    """One figure of all partners on one day. `values`: partner key → decimal text; a partner may be missing."""

    kind: str
    on: str
    source: str
    values: Mapping[str, str]

    @property
    def value_count(self) -> int:
        """Of how many partners the figure is known."""
        return len(self.values)

    def exact(self, key: str) -> Fraction:
        """The figure of a partner, exactly as written."""
        return Fraction(self.values[key])


@dataclass(frozen=True)
class KeyRule:
    """How costs of a kind (`cost_kind` "": all that have no rule of their own) are shared.

    `since_year`: counts from this year on, until a later rule for the same costs does (0: from the beginning).
    `base_percent`: shared equally; `second_percent`: by the figure `second`; the rest by `figure`. `least`, `most`:
    partner key → percent of the whole. `steps`: pairs (above, factor) for degressive keys; not with a second figure,
    whose values are of another size. `is_floating`: each year uses the newest figures before it; otherwise those of the
    key date count for all years.
    """

    cost_kind: str = ALL_KINDS
    figure: str = "population"
    base_percent: str = "0"
    least: Mapping[str, str] = field(default_factory=dict)
    most: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()
    is_floating: bool = False
    since_year: int = 0
    second: str = ""
    second_percent: str = "0"

    @property
    def figures(self) -> tuple[str, ...]:
        """Kinds of figures that it needs."""
        return tuple(each for each in (self.figure, self.second) if each not in ("", "equal"))


@dataclass(frozen=True)
class GameInput:
    """What coalitions would pay. `form`: "" none, "model" or "table".

    Model: together `fixed` once, for each `variable`, and for each of several its `connection`; who goes alone pays
    `alone` where given, else fixed and variable. Table: `costs` by coalition of partner keys ("12,15"), in cents.
    """

    form: str = ""
    fixed: int = 0
    variable: Mapping[str, int] = field(default_factory=dict)
    connection: Mapping[str, int] = field(default_factory=dict)
    alone: Mapping[str, int] = field(default_factory=dict)
    costs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """Everything that the shares follow from."""

    partners: tuple[PartnerLine, ...] = ()
    items: tuple[Item, ...] = ()
    figures: tuple[FigureSet, ...] = ()
    keys: tuple[KeyRule, ...] = ()
    game: GameInput = field(default_factory=GameInput)
    unit: str = "€"

    @property
    def partner_keys(self) -> tuple[str, ...]:
        """Keys in the order of the plan."""
        return tuple(partner.key for partner in self.partners)

    @property
    def names(self) -> dict[str, str]:
        """Partner key → name."""
        return {partner.key: partner.name for partner in self.partners}

    @property
    def years(self) -> tuple[int, ...]:
        """Years with an amount, in order."""
        return tuple(sorted({item.year for item in self.items}))

    def with_partners(self, partners: tuple[PartnerLine, ...]) -> "Content":
        """The same plan with these partners. What is known of others is left out, what a new one lacks is unknown.

        A table of coalitions keeps those that are still whole.
        """
        kept = {partner.key for partner in partners}
        game = self.game
        return replace(
            self,
            partners=partners,
            figures=tuple(replace(each, values=_of(each.values, kept)) for each in self.figures),
            keys=tuple(replace(each, least=_of(each.least, kept), most=_of(each.most, kept)) for each in self.keys),
            game=replace(
                game, variable=_of(game.variable, kept), connection=_of(game.connection, kept), alone=_of(game.alone, kept),
                costs={each: cents for each, cents in game.costs.items() if set(each.split(",")) <= kept},
            ),
        )  # fmt: skip

    def common_limit(self, bounds: Mapping[str, str]) -> str:
        """The percent of a rule's limits that is the same for every partner; "" when they differ or some have none."""
        is_common = len({Decimal(each) for each in bounds.values()}) == 1 and set(bounds) == set(self.partner_keys)
        return next(iter(bounds.values())) if is_common else ""

    def figure_set(self, kind: str, on: str) -> FigureSet | None:
        """The set of that kind and day."""
        return next((each for each in self.figures if (each.kind, each.on) == (kind, on)), None)


def _of(values: Mapping[str, V], kept: Set[str]) -> dict[str, V]:
    return {key: value for key, value in values.items() if key in kept}


def as_json(content: Content) -> dict[str, Any]:
    """JSON value of the content."""
    return {"format": FORMAT, **asdict(content)}


def from_json(value: Any) -> Content:
    """The content of a JSON value; raises InvalidContent."""
    if not isinstance(value, Mapping):
        raise InvalidContent("shape", "content")
    partners = tuple(_partner(each) for each in _list(value, "partners", MOST_PARTNERS))
    keys = {partner.key for partner in partners}
    if len(keys) != len(partners):
        raise InvalidContent("partner", "partners")
    return Content(
        partners=partners,
        items=tuple(_item(each) for each in _list(value, "items", MOST_ITEMS)),
        figures=tuple(_figures(each, keys) for each in _list(value, "figures", MOST_FIGURE_SETS)),
        keys=tuple(_rule(each, keys) for each in _list(value, "keys", MOST_KEYS)),
        game=_game(value.get("game") or {}, keys),
        unit=str(value.get("unit") or "€")[:40],
    )


def cents_of(value: object, place: str, *, may_be_negative: bool = False) -> int:
    """Whole cents from JSON; raises InvalidContent for anything else, for negative and for huge amounts."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > HUGEST_CENTS:
        raise InvalidContent("amount", place, value)
    if value < 0 and not may_be_negative:
        raise InvalidContent("amount", place, value)
    return value


def figure_text(value: object, place: str) -> str:
    """A figure as decimal text; raises InvalidContent for negative, huge and other values."""
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):  # ValueError: a whole number of more digits than Python writes
        raise InvalidContent("figure", place, value) from None
    if not number.is_finite() or number < 0 or number > HUGEST_FIGURE or -number.as_tuple().exponent > 6:  # type: ignore[operator]
        raise InvalidContent("figure", place, value)
    return f"{number:f}" if number else "0"  # "0e999999" would be written with a million zeros


def _list(value: Mapping[str, Any], name: str, most: int) -> Sequence[Any]:
    found = value.get(name) or []
    if not isinstance(found, list | tuple):
        raise InvalidContent("shape", name)
    if len(found) > most:
        raise InvalidContent("too_many", name, most)
    return found


def _partner(value: Mapping[str, Any]) -> PartnerLine:
    key, name = str(value.get("key", "")), str(value.get("name", ""))
    if not key or not name or "," in key or len(key) > 40:
        raise InvalidContent("partner", "partners", key)
    return PartnerLine(key, name)


def _item(value: Mapping[str, Any]) -> Item:
    is_funding = bool(value.get("is_funding"))
    kind, year = str(value.get("kind", "")), value.get("year")
    if kind not in COST_KINDS and not (is_funding and kind == ALL_KINDS):
        raise InvalidContent("kind", "items", kind)
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidContent("year", "items", year)
    return Item(kind, str(value.get("title", "")), year, cents_of(value.get("cents"), "items"), is_funding)


def _figures(value: Mapping[str, Any], keys: set[str]) -> FigureSet:
    kind, on = str(value.get("kind", "")), str(value.get("on", ""))
    if kind not in FIGURE_KINDS:
        raise InvalidContent("kind", "figures", kind)
    try:
        date.fromisoformat(on)
    except ValueError:
        raise InvalidContent("date", "figures", on) from None
    values = {key: figure_text(each, f"figures.{kind}") for key, each in _known(value, "values", keys).items()}
    return FigureSet(kind, on, str(value.get("source", "")), values)


def _rule(value: Mapping[str, Any], keys: set[str]) -> KeyRule:
    cost_kind, figure, second = (str(value.get(name, "")) for name in ("cost_kind", "figure", "second"))
    if cost_kind not in (ALL_KINDS, *COST_KINDS) or figure not in KEY_FIGURES or second not in ("", *FIGURE_KINDS):
        raise InvalidContent("kind", "keys", cost_kind or figure)
    steps = tuple(
        (figure_text(above, "steps"), figure_text(factor, "steps")) for above, factor in value.get("steps") or ()
    )
    since, base, part = value.get("since_year") or 0, value.get("base_percent", "0"), value.get("second_percent", "0")
    if not isinstance(since, int) or (since and not FIRST_YEAR <= since <= LAST_YEAR):
        raise InvalidContent("year", "keys", since)
    if Decimal(_percent(base)) + Decimal(_percent(part)) > 100:
        raise InvalidContent("percent", "keys", part)
    if second and steps:
        raise InvalidContent("steps", "keys", second)
    return KeyRule(
        cost_kind=cost_kind,
        figure=figure,
        base_percent=_percent(base),
        least={key: _percent(each) for key, each in _known(value, "least", keys).items()},
        most={key: _percent(each) for key, each in _known(value, "most", keys).items()},
        steps=steps,
        is_floating=bool(value.get("is_floating")),
        since_year=since,
        second=second,
        second_percent=_percent(part) if second else "0",
    )


def _percent(value: object) -> str:
    text = figure_text(value, "keys")
    if Decimal(text) > 100:
        raise InvalidContent("percent", "keys", value)
    return text


def _game(value: Mapping[str, Any], keys: set[str]) -> GameInput:
    form = str(value.get("form", ""))
    if form not in ("", "model", "table"):
        raise InvalidContent("kind", "game", form)
    costs = value.get("costs") or {}
    for coalition in costs:
        if not set(str(coalition).split(",")) <= keys:
            raise InvalidContent("partner", "game", coalition)
    return GameInput(
        form=form,
        fixed=cents_of(value.get("fixed", 0), "game"),
        variable=_amounts(value, "variable", keys),
        connection=_amounts(value, "connection", keys),
        alone=_amounts(value, "alone", keys),
        costs={str(key): cents_of(cents, "game") for key, cents in costs.items()},
    )


def _amounts(value: Mapping[str, Any], name: str, keys: set[str]) -> dict[str, int]:
    return {key: cents_of(cents, f"game.{name}") for key, cents in _known(value, name, keys).items()}


def _known(value: Mapping[str, Any], name: str, keys: set[str]) -> Mapping[str, Any]:
    found = value.get(name) or {}
    if not isinstance(found, Mapping):
        raise InvalidContent("shape", name)
    if unknown := set(map(str, found)) - keys:
        raise InvalidContent("partner", name, sorted(unknown)[0])
    return {str(key): each for key, each in found.items()}
