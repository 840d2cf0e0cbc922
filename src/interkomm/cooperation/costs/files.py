"""One page of a plan as PDF, and its tables as workbook."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import (
    ResultView,
    TableView,
    figures_table,
    items_table,
    result_view,
    rule_sentence,
)
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.foundation.documents.spreadsheets import Sheet, workbook
from interkomm.ui.text import localdate

PDF = "application/pdf"
TEMPLATE = Path(__file__).with_name("plan.typ")


def plan_pdf(plan: CostPlan, language: str) -> bytes:
    """One page, tagged: shares, chart, how they follow, costs."""
    return render_pdf(TEMPLATE, plan_values(plan), language="en" if language.startswith("en") else "de")


def plan_values(plan: CostPlan) -> dict[str, Any]:
    """What the template prints."""
    content, result = plan.read(), result_view(plan)
    return {
        "title": plan.title,
        "kicker": f"{plan.cooperation.name} · {state_sentence(plan)}",
        "purpose": plan.purpose,
        "shares": _table(result.table) if result else None,
        "method": result.method if result else "",
        "labels": {
            "method": _("Verfahren"), "how": _("So kommt das zustande"), "costs": _("Kosten und Förderung"),
            "leave": _("Wer hätte einen Grund zu gehen?"), "figures": _("Zahlen"), "chart": _("Anteile im Vergleich"),
            "none": _("Es ist noch kein Verfahren gewählt."),
        },
        "bars": _bars(result),
        "explanation": list(result.explanation) if result else [rule_sentence(rule) for rule in content.keys],
        "blocking": list(result.blocking) if result else [],
        "costs": _table(items_table(content)) if content.items else None,
        "figures": _table(figures_table(content)) if content.figures else None,
    }  # fmt: skip


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
        Sheet(name, [column.label for column in table.columns], _cells(table), ((0, 36),)) for name, table in tables
    ]
    return workbook([*sheets, Sheet(_("Hinweise"), [_("Hinweise")], [[note] for note in notes], ((0, 100),))])


def _cells(table: TableView) -> list[list[str | float]]:
    return [[cell_value(cell, at) for at, cell in enumerate(row)] for row in table.rows]


def cell_value(cell: str, at: int) -> str | float:
    """Amounts as numbers, so that a spreadsheet can add them up."""
    text = cell.removesuffix("€").strip().replace("−", "-")
    head, _mark, tail = text.rpartition("," if "," in text[-3:] else ".")
    digits = head.replace(".", "").replace(",", "").lstrip("-")
    if at == 0 or len(tail) != 2 or not (digits + tail).isdecimal():
        return cell
    return float(f"{'-' if text.startswith('-') else ''}{digits}.{tail}")


def _table(table: TableView) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "heads": [column.label for column in table.columns],
        "numeric": [column.is_numeric for column in table.columns],
        "rows": table.rows,
    }


def _bars(result: ResultView | None) -> list[dict[str, Any]]:
    if result is None:
        return []
    largest = max([bar.value for bar in result.bars] or [0]) or 1
    return [{"label": bar.label, "text": bar.text, "part": bar.value / largest} for bar in result.bars]
