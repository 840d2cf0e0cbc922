"""What pages, PDF and workbook show of a plan, as plain texts and tables of equal worth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.sharing.content import Content, FigureSet, KeyRule
from interkomm.cooperation.sharing.sentences import (
    COST_KIND_NAMES,
    FIGURE_NAMES,
    METHOD_NAMES,
    METHOD_TEXTS,
    blocking_sentence,
)
from interkomm.cooperation.sharing.solving import MethodResult, result_from_json
from interkomm.ui.layouts import Bar, Column, TableView
from interkomm.ui.text import localdate, money, number


@dataclass(frozen=True)
class ResultView:
    """The stored shares. `table`: partner × years; `bars` of equal worth; `explanation` in sentences."""

    method: str
    table: TableView
    bars: tuple[Bar, ...]
    explanation: tuple[str, ...]
    blocking: tuple[str, ...]
    net: str


def result_view(plan: CostPlan) -> ResultView | None:
    """The shares that were chosen, None when none are."""
    if not plan.result:
        return None
    stored: dict[str, Any] = plan.result
    unit = str(plan.content.get("unit") or "€")
    names = {each["key"]: each["name"] for each in stored["partners"]}
    checked = result_from_json(stored["checked"])
    totals: Mapping[str, int] = stored["totals"]
    bars = tuple(
        Bar(names[key], float(max(cents, 0)) / 100, money(cents, unit))
        for key, cents in sorted(totals.items(), key=lambda pair: -pair[1])
    )
    return ResultView(
        method=str(METHOD_NAMES.get(stored["method"], stored["method"])),
        table=_result_table(stored, names, unit),
        bars=bars,
        explanation=tuple(_explained(plan, stored, checked)),
        blocking=blocking_sentences(checked, names, unit),
        net=money(sum(stored["net"].values()), unit),
    )


def rule_sentence(rule: KeyRule, content: Content) -> str:
    """A key in words."""
    costs, figure = str(COST_KIND_NAMES[rule.cost_kind]), str(FIGURE_NAMES[rule.figure])
    if rule.since_year:
        costs = _("%(costs)s ab %(year)s") % {"costs": costs, "year": rule.since_year}
    text = f"{costs}: {figure}"
    if rule.figure != "equal" and Decimal(rule.base_percent):
        text += _(", davon %(percent)s Prozent Sockel zu gleichen Teilen") % {"percent": percent(rule.base_percent)}
    if rule.second:
        told = {"percent": percent(rule.second_percent), "figure": FIGURE_NAMES[rule.second]}
        text += _(", davon %(percent)s Prozent nach: %(figure)s") % told
    text += "".join(_limits_text(rule, content))
    for above, factor in rule.steps:
        text += _(", ab %(above)s zählt der Rest mit %(factor)s") % {"above": percent(above), "factor": percent(factor)}
    if rule.figures:
        text += _(", gleitend") if rule.is_floating else _(", fest zum Stichtag")
    return text


def _limits_text(rule: KeyRule, content: Content) -> Iterator[str]:
    texts = (
        (rule.least, _(", jede mindestens %(percent)s Prozent"), _(", %(name)s mindestens %(percent)s Prozent")),
        (rule.most, _(", jede höchstens %(percent)s Prozent"), _(", %(name)s höchstens %(percent)s Prozent")),
    )
    for bounds, for_all, for_one in texts:
        if common := content.common_limit(bounds):
            yield for_all % {"percent": percent(common)}
            continue
        for key, bound in bounds.items():
            yield for_one % {"name": content.names[key], "percent": percent(bound)}


def percent(text: str) -> str:
    """A decimal text as people write it."""
    return number(Decimal(text))


def items_table(content: Content) -> TableView:
    """Costs and grants by year."""
    columns = (
        Column(_("Bezeichnung")),
        Column(_("Kostenart")),
        Column(_("Jahr"), is_numeric=True),
        Column(_("Betrag"), is_numeric=True),
    )
    rows = [
        [
            item.title or (_("Förderung") if item.is_funding else str(COST_KIND_NAMES[item.kind])),
            str(COST_KIND_NAMES[item.kind]),
            str(item.year),
            money(-item.cents if item.is_funding else item.cents, content.unit),
        ]
        for item in content.items
    ]  # fmt: skip
    return TableView(_("Kosten und Förderung"), columns, rows)


def figures_table(content: Content) -> TableView:
    """Figures of the partners, one column a set."""
    columns = [Column(_("Partnerin"))]
    columns += [
        Column(f"{FIGURE_NAMES[each.kind]}, {localdate(date.fromisoformat(each.on))}", is_numeric=True)
        for each in content.figures
    ]
    rows = [[partner.name, *(_figure(each, partner.key) for each in content.figures)] for partner in content.partners]
    return TableView(_("Zahlen der Partnerinnen"), tuple(columns), rows)


def _figure(figures: FigureSet, key: str) -> str:
    return percent(figures.values[key]) if key in figures.values else _("fehlt")


def verdict_of(result: MethodResult) -> tuple[str, str]:
    """Whether somebody would have a reason to leave, in words, and the kind of its badge; "" where it is not known."""
    if result.stable is None:
        return "", "neutral"
    if result.stable:
        return _("Niemand hat einen Grund zu gehen"), "success"
    count = result.blocked_count
    if not count:
        return _("Die Anteile decken die Kosten nicht genau"), "warning"
    text = ngettext(
        "%(count)s Gruppe hätte einen Grund zu gehen", "%(count)s Gruppen hätten einen Grund zu gehen", count
    )
    return text % {"count": count}, "warning"


def proven_words(proven: bool | None) -> str:
    if proven is None:
        return ""
    return _("nachgewiesen (Kriterium von Kohlberg)") if proven else _("nicht nachgewiesen")


def blocking_sentences(result: MethodResult, names: Mapping[str, str], unit: str) -> tuple[str, ...]:
    return tuple(
        blocking_sentence(each.members, names, money(each.paid - each.alone, unit)) for each in result.blocked[:5]
    )


def _result_table(stored: Mapping[str, Any], names: Mapping[str, str], unit: str) -> TableView:
    years = sorted(stored["net"], key=int)
    heads, alone = stored["population"] if unit == "€" else {}, stored["alone"]
    shown_years = years if len(years) > 1 else []
    columns = [Column(_("Partnerin")), *(Column(year, is_numeric=True) for year in shown_years)]
    columns += [Column(_("zusammen"), is_numeric=True)]
    columns += [Column(_("je Kopf"), is_numeric=True)] if heads else []
    columns += [Column(_("allein"), is_numeric=True)] if alone else []
    rows = []
    for key, cents in stored["totals"].items():
        row = [
            names[key],
            *(money(stored["shares"][key].get(year, 0), unit) for year in shown_years),
            money(cents, unit),
        ]
        row += [money(cents / heads[key], unit)] if heads else []
        row += [money(alone[key], unit)] if alone else []
        rows.append(row)
    last = [
        _("Summe"),
        *(money(stored["net"][year], unit) for year in shown_years),
        money(sum(stored["net"].values()), unit),
    ]
    last += [money(sum(stored["net"].values()) / sum(heads.values()), unit)] if heads else []
    last += [money(sum(alone.values()), unit)] if alone else []
    return TableView(_("Anteile"), tuple(columns), [*rows, last])


def _explained(plan: CostPlan, stored: Mapping[str, Any], checked: MethodResult) -> list[str]:
    sentences = [str(METHOD_TEXTS.get(stored["method"], ""))]
    if stored["method"] == "own_keys":
        content = plan.read()
        sentences += [f"{rule_sentence(rule, content)}." for rule in content.keys]
    sentences += _used(stored["used"])
    sentences.append(
        _("Die Anteile ergeben in jedem Jahr auf den Cent die Summe; übrige Cent gehen an die größten Reste.")
    )
    if checked.proven is not None:
        sentences.append(_("Das Ergebnis ist %(how)s.") % {"how": proven_words(checked.proven)})
    if checked.stable is not None:
        sentences.append(f"{verdict_of(checked)[0]}.")
    return [sentence for sentence in sentences if sentence]


def _used(used: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Which figures count in which years, each named once."""
    years: dict[tuple[str, str, str], list[int]] = {}
    for each in used:
        years.setdefault((each["kind"], each["on"], each["source"]), []).append(each["year"])
    for (kind, on, source), counting in years.items():
        told = {
            "kind": FIGURE_NAMES[kind],
            "on": localdate(date.fromisoformat(on)),
            "source": source or _("nicht genannt"),
        }
        sentence = _("Zahlen: %(kind)s vom %(on)s, Quelle: %(source)s.") % told
        yield sentence if 0 in counting else f"{_spans(counting)}: {sentence}"


def _spans(years: Sequence[int]) -> str:
    """ "2026, 2028–2030"."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)
