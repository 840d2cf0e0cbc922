"""What a plan means for one partner: alone and in each method, per head and over the years, who would leave, what changes
when another one leaves or other figures count. Texts and tables for its page and its paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from interkomm.calc.sharing import InvalidGame
from interkomm.calc.sharing.nucleolus import NotPossible
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import verdict_of
from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.games import BuiltGame, build
from interkomm.cooperation.sharing.sentences import (
    FIGURE_NAMES,
    METHOD_NAMES,
    blocking_sentence,
    problem_sentence,
    stored_problem_sentence,
)
from interkomm.cooperation.sharing.solving import OF_GAME, MethodResult, alone_cents, split_by
from interkomm.cooperation.sharing.splitting import NotSplittable, population
from interkomm.cooperation.sharing.what_if import Shift, figure_off, leaving, other_dates
from interkomm.ui.layouts import Bar, Column, TableView
from interkomm.ui.text import localdate, money

MOST_YEARS = 8  # columns; more years are only summed up
MOST_GAMES = 12  # partners up to which the game is solved again without each of the others


@dataclass(frozen=True)
class OnePartner:
    """`method`: the one that effects are calculated with; `facts`: label and value; `problem`: why something is missing."""

    name: str
    method: str
    facts: tuple[tuple[str, str], ...]
    table: TableView | None
    bars: tuple[Bar, ...]
    blocking: tuple[str, ...]
    leaving: TableView | None
    figures: TableView | None
    problem: str


@dataclass(frozen=True)
class _Case:
    """What all parts need. `results` without those that give nothing here; `chosen`: the method of the plan or the first."""

    plan: CostPlan
    content: Content
    key: str
    built: BuiltGame | None
    results: Sequence[MethodResult]
    chosen: MethodResult | None

    def money(self, cents: float | None) -> str:
        return money(cents, "")

    @property
    def alone(self) -> int | None:
        return alone_cents(self.built).get(self.key)

    @property
    def heads(self) -> int:
        known = population(self.content, self.plan.key_on) if self.content.unit == "€" else {}
        return known.get(self.key, 0)


def one_partner(plan: CostPlan, content: Content, key: str, results: Sequence[MethodResult]) -> OnePartner:
    """`content`: the plan's, without a game that cannot be calculated; `key`: of a partner; `results`: all methods."""
    good = [each for each in results if not each.problem]
    chosen = next((each for each in good if each.method == plan.method), good[0] if good else None)
    case = _Case(plan, content, key, build(content), good, chosen)
    if chosen is None:
        first = next((each.problem for each in results if each.problem), None)
        problem = stored_problem_sentence(first["code"], first["facts"], content.names) if first else ""
        return OnePartner(content.names[key], "", (), None, (), (), None, None, problem)
    left, problem = _told(content, lambda: _leaving(case, chosen))
    figures, other_problem = _told(content, lambda: _figures(case))
    return OnePartner(
        name=content.names[key],
        method=str(METHOD_NAMES[chosen.method]),
        facts=tuple(_facts(case, chosen)),
        table=_by_method(case),
        bars=_bars(case),
        blocking=_blocking(case, chosen),
        leaving=left,
        figures=figures,
        problem=problem or other_problem,
    )


def _told(content: Content, calculate: Any) -> tuple[Any, str]:
    try:
        return calculate(), ""
    except (NotSplittable, NotPossible, InvalidGame) as problem:
        return None, problem_sentence(problem, content.names)


def _facts(case: _Case, chosen: MethodResult) -> list[tuple[str, str]]:
    unit, paid = case.content.unit, chosen.cents[case.key]
    method = _("%(method)s (gewählt)") if chosen.method == case.plan.method else _("%(method)s (noch nicht gewählt)")
    found = [
        (pgettext("Aufteilung", "Verfahren"), method % {"method": METHOD_NAMES[chosen.method]}),
        (_("Unser Anteil"), money(paid, unit)),
    ]
    if case.heads:
        found.append((_("je Kopf"), money(paid / case.heads, unit)))
    if case.alone is not None:
        found += [
            (_("Allein würden wir zahlen"), money(case.alone, unit)),
            (_("Vorteil"), money(case.alone - paid, unit)),
        ]
    return found


def _by_method(case: _Case) -> TableView:
    """Methods as rows: whole share, per head, against alone, and year by year."""
    years = case.content.years if 1 < len(case.content.years) <= MOST_YEARS else ()
    columns = [Column(pgettext("Aufteilung", "Verfahren")), Column(_("zusammen"), is_numeric=True)]
    columns += [Column(_("je Kopf"), is_numeric=True)] if case.heads else []
    columns += [Column(_("Vorteil"), is_numeric=True)] if case.alone is not None else []
    columns += [Column(str(year), is_numeric=True) for year in years]
    columns += [Column(_("Grund zu gehen"))] if case.built is not None else []
    rows = [_alone_row(case, case.alone, len(years))] if case.alone is not None else []
    rows += [_method_row(case, each, years) for each in case.results]
    return TableView(_("Unser Anteil in %(unit)s") % {"unit": case.content.unit}, tuple(columns), rows)


def _alone_row(case: _Case, alone: int, years: int) -> list[str]:
    heads = [case.money(alone / case.heads)] if case.heads else []
    return [_("allein"), case.money(alone), *heads, "–", *(["–"] * years), "–"]


def _method_row(case: _Case, result: MethodResult, years: Sequence[int]) -> list[str]:
    paid = result.cents[case.key]
    row = [str(METHOD_NAMES[result.method]), case.money(paid)]
    row += [case.money(paid / case.heads)] if case.heads else []
    row += [case.money(case.alone - paid)] if case.alone is not None else []
    by_year = _years(case, result) if years else {}
    row += [case.money(by_year.get(year)) for year in years]
    return [*row, _leavers(result)] if case.built is not None else row


def _leavers(result: MethodResult) -> str:
    """How many groups would have a reason to leave, in few words."""
    if result.stable:
        return _("niemand")
    count = result.blocked_count
    return (
        ngettext("%(count)s Gruppe", "%(count)s Gruppen", count) % {"count": count} if count else verdict_of(result)[0]
    )


def _years(case: _Case, result: MethodResult) -> Mapping[int, int]:
    """Cents by year; empty for many partners, where the method would have to be calculated once more."""
    if result.method in OF_GAME and len(case.content.partners) > MOST_GAMES:
        return {}
    return split_by(case.content, case.plan.key_on, result.method).shares[case.key]


def _bars(case: _Case) -> tuple[Bar, ...]:
    amounts = [] if case.alone is None else [(_("allein"), case.alone)]
    amounts += [(str(METHOD_NAMES[each.method]), each.cents[case.key]) for each in case.results]
    return tuple(Bar(label, max(cents, 0) / 100, money(cents, case.content.unit)) for label, cents in amounts)


def _blocking(case: _Case, chosen: MethodResult) -> tuple[str, ...]:
    """Groups with a reason to leave, those with this partner first."""
    ours = sorted(chosen.blocked, key=lambda each: case.key not in each.members)
    unit, names = case.content.unit, case.content.names
    return tuple(blocking_sentence(each.members, names, money(each.paid - each.alone, unit)) for each in ours[:5])


def _leaving(case: _Case, chosen: MethodResult) -> TableView | None:
    """Our share when each of the others leaves."""
    count = len(case.content.partners)
    if count < 3 or (case.built is not None and count > MOST_GAMES):
        return None
    rows = [] if case.alone is None else [[_("wir selbst (dann allein)"), *_against(case, chosen, case.alone)]]
    for key, name in case.content.names.items():
        if key != case.key:
            after = leaving(case.content, case.plan.key_on, chosen.method, key).after
            rows.append([name, *_against(case, chosen, after.cents.get(case.key))])
    return TableView(_("Wenn eine andere geht, in %(unit)s") % {"unit": case.content.unit}, _then(_("Wer geht?")), rows)


def _figures(case: _Case) -> TableView | None:
    """Our share by the plan's keys for other key dates, and when a figure of ours is a tenth off."""
    content, key_on, rows = case.content, case.plan.key_on, []
    for kind in dict.fromkeys(kind for rule in content.keys for kind in rule.figures):
        name = str(FIGURE_NAMES[kind])
        dates = other_dates(content, key_on, kind)
        for each in dates if len(dates) > 1 else []:
            day = localdate(date.fromisoformat(each.label))
            rows.append([_("%(figure)s vom %(day)s") % {"figure": name, "day": day}, *_shifted(case, each)])
        for each in figure_off(content, key_on, kind, case.key):
            if each.label != "0 %":
                told = {"figure": name, "percent": each.label}
                rows.append([_("%(figure)s: wir %(percent)s") % told, *_shifted(case, each)])
    caption = _("Nach den Schlüsseln des Plans, in %(unit)s") % {"unit": content.unit}
    return TableView(caption, _then(_("Was ist anders?")), rows) if rows else None


def _shifted(case: _Case, shift: Shift) -> list[str]:
    own_keys = next((each for each in case.results if each.method == "own_keys"), None)
    return _against(case, own_keys, shift.cents[case.key])


def _then(what: str) -> tuple[Column, ...]:
    """Columns of a table whose rows end with `_against`."""
    return Column(what), Column(_("Wir zahlen dann"), is_numeric=True), Column(_("Unterschied"), is_numeric=True)


def _against(case: _Case, today: MethodResult | None, then: int | None) -> list[str]:
    """The amount, and by how much it is another one than today."""
    change = None if today is None or then is None else then - today.cents[case.key]
    return [case.money(then), case.money(change)]
