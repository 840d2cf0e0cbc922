"""Taking structured files apart and making cases of them, with the meaning of the columns proposed or chosen."""

from collections.abc import Callable, Mapping, Sequence

from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.reader import Document
from interkomm.calc.casereading.result import Problem, ReadCase, Reading
from interkomm.calc.casereading.structured import ask_json, columns, delimited, packed, rdf_xml, workbooks
from interkomm.calc.casereading.structured.building import Origin, build
from interkomm.calc.casereading.structured.keep import join_partners
from interkomm.calc.casereading.structured.raw import Sheet, Tables, Unreadable

BINARY = frozenset({"table_xlsx", "table_ods", "table_zip"})
LEAST_MEANT = 2  # so many columns must mean something before a table is taken for one of cases
Meanings = Mapping[str, Sequence[str]]  # name of the sheet → target of each column


def take_apart(document: Document, kind: str) -> Tables:
    """The sheets of a file of this kind. Raises Unreadable."""
    if kind in BINARY:
        read_sheets = packed.read_packed if kind == "table_zip" else workbooks.read_workbook
        sheets = read_sheets(document.content)
        joined = join_partners(sheets)
        return Tables("keep", (joined,)) if joined else Tables(kind, tuple(sheets))
    if document.text is None:
        raise Unreadable("binary")
    read: dict[str, Callable[[str, str], Sheet]] = {
        "smw_json": ask_json.read_ask,
        "smw_rdf": rdf_xml.read_rdf,
        "table_csv": delimited.read_delimited,
        "smw_csv": delimited.read_delimited,
    }
    sheet = read[kind](document.text, "")
    return Tables(kind, (sheet,))


def proposed_targets(tables: Tables) -> dict[str, tuple[str, ...]]:
    """What the columns of each sheet are taken for."""
    return {sheet.name: columns.propose(sheet.columns, named=is_named(sheet)) for sheet in tables.sheets}


def is_named(sheet: Sheet) -> bool:
    """Whether the rows bring their names with them (pages of a wiki)."""
    return any(row.name for row in sheet.rows[:20])


def read_cases(tables: Tables, targets: Meanings, origin: Origin, resolve: Resolve) -> Reading:
    """The cases of all sheets with these targets. Sheets without a column for the name are left out and named."""
    cases: list[ReadCase] = []
    problems = list(tables.problems)
    for sheet in tables.sheets:
        chosen = tuple(targets.get(sheet.name, ()))[: len(sheet.columns)]
        if not is_named(sheet) and "name" not in chosen:
            problems.append(Problem("no_name_column", {"sheet": sheet.name}))
            continue
        nameless = 0
        for row in sheet.rows:
            found = build(sheet, row, chosen, origin, resolve)
            if found is None:
                nameless += 1
            else:
                cases.append(found)
        if nameless:
            problems.append(Problem("rows_without_name", {"rows": nameless, "sheet": sheet.name}))
    if not cases and not problems:
        problems.append(Problem("empty"))
    return Reading(tuple(cases), tables.kind, tuple(problems))


def read_structured(document: Document, kind: str, resolve: Resolve) -> Reading:
    """Read with the proposed meaning of the columns. Never raises; what cannot be read gives a problem."""
    try:
        tables = take_apart(document, kind)
        targets = proposed_targets(tables)
        if sum(1 for each in targets.values() for target in each if target) < LEAST_MEANT:
            return Reading((), kind, (Problem("no_known_columns", {"columns": _headers(tables)}),))
        origin = Origin(document.name or "Datei")
        return read_cases(tables, targets, origin, resolve)
    except Unreadable as error:
        return Reading((), kind, (error.problem,))
    except (RecursionError, MemoryError, OverflowError):
        return Reading((), kind, (Problem("damaged"),))


def _headers(tables: Tables) -> tuple[str, ...]:
    return tuple(column[:60] for sheet in tables.sheets for column in sheet.columns[:8])[:8]
