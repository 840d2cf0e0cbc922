"""One page of a plan as PDF, and its tables as workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import figures_table, items_table, result_view, rule_sentence
from interkomm.cooperation.sharing.content import Content
from interkomm.foundation.documents.pdf import render_one_page
from interkomm.foundation.documents.spreadsheets import Sheet, workbook
from interkomm.ui.layouts import Bar, TableView
from interkomm.ui.text import localdate, plain_number

MOST_UPRIGHT = 7  # columns of a table on an upright page
TEMPLATE = Path(__file__).with_name("sheet.typ")


def plan_pdf(plan: CostPlan, language: str) -> bytes:
    """One page, tagged: shares, chart, how they follow, costs."""
    return sheet_pdf(plan_values(plan), language)


def sheet_pdf(values: Mapping[str, Any], language: str) -> bytes:
    """`values`: title, kicker, purpose, is_wide, and rows of parts made by `section`; those of a row stand side by side."""
    is_wide = values["is_wide"]
    return render_one_page(
        TEMPLATE,
        values,
        language="en" if language.startswith("en") else "de",
        variants=({"is_wide": is_wide}, {"is_wide": not is_wide}),
    )


def plan_values(plan: CostPlan) -> dict[str, Any]:
    """What the template prints."""
    content, result = plan.read(), result_view(plan)
    shares = section(_("Anteile"), text="" if result else _("Es ist noch kein Verfahren gewählt."))
    beside = []
    if result:
        shares |= {
            "facts": [(pgettext("Aufteilung", "Verfahren"), result.method)],
            "table": printed(result.table, has_sum=True),
        }
        beside.append(section(_("Anteile im Vergleich"), bars=printed_bars(result.bars)))
    if counting := counting_figures(plan, content):
        beside.append(section(_("Zahlen der Partnerinnen"), table=printed(figures_table(counting))))
    how = list(result.explanation) if result else [rule_sentence(rule, content) for rule in content.keys]
    reasons = [section(_("So kommt das zustande"), lines=how)]
    if result and result.blocking:
        reasons.append(section(_("Wer hätte einen Grund zu gehen?"), lines=list(result.blocking)))
    costs = [section(_("Kosten und Förderung"), table=printed(items_table(content)))] if content.items else []
    return {
        "title": plan.title,
        "kicker": f"{plan.cooperation.name} · {state_sentence(plan)}",
        "purpose": plan.purpose,
        "is_wide": result is not None and len(result.table.columns) > MOST_UPRIGHT,
        "rows": [row for row in ([shares], beside, reasons, costs) if row],
    }


def counting_figures(plan: CostPlan, content: Content) -> Content | None:
    """The plan with only those figures that its shares follow from, or all as long as none are chosen; None: no figures."""
    used = {(each["kind"], each["on"]) for each in (plan.result or {}).get("used", ())}
    sets = tuple(each for each in content.figures if not plan.result or (each.kind, each.on) in used)
    return replace(content, figures=sets) if sets else None


def section(title: str, **parts: Any) -> dict[str, Any]:
    """A part of a sheet: `text`, `facts` (pairs), `table` (of `printed`), `bars`, `lines`; each may be left out."""
    return {"title": title, "text": "", "facts": [], "table": None, "bars": [], "lines": [], **parts}


def state_sentence(plan: CostPlan) -> str:
    """Where the plan stands, with the decision."""
    parts = [_("Lehrbeispiel")] if plan.is_example else []
    parts.append(_("Fassung %(number)s") % {"number": plan.number})
    if plan.is_decided:
        parts.append(
            _("beschlossen am %(day)s (%(where)s)") % {"day": localdate(plan.decided_on), "where": plan.decision}
        )
    else:
        parts.append(_("Szenario der eigenen Gemeinde") if plan.owner_id else _("Entwurf"))
    parts.append(_("Stichtag %(day)s") % {"day": localdate(plan.key_on)})
    return " · ".join(parts)


def plan_xlsx(plan: CostPlan) -> bytes:
    """Sheets: shares, costs, figures, how they follow."""
    content, result = plan.read(), result_view(plan)
    notes = [
        plan.title,
        state_sentence(plan),
        *(result.explanation if result else ()),
        *(result.blocking if result else ()),
    ]
    tables = [(_("Anteile"), result.table)] if result else []
    tables += [(_("Kosten"), items_table(content)), (_("Zahlen"), figures_table(content))]
    sheets = [
        Sheet(name, [column.label for column in table.columns], cells(table, content.unit), ((0, 36),))
        for name, table in tables
    ]
    return workbook([*sheets, Sheet(_("Hinweise"), [_("Hinweise")], [[note] for note in notes], ((0, 100),))])


def cells(table: TableView, unit: str = "€") -> list[list[str | float]]:
    """The rows with amounts and figures as numbers, so that a spreadsheet can add them up."""
    return [
        [_value(cell, unit) if column.is_numeric else cell for column, cell in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]


def _value(cell: str, unit: str) -> str | float:
    try:
        return float(Decimal(plain_number(cell.removesuffix(unit))))
    except ArithmeticError:
        return cell


def printed(table: TableView, *, has_sum: bool = False) -> dict[str, Any]:
    """A table for the templates of PDF files. `has_sum`: the last row adds up the others."""
    return {
        "caption": table.caption,
        "heads": [column.label for column in table.columns],
        "numeric": [column.is_numeric for column in table.columns],
        "rows": table.rows,
        "has_sum": has_sum,
    }


def printed_bars(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """Bars for the templates of PDF files; `part`: of the longest."""
    largest = max([bar.value for bar in bars] or [0]) or 1
    return [{"label": bar.label, "text": bar.text, "part": bar.value / largest} for bar in bars]
