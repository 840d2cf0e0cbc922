"""From written names to partners with official keys; every reading that differs from what is written is reported."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.naming import DISTRICT, MUNICIPALITY, Named, Resolve, Resolved
from interkomm.calc.casereading.result import Fact, FindingKind, Option
from interkomm.calc.casereading.terms import STATE_OF_KEY, find_state
from interkomm.calc.cases.items import Partner, Term

SURE = 0.65  # below: the beginning or a word of another name, never taken for a partner
SAME = 0.84
MOST_OPTIONS = 8
MOST_NAMES = 500
MOST_MISSES = 20  # names that are asked for again outside the region: a search among all names costs time


@dataclass(frozen=True, slots=True)
class Written:
    """A partner as the text writes it. `country`: ISO code when the text says so; `kind`: code of a partner's kind."""

    name: str
    start: int
    end: int
    country: str = ""
    kind: str = MUNICIPALITY
    role: str = "partner"
    is_district: bool = False


class Partners:
    """Gathers the partners of one case and resolves their names together: the region of some decides on others."""

    def __init__(self, draft: Draft, resolve: Resolve, within: str = "") -> None:
        self.draft, self.resolve, self.within = draft, resolve, within
        self.written: list[Written] = []
        self.misses = 0

    def add(self, *names: Written) -> None:
        """Remember names; nothing is stored before `store`. Beyond 500 the rest is left out and a finding says so."""
        self.written += [name for name in names if name.name.strip()][: MOST_NAMES - len(self.written)]
        if len(self.written) >= MOST_NAMES:
            self.draft.full("partners")

    def store(self) -> list[Partner]:
        """Resolve all names and add the partners with their findings; each place only once."""
        answers = [self._ask(each, self.within) for each in self.written]
        region = self.within or _common_region(answers)
        taken: set[str] = set()
        stored: list[Partner] = []
        for each, answer in zip(self.written, answers, strict=True):
            if answer.place is None and answer.alternatives:
                answer = self._again(each, answer, region)
            key = answer.place.official_key if answer.place else line(each.name).lower()
            if key in taken or any(
                rival.official_key in taken for rival in answer.alternatives if answer.place is None
            ):
                continue
            taken.add(key)
            partner = self._store(each, answer)
            stored.append(partner)
        return stored

    def _ask(self, written: Written, within: str) -> Resolved:
        if written.country not in ("", "DE") or written.kind not in (MUNICIPALITY, DISTRICT):
            return Resolved()
        levels = (DISTRICT,) if written.is_district else (MUNICIPALITY,)
        answer = self.resolve(written.name, levels=levels, within=within)
        if answer.place is None and not answer.alternatives and within and self.misses < MOST_MISSES:
            self.misses += 1
            answer = self.resolve(written.name, levels=levels)
        if answer.place is not None and answer.certainty < SURE:
            return Resolved(None, answer.certainty, (answer.place, *answer.alternatives))
        return answer

    def _again(self, written: Written, before: Resolved, region: str) -> Resolved:
        """Several places have the name: the only one in the region of the other partners is meant."""
        inside = [place for place in before.alternatives if region and place.official_key.startswith(region)]
        if len(inside) == 1:
            return Resolved(inside[0], 0.8, tuple(place for place in before.alternatives if place != inside[0]))
        return before

    def _store(self, each: Written, answer: Resolved) -> Partner:
        written = line(each.name)
        place = answer.place
        kind = DISTRICT if (place.level if place else "") == DISTRICT or each.is_district else each.kind
        partner = Partner(
            name=place.name if place else written,
            written_as=written,
            official_key=place.official_key if place else "",
            country=each.country or "DE",
            role=each.role,
            kind=kind,
            evidence=self.draft.evidence((each.start, each.end)),
        )
        at = self.draft.add("partners", partner)
        self._report(at, partner, answer, each)
        return partner

    def _report(self, at: int, partner: Partner, answer: Resolved, each: Written) -> None:
        if at < 0:
            return
        others = _options(answer.alternatives)
        if answer.place is None:
            if each.country in ("", "DE") and each.kind in (MUNICIPALITY, DISTRICT):
                self._report_open(at, partner, others)
        elif not _same(partner.written_as, partner.name):
            self._report_other_spelling(at, partner, answer.place, others)
        elif answer.certainty < SAME:
            choices = tuple(option.label for option in others)
            self.draft.remark("partners", at, "partner.namesake", name=partner.name, choices=choices)

    def _report_open(self, at: int, partner: Partner, others: tuple[Option, ...]) -> None:
        kind = FindingKind.PARTNER_AMBIGUOUS if others else FindingKind.PARTNER_UNKNOWN
        facts: dict[str, Fact] = {"written": partner.written_as, "choices": tuple(option.label for option in others)}
        options = (*others, Option("keep"), Option("drop"))
        code = "partner.ambiguous" if others else "partner.unknown"
        self.draft.find(kind, code, facts, ("partners",), item=at, evidence=partner.evidence, options=options)

    def _report_other_spelling(self, at: int, partner: Partner, place: Named, others: tuple[Option, ...]) -> None:
        facts = {"written": partner.written_as, "name": partner.name, "key": place.official_key}
        self.draft.remark("partners", at, "partner.resolved", **facts)
        as_written = Option("keep", partner.written_as, {"name": partner.written_as, "official_key": ""})
        self.draft.find(
            FindingKind.PARTNER_RESOLVED,
            "partner.resolved",
            facts,
            ("partners",),
            item=at,
            evidence=partner.evidence,
            options=(Option("take", place.label or place.name), *others, as_written),
        )


def _same(written: str, name: str) -> bool:
    """Also where the kind of municipality stands with it."""
    plain = written.casefold()
    for kind in ("stadt ", "gemeinde ", "markt ", "landkreis ", "kreis "):
        plain = plain.removeprefix(kind)
    return plain.split(",")[0].strip() == name.casefold()


def _options(places: Sequence[Named]) -> tuple[Option, ...]:
    return tuple(
        Option("choose", place.label or place.name, {"name": place.name, "official_key": place.official_key})
        for place in places[:MOST_OPTIONS]
    )


def _common_region(answers: Sequence[Resolved]) -> str:
    """The district (5 digits) or state (2) in which most of the places lie that were clear."""
    keys = [answer.place.official_key for answer in answers if answer.place]
    for digits in (5, 2):
        counted = Counter(key[:digits] for key in keys)
        if counted and counted.most_common(1)[0][1] * 2 > len(keys):
            return counted.most_common(1)[0][0]
    return ""


def add_area(draft: Draft, countries: Mapping[str, tuple[int, int]]) -> None:
    """Countries, states and extent, as they follow from the partners where the text does not name them."""
    partners = [item for item in draft.items.get("partners", []) if isinstance(item, Partner)]
    from_partners = {
        STATE_OF_KEY.get(each.official_key[:2], ""): each.evidence for each in partners if each.official_key
    }
    if "states" not in draft.items:
        for code in dict.fromkeys(from_partners):
            if code:
                named = find_state(draft.view, code)
                evidence = draft.evidence(named) if named else from_partners[code]
                draft.add("states", Term(code=code, evidence=evidence))
    if "countries" not in draft.items:
        for each in partners:
            known = {item.code for item in draft.items.get("countries", []) if isinstance(item, Term)}
            if (each.official_key or each.country != "DE") and each.country not in known:
                span = countries.get(each.country)
                draft.add(
                    "countries", Term(code=each.country, evidence=draft.evidence(span) if span else each.evidence)
                )
    for code in extent_of(partners):
        draft.remark("extent", draft.add("extent", Term(code=code)), "extent.derived", partners=len(partners))


def extent_of(partners: Sequence[Partner]) -> tuple[str, ...]:
    """Codes of the spatial extent that follow from the partners' keys and countries; none when they are not known."""
    countries = {partner.country for partner in partners}
    keys = [partner.official_key for partner in partners if partner.official_key]
    if len(countries) > 2:
        return ("european",)
    if len(countries) == 2:
        return ("cross_border",)
    if len(keys) < 2 or len(keys) < len(partners):
        return ()
    two = ("two",) if len(keys) == 2 and all(len(key) == 8 for key in keys) else ()
    if len({key[:2] for key in keys}) > 1:
        return (*two, "cross_state")
    return two or (("district",) if len({key[:5] for key in keys}) == 1 else ("region",))
