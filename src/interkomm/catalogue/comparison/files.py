"""The comparison as PDF and as workbook, with sources and licence."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.calc.cases import State
from interkomm.catalogue.cases.sources import SourceRow
from interkomm.catalogue.comparison.table import Cell, Comparison, Line
from interkomm.catalogue.vocabulary.field_names import STATE_NAMES
from interkomm.foundation.documents.licence import LICENCE_NAME, LICENCE_URL
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.foundation.documents.spreadsheets import Sheet, workbook
from interkomm.ui.text import localdate

TEMPLATE = Path(__file__).with_name("side_by_side.typ")
SMALL, WIDE, WIDEST = 16, 40, 70


def as_pdf(found: Comparison, address: str, language: str) -> bytes:
    """A4 across, tagged. `address`: of the page, in full."""
    values = {
        "title": title_of(found),
        "heads": [{"letter": head.letter, "name": head.name} for head in found.heads],
        "field": _("Angabe"),
        "groups": [{"name": group.name, "lines": [_printed(each) for each in group.lines]} for group in found.groups],
        "unknown": unknown_sentence(found),
        "sources_title": _("Quellen"),
        "sources": [
            {
                "letter": head.letter,
                "name": head.name,
                "lines": [source_line(head.letter, each) for each in head.sources],
            }
            for head in found.heads
        ],
        "only_here": _("nur hier"),
        "legend": legend(),
        "licence": licence_sentence(address),
    }
    return render_pdf(TEMPLATE, values, language=language)


def _printed(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "verdict": line.verdict_name,
        "cells": [
            {
                "gap": gap_words(cell),
                "lines": [
                    {"text": _noted(each.text, each.refs), "only": each.is_only_here} for each in cell.statements
                ],
                "more": more_words(cell),
            }
            for cell in line.cells
        ],
    }


def as_xlsx(found: Comparison, address: str) -> bytes:
    """Three sheets: the comparison, the sources, how to read it. Texts never become formulas."""
    columns = [_("Bereich"), _("Angabe"), _("Vergleich"), *(f"{head.letter}: {head.name}" for head in found.heads)]
    rows = [
        [group.name, line.name, line.verdict_name, *(cell_text(cell) for cell in line.cells)]
        for group in found.groups
        for line in group.lines
    ]
    sources = [
        [head.letter, head.name, f"{head.letter}{each.label}", each.title, each.publisher, each.url,
         each.retrieved_on.striptags(), each.licence]
        for head in found.heads
        for each in head.sources
    ]  # fmt: skip
    notes = [
        [title_of(found)],
        *([text] for text in (*legend(), unknown_sentence(found), licence_sentence(address)) if text),
    ]
    head = [
        _("Fall"),
        _("Name"),
        _("Nummer"),
        _("Quelle"),
        _("Herausgabe"),
        _("Adresse"),
        _("abgerufen am"),
        _("Lizenz"),
    ]
    widths = ((0, SMALL), (1, 24), (2, SMALL), *((at, WIDE) for at in range(3, len(columns))))
    return workbook(
        (
            Sheet(_("Vergleich"), columns, rows, widths),
            Sheet(_("Quellen"), head, sources, ((1, WIDE), (3, WIDE), (5, WIDE))),
            Sheet(_("Hinweise"), [_("Hinweise")], notes, ((0, WIDEST),)),
        )
    )


def title_of(found: Comparison) -> str:
    """What the document is called."""
    return _("Vergleich von %(count)s Fällen interkommunaler Zusammenarbeit") % {"count": len(found.heads)}


def cell_text(cell: Cell) -> str:
    """A cell as lines of text."""
    lines = [
        _noted(each.text, each.refs) + (f" – {_('nur hier')}" if each.is_only_here else "") for each in cell.statements
    ]
    return "\n".join(filter(None, [*lines, more_words(cell), gap_words(cell)]))


def _noted(text: str, refs: tuple[str, ...]) -> str:
    return f"{text} [{', '.join(refs)}]" if refs else text


def gap_words(cell: Cell) -> str:
    """What stands in a cell without statements; "" for the others."""
    return "" if cell.state == State.KNOWN else str(STATE_NAMES[cell.state.value])


def more_words(cell: Cell) -> str:
    """How many lines were left out."""
    return _("und %(count)s weitere") % {"count": cell.more} if cell.more else ""


def unknown_sentence(found: Comparison) -> str:
    """The fields of which no case says anything."""
    names = ", ".join(found.unknown_everywhere)
    return _("Bei keinem der Fälle bekannt: %(names)s.") % {"names": names} if names else ""


def source_line(letter: str, source: SourceRow) -> str:
    """One source as text."""
    retrieved = _("abgerufen am %(day)s") % {"day": source.retrieved_on.striptags()} if source.retrieved_on else ""
    parts = (source.publisher, source.url, retrieved, source.licence)
    return f"{letter}{source.label}: " + ", ".join(part for part in (source.title, *parts) if part)


def legend() -> tuple[str, ...]:
    """How the marks are read."""
    return (
        _("„nur hier“: Diese Angabe hat keiner der anderen verglichenen Fälle."),
        _("„nicht bekannt“ heißt nicht, dass es das nicht gibt: Der Katalog weiß es nicht."),
    )


def licence_sentence(address: str) -> str:
    """Licence, address and day, for every copy."""
    return _("Katalog interkommunaler Zusammenarbeit, %(address)s, Stand %(day)s, Lizenz %(licence)s (%(url)s).") % {
        "address": address,
        "day": localdate(timezone.localdate()),
        "licence": LICENCE_NAME,
        "url": LICENCE_URL,
    }
