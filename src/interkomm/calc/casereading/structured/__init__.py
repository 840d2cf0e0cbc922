"""Readers of structured files: tables, exports of semantic wikis, RDF.

All of them first take a file apart into sheets of rows (`raw`), then a meaning is proposed for each column (`columns`),
and only then cases are built (`building`). Whoever imports may change the meaning of a column in between.
"""

from functools import partial

from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import Reading
from interkomm.calc.casereading.structured.columns import target_of
from interkomm.calc.casereading.structured.delimited import looks_delimited, separator_of
from interkomm.calc.casereading.structured.packed import is_packed
from interkomm.calc.casereading.structured.rdf_xml import looks_like_rdf
from interkomm.calc.casereading.structured.reading import read_structured
from interkomm.calc.casereading.structured.workbooks import is_workbook

STRUCTURED = ("smw_json", "smw_rdf", "smw_csv", "table_csv", "table_xlsx", "table_ods", "table_zip")


def fits(kind: str, document: Document) -> float:
    """How sure the document is of this kind; looks at its beginning only."""
    if kind in ("table_xlsx", "table_ods"):
        return 1.0 if document.text is None and is_workbook(document.content) == kind else 0.0
    if kind == "table_zip":
        return 1.0 if is_packed(document.content) else 0.0
    text = document.text or ""
    if kind == "smw_json":
        return _json(text)
    if kind == "smw_rdf":
        return 0.95 if looks_like_rdf(text) else 0.0
    return _delimited(kind, text, document.name)


def _json(text: str) -> float:
    head = text[:20_000]
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return 0.0
    return 0.97 if '"printouts"' in head or '"printrequests"' in head or '"results"' in head else 0.3


def _delimited(kind: str, text: str, name: str) -> float:
    found = looks_delimited(text)
    is_named_so = name.lower().endswith((".csv", ".tsv"))
    if not found and not is_named_so:
        return 0.0
    separator = separator_of(text)[0]
    headers = [each.strip(' "') for each in text.lstrip("\ufeff").partition("\n")[0].split(separator)]
    known = sum(1 for header in headers if target_of(header))
    if (kind == "smw_csv") != (headers[0] == "" and len(headers) > 1):
        return 0.0
    if is_named_so:
        return 0.9
    return found + 0.1 * min(known, 3) if known else found / 2


def _reader(kind: str) -> Reader:
    def read(document: Document, resolve: Resolve) -> Reading:
        return read_structured(document, kind, resolve)

    return Reader(kind, partial(fits, kind), read)


READERS: tuple[Reader, ...] = tuple(_reader(kind) for kind in STRUCTURED)
