"""Which rule set fits an instrument: by the Länder of its parties and its kind. A proposal, never legal advice."""

from collections.abc import Iterable

from interkomm.calc.effectivity.rules import RuleSet
from interkomm.catalogue.vocabulary.terms import STATE_OF_AGS
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.instruments.rule_sets import shipped
from interkomm.organisations.models import Organisation

CROSS_STATE, INFORMAL, PRIVATE = "DE/cross-state", "informal", "private"
DECLARATIONS = frozenset({Instrument.Kind.DECLARATION, Instrument.Kind.JOINT_DECLARATION})


def state_of(organisation: Organisation | None) -> str:
    """The Land (ISO 3166-2) in which an organisation lies, by its official key; "" when not known."""
    area = organisation.area if organisation else None
    return STATE_OF_AGS.get(area.official_key[:2], "") if area else ""


def proposed(kind: str, states: Iterable[str]) -> RuleSet | None:
    """The rule set to begin with; None where nothing fits, which then is for people to say."""
    found = fitting(kind, states)
    return found[0] if found else None


def fitting(kind: str, states: Iterable[str]) -> list[RuleSet]:
    """All rule sets, those that fit best first: by kind, then cross-state, then those of the Länder of the parties."""
    known = {state for state in states if state}
    rules = list(shipped().values())
    if kind in DECLARATIONS:
        return [rule for rule in rules if rule.key == INFORMAL]
    if kind == Instrument.Kind.PRIVATE:
        return [rule for rule in rules if rule.key == PRIVATE]
    own = [rule for rule in rules if rule.state in known]
    own.sort(key=lambda rule: rule.exists_by_publication != (kind == Instrument.Kind.STATUTE))
    across = [rule for rule in rules if rule.key == CROSS_STATE]
    return [*across, *own] if len(known) > 1 else own


def choices(kind: str, states: Iterable[str]) -> list[RuleSet]:
    """Every shipped rule set, the fitting ones first."""
    first = fitting(kind, states)
    return [*first, *(rule for rule in shipped().values() if rule not in first)]
