"""The page "Was wäre, wenn?": what was asked for in the address, calculated and put into tables."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from interkomm.calc.sharing import InvalidGame
from interkomm.calc.visible import visible_line
from interkomm.cooperation.costs.fields import AmountField
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.sharing.content import FIGURE_KINDS, Content, InvalidContent, figure_text
from interkomm.cooperation.sharing.games import build
from interkomm.cooperation.sharing.sentences import (
    FIGURE_NAMES,
    METHOD_NAMES,
    blocking_sentence,
    content_sentence,
    problem_sentence,
    stored_problem_sentence,
)
from interkomm.cooperation.sharing.solving import methods_for
from interkomm.cooperation.sharing.splitting import NotSplittable
from interkomm.cooperation.sharing.what_if import (
    NEWCOMER,
    Effect,
    Newcomer,
    Shift,
    figure_off,
    joining,
    leaving,
    other_dates,
)
from interkomm.ui.layouts import Column, TableView
from interkomm.ui.text import localdate, money, plain_number

Asked = Mapping[str, str]
ASKED = ("geht", "name", "mehr", "variabel", "anschluss", "allein", "zehntel")


def what_if_view(content: Content, plan: CostPlan, asked: Asked) -> dict[str, Any]:
    """Values for the template. `asked`: verfahren, geht, name, mehr, variabel, anschluss, allein, zahl-<kind>, zehntel."""
    names = _method_names(content)
    method = asked.get("verfahren", "")
    method = method if method in dict(names) else (plan.method or (names[0][0] if names else ""))
    leaver = asked.get("geht", "") if asked.get("geht") in content.partner_keys else ""
    left = (
        _told(content, lambda: _effect_view(content, leaving(content, plan.key_on, method, leaver))) if leaver else None
    )
    is_off = asked.get("zehntel") in content.partner_keys
    return {
        "content": content,
        "methods": names,
        "method": method,
        "kinds": _kinds(content),
        "kind_names": FIGURE_NAMES,
        "asked": {key: asked.get(key, "")[:80] for key in ASKED},
        "asked_figures": {kind: asked.get(f"zahl-{kind}", "")[:40] for kind in _kinds(content)},
        "leaving": left,
        "joining": _told(content, lambda: _joined(content, plan, method, asked)) if asked.get("name", "") else None,
        "dates": [found for kind in _kinds(content) if (found := _dates(content, plan, kind)) is not None],
        "off": _told(content, lambda: _off(content, plan, asked["zehntel"])) if is_off else None,
    }  # fmt: skip


def _method_names(content: Content) -> list[tuple[str, str]]:
    try:
        built = build(content)
    except InvalidGame:
        built = None
    return [(each, str(METHOD_NAMES[each])) for each in methods_for(content, built)]


def _kinds(content: Content) -> list[str]:
    known = {each.kind for each in content.figures}
    return [kind for kind in FIGURE_KINDS if kind in known]


def _told(content: Content, calculate: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = calculate()
    except (NotSplittable, InvalidGame) as problem:
        return {"problem": problem_sentence(problem, content.names)}
    except InvalidContent as problem:
        return {"problem": content_sentence(problem)}
    except forms.ValidationError as problem:
        return {"problem": " ".join(problem.messages)}
    return found


def _joined(content: Content, plan: CostPlan, method: str, asked: Asked) -> dict[str, Any]:
    figures = {}
    for kind in _kinds(content):
        text = plain_number(asked.get(f"zahl-{kind}", ""))
        if text:
            figures[kind] = figure_text(text, kind)
    amounts = {
        name: AmountField(required=False).clean(asked.get(name, ""))
        for name in ("mehr", "variabel", "anschluss", "allein")
    }
    newcomer = Newcomer(
        visible_line(asked["name"])[:80], figures, amounts["mehr"] or 0, amounts["variabel"] or 0, amounts["anschluss"] or 0,
        amounts["allein"],
    )  # fmt: skip
    return _effect_view(content, joining(content, plan.key_on, method, newcomer), {NEWCOMER: newcomer.name})


def _effect_view(content: Content, effect: Effect, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    names = {**content.names, **(more or {})}
    for result in (effect.before, effect.after):
        if result.problem:
            return {"problem": stored_problem_sentence(result.problem["code"], result.problem["facts"], names)}
    before, after = effect.before.cents, effect.after.cents
    rows = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        change = None if old is None or new is None else new - old
        rows.append([names[key], money(old, ""), money(new, ""), money(change, "")])
    sums = (effect.total_before, effect.total_after, effect.total_after - effect.total_before)
    rows.append([_("Summe"), *(money(cents, "") for cents in sums)])
    columns = (
        Column(_("Partnerin")),
        *(Column(each, is_numeric=True) for each in (_("heute"), _("dann"), _("Unterschied"))),
    )
    blocking = [
        blocking_sentence(each.members, names, money(each.paid - each.alone, content.unit))
        for each in effect.after.blocked[:3]
    ]
    caption = _("Anteile in %(unit)s") % {"unit": content.unit}
    return {"table": TableView(caption, columns, rows), "blocking": blocking, "problem": ""}


def _dates(content: Content, plan: CostPlan, kind: str) -> dict[str, Any] | None:
    """Only where there are whole figures of two days, and keys that use them."""
    days = {each.on for each in content.figures if each.kind == kind and each.value_count == len(content.partners)}
    if len(days) < 2 or not any(kind in rule.figures for rule in content.keys):
        return None
    found = _told(content, lambda: _shifts_view(content, _dated(other_dates(content, plan.key_on, kind))))
    return {**found, "title": FIGURE_NAMES[kind]}


def _dated(shifts: list[Shift]) -> list[Shift]:
    return [replace(each, label=localdate(date.fromisoformat(each.label))) for each in shifts]


def _off(content: Content, plan: CostPlan, key: str) -> dict[str, Any]:
    used = {kind for rule in content.keys for kind in rule.figures}
    kind = next((kind for kind in _kinds(content) if kind in used), "")
    if not kind:
        raise NotSplittable("no_key", kind="")
    found = _shifts_view(content, figure_off(content, plan.key_on, kind, key))
    return {**found, "title": FIGURE_NAMES[kind], "name": content.names[key]}


def _shifts_view(content: Content, shifts: list[Shift]) -> dict[str, Any]:
    first = shifts[0]
    columns = (
        Column(_("Partnerin")),
        *(Column(each.label, is_numeric=True) for each in shifts),
        Column(_("Spanne"), is_numeric=True),
    )
    rows = []
    for key, name in content.names.items():
        amounts = [each.cents[key] for each in shifts]
        rows.append([name, *(money(cents, "") for cents in amounts), money(max(amounts) - min(amounts), "")])
    caption = _("Anteile in %(unit)s") % {"unit": content.unit}
    return {"table": TableView(caption, columns, rows), "problem": "", "count": len(first.cents)}
