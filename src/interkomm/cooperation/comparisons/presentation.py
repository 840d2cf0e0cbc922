"""Methods side by side, as plain texts and tables of equal worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interkomm.cooperation.costs.presentation import blocking_sentences, proven_words, verdict_of
from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.games import BuiltGame, build, plan_total
from interkomm.cooperation.sharing.sentences import (
    METHOD_NAMES,
    METHOD_TEXTS,
    apart_sentence,
    stored_problem_sentence,
)
from interkomm.cooperation.sharing.solving import MethodResult, alone_cents, remarks
from interkomm.cooperation.sharing.splitting import population
from interkomm.ui.layouts import Column, TableView
from interkomm.ui.text import money


@dataclass(frozen=True)
class MethodView:
    """One method on the page of the comparison. `amounts` by partner key in words."""

    code: str
    name: str
    text: str
    amounts: Mapping[str, str]
    verdict: str
    verdict_kind: str
    blocking: tuple[str, ...]
    proven: str
    problem: str
    cents: Mapping[str, int]


@dataclass(frozen=True)
class ComparisonView:
    """Everything of the comparison. `remarks`: what is odd about the game."""

    methods: tuple[MethodView, ...]
    remarks: tuple[str, ...]
    total: str
    table: TableView
    per_head: TableView | None
    gains: TableView | None


def comparison_view(content: Content, key_on: date, results: Sequence[MethodResult]) -> ComparisonView:
    """Methods side by side: what everybody pays alone and in each of them, per head, and gained against alone.

    `content`: as it was compared, without a game that cannot be calculated.
    """
    built = build(content)
    shown = tuple(_method(each, content) for each in results)
    good = [each for each in shown if not each.problem]
    alone = alone_cents(built)
    heads = population(content, key_on) if content.unit == "€" else {}  # other units are too coarse for one person
    total = round(built.game.total) if built else plan_total(content)
    return ComparisonView(
        methods=shown,
        remarks=_remarks(content, built),
        total=money(total, content.unit),
        table=_by_method(_("Anteile in %(unit)s") % {"unit": content.unit}, content, good, alone, {}),
        per_head=_by_method(_("Je Kopf in %(unit)s") % {"unit": content.unit}, content, good, alone, heads)
        if heads
        else None,
        gains=_gains(content, good, alone) if alone else None,
    )


def _method(result: MethodResult, content: Content) -> MethodView:
    problem = ""
    if result.problem:
        problem = stored_problem_sentence(result.problem["code"], result.problem["facts"], content.names)
    verdict, kind = verdict_of(result)
    return MethodView(
        code=result.method,
        name=str(METHOD_NAMES[result.method]),
        text=str(METHOD_TEXTS[result.method]),
        amounts={key: money(cents, content.unit) for key, cents in result.cents.items()},
        verdict="" if problem else verdict,
        verdict_kind=kind,
        blocking=blocking_sentences(result, content.names, content.unit),
        proven=proven_words(result.proven),
        problem=problem,
        cents=result.cents,
    )


def _remarks(content: Content, built: BuiltGame | None) -> tuple[str, ...]:
    if built is None:
        return ()
    listed, is_exact = remarks(built)
    found = [
        apart_sentence(each.first, each.second, content.names, money(each.together - each.apart, content.unit))
        for each in listed[:5]
    ]
    if not is_exact:
        found.append(
            _("Bei mehr als 13 Partnerinnen wird nur geprüft, ob sich alle zusammen lohnen, nicht jede Gruppe.")
        )
    if built.by_input is not None and built.by_input != round(built.game.total):
        found.append(
            _(
                "Nach den Angaben zu den Gruppen kostet es gemeinsam %(model)s, der Plan nennt %(plan)s. Es zählt der Plan."
            )
            % {"model": money(built.by_input, content.unit), "plan": money(built.game.total, content.unit)}
        )
    return tuple(found)


def _by_method(
    caption: str, content: Content, methods: Sequence[MethodView], alone: Mapping[str, int], heads: Mapping[str, int]
) -> TableView:
    columns = [Column(_("Partnerin")), *([Column(_("allein"), is_numeric=True)] if alone else [])]
    columns += [Column(each.name, is_numeric=True) for each in methods]
    rows = []
    for partner in content.partners:
        amounts = [alone[partner.key]] if alone else []
        amounts += [each.cents[partner.key] for each in methods]
        rows.append([partner.name, *(money(cents / heads.get(partner.key, 1), "") for cents in amounts)])
    return TableView(caption, tuple(columns), rows)


def _gains(content: Content, methods: Sequence[MethodView], alone: Mapping[str, int]) -> TableView:
    columns = (Column(_("Partnerin")), *(Column(each.name, is_numeric=True) for each in methods))
    rows = [
        [partner.name, *(money(alone[partner.key] - each.cents[partner.key], "") for each in methods)]
        for partner in content.partners
    ]
    return TableView(_("Vorteil gegenüber dem Alleingang in %(unit)s") % {"unit": content.unit}, columns, rows)
