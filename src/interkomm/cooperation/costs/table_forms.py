"""Forms for costs of all coalitions of few partners, and for pasted or uploaded tables with their preview."""

import csv
import io
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line
from interkomm.cooperation.costs.fields import DAY, AmountField
from interkomm.cooperation.costs.presentation import items_table, percent
from interkomm.cooperation.costs.table_reading import MOST_BYTES, read_costs, read_figures, read_items
from interkomm.cooperation.sharing.content import Content, GameInput, Item
from interkomm.cooperation.sharing.sentences import COST_KIND_NAMES, members_text
from interkomm.ui.text import money, typed_number

SHOWN = 40
LONG, PACKED = 100_000, "interkomm-zlib:"  # characters; how a packed table begins


class TableForm(forms.Form):
    """One amount for every coalition."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalitions = _coalitions(content)
        for place, members in enumerate(self.coalitions):
            self.fields[f"gruppe-{place}"] = AmountField(label=members_text(members, content.names), required=False)

    @classmethod
    def initial_of(cls, content: Content, edition: int) -> dict[str, Any]:
        """What is stored, as values of the fields."""
        costs = {frozenset(key.split(",")): cents for key, cents in content.game.costs.items()}
        found: dict[str, Any] = {"edition": edition}
        for place, members in enumerate(_coalitions(content)):
            found[f"gruppe-{place}"] = costs.get(frozenset(members))
        return found

    def game(self) -> GameInput:
        costs = {}
        for place, members in enumerate(self.coalitions):
            cents = self.cleaned_data[f"gruppe-{place}"]
            if cents is not None:
                costs[",".join(members)] = cents
        return GameInput("table", costs=costs)


class PasteForm(forms.Form):
    """A pasted table or a file; for figures also their key date and source."""

    on = forms.DateField(label=_("Stichtag"), widget=DAY)
    source = forms.CharField(label=_("Quelle"), max_length=200)
    text = forms.CharField(
        label=_("Eingefügte Tabelle"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Zwei Spalten je Zeile: Name und Wert. Gruppen mit Plus: „Ahrenau + Birkstedt“."),
    )
    file = forms.FileField(label=_("oder Datei (CSV, XLSX, JSON)"), required=False, allow_empty_file=True)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs_source: bool, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_source:
            del self.fields["on"], self.fields["source"]
        if hint:
            self.fields["text"].help_text = hint

    def clean_source(self) -> str:
        return visible_line(self.cleaned_data["source"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("text", "") and not values.get("file"):
            self.add_error("text", gettext("Bitte fügen Sie eine Tabelle ein oder wählen Sie eine Datei."))
        return values

    def content(self) -> tuple[str, bytes]:
        """Text and bytes of the file; the text counts when there are both."""
        file = self.cleaned_data.get("file")
        return unpacked(self.cleaned_data["text"].strip()), file.read() if file else b""


@dataclass(frozen=True)
class Preview:
    """What was understood. `rows`: name and value in words; `kept`: the same as a table to send again."""

    rows: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    missing: tuple[str, ...]
    kept: str
    values: dict[str, str]
    costs: dict[str, int]
    items: tuple[Item, ...] = ()


def items_preview(content: Content, form: PasteForm) -> Preview:
    """Costs and grants of a table. Raises UnreadableTable."""
    found = read_items(*form.content())
    table = items_table(replace(content, items=found.items))
    rows = tuple((" · ".join(row[:3]), row[3]) for row in table.rows)
    kept = io.StringIO()
    csv.writer(kept, delimiter="\t", lineterminator="\n").writerows(
        (item.title, item.kind or COST_KIND_NAMES[""], item.year, _amount(item)) for item in found.items
    )
    return Preview(rows, found.problems, (), kept.getvalue(), {}, {}, found.items)


def _amount(item: Item) -> str:
    """As somebody would type it; a grant with a minus."""
    return ("-" if item.is_funding else "") + typed_number(f"{Decimal(item.cents) / 100:.2f}")


def figures_preview(content: Content, form: PasteForm) -> Preview:
    """Figures of a table. Raises UnreadableTable."""
    found = read_figures(content, *form.content())
    missing = tuple(partner.name for partner in content.partners if partner.key not in found.values)
    rows = tuple((content.names[key], percent(value)) for key, value in found.values.items())
    kept = "\n".join(f"{key}\t{typed_number(value)}" for key, value in found.values.items())
    return Preview(rows, found.problems, missing, kept, dict(found.values), {})


def costs_preview(content: Content, form: PasteForm) -> Preview:
    """Costs of coalitions of a table; the missing ones are named. Raises UnreadableTable."""
    found = read_costs(content, *form.content())
    everything = _coalitions(content) if len(content.partners) <= 16 else []
    missing = [members for members in everything if ",".join(members) not in found.costs]
    rows = tuple(
        (members_text(key.split(","), content.names), money(cents, content.unit))
        for key, cents in list(found.costs.items())[:SHOWN]
    )
    kept = "\n".join(f"{key.replace(',', '+')}\t{cents // 100},{cents % 100:02}" for key, cents in found.costs.items())
    names = tuple(members_text(members, content.names) for members in missing[:SHOWN])
    return Preview(rows, found.problems, names, packed(kept), {}, dict(found.costs))


def packed(table: str) -> str:
    """A long table as it travels in the form of the preview: with 16 partners it would be larger than a form may be."""
    if len(table) < LONG:
        return table
    return PACKED + b64encode(zlib.compress(table.encode(), 6)).decode()


def unpacked(text: str) -> str:
    """The table again; what is no packed one stays as it is."""
    if not text.startswith(PACKED):
        return text
    try:
        return zlib.decompressobj().decompress(b64decode(text.removeprefix(PACKED), validate=True), MOST_BYTES).decode()
    except (ValueError, zlib.error):
        return text


def _coalitions(content: Content) -> list[tuple[str, ...]]:
    """All coalitions in the order of the partners, the small ones first."""
    keys = content.partner_keys
    masks = sorted(range(1, 1 << len(keys)), key=lambda mask: (mask.bit_count(), mask))
    return [tuple(key for place, key in enumerate(keys) if mask >> place & 1) for mask in masks]
