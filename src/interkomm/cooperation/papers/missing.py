"""What is still missing, as a council reads it: one sentence for each kind of step, with everybody it concerns."""

from collections.abc import Iterable, Sequence

from interkomm.calc.effectivity.result import MissingAct, Reason
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES, CLAUSE_NAMES, sentence

# German, as the papers are; sentences that begin with "<name>:" need no other form for several
OF_SEVERAL = {
    "clause_missing": "Im Text fehlen nötige Regelungen: {names}.",
    "changed_by_council": (
        "{names} haben mit Änderungen beschlossen. Daraus muss ein neuer Wortlaut werden, über den alle beschließen."
    ),
    "rejected": "{names} haben abgelehnt.",
    "postponed": "{names} haben die Entscheidung vertagt.",
    "other_wording": (
        "{names} haben über Fassung {number} beschlossen. Es gilt Fassung {counts}: Es muss neu beschlossen werden."
    ),
    "not_signed": "{names} haben noch nicht unterzeichnet.",
    "other_wording_signed": "{names} haben einen anderen Wortlaut unterzeichnet.",
    "not_published_by_party": "{names} haben noch nicht bekannt gemacht.",
}


def enumerated(names: Sequence[str]) -> str:
    """ "A, B und C"; "" without names."""
    return " und ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def missing_sentences(missing: Iterable[MissingAct]) -> list[str]:
    """Steps that differ only in the party, or in the clause, as one sentence, where the first of them stands."""
    kinds: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[Reason]] = {}
    for each in missing:
        facts = tuple(
            sorted((name, str(value)) for name, value in each.reason.facts if name not in {"party", "clause"})
        )
        kinds.setdefault((each.act, each.reason.code, facts), []).append(each.reason)
    return [f"{ACT_TITLES.get(act, act)}: {_said(reasons)}" for (act, _code, _facts), reasons in kinds.items()]


def _said(reasons: list[Reason]) -> str:
    first = reasons[0]
    names = list(dict.fromkeys(filter(None, map(_name, reasons))))
    if len(names) < 2:
        return sentence(first)
    facts = dict(first.facts)
    if first.code in OF_SEVERAL:
        return OF_SEVERAL[first.code].format(**{**facts, "names": enumerated(names)})
    return sentence(Reason.of(first.code, **{**facts, "party": enumerated(names)}))


def _name(reason: Reason) -> str:
    facts = dict(reason.facts)
    clause = facts.get("clause")
    return str(CLAUSE_NAMES.get(clause, clause)) if clause else str(facts.get("party", ""))
