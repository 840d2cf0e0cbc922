"""What Semantic MediaWiki gives at Special:ExportRDF: OWL in RDF/XML with the vocabulary swivt.

Real exports begin with a document type that declares short names for addresses as entities, so refusing all entities
would refuse every real file. Allowed are only plain texts of bounded length that name no other entity, and their
repetitions are counted before the parser sees the file. Nothing outside is ever fetched.

In addresses a "-" with two hexadecimal digits stands for a byte ("Property-3AName"), "_" for a space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from interkomm.calc.casereading.structured.raw import LONGEST_CELL, Row, Sheet, Unreadable, Value, cell, require_size
from interkomm.calc.casereading.structured.streams import utf8_stream

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RDFS = "{http://www.w3.org/2000/01/rdf-schema#}"
SWIVT = "{http://semantic-mediawiki.org/swivt/1.0#}"
MOST_DEPTH = 30
MOST_ENTITIES = 60
LONGEST_ENTITY = 500
MOST_EXPANDED = 60 * 1024 * 1024
MOST_VALUES = 500
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(?P<inner>.*?)\]\s*)?>", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z][\w.-]*)\s+(?:'([^'<&%]*)'|\"([^\"<&%]*)\")\s*>")
_BYTE = re.compile(r"-([0-9A-F]{2})")
_FRAME = re.compile(r"rdf-syntax-ns#|rdf-schema#|/owl#|swivt/")  # vocabularies that say nothing of the case itself


@dataclass
class _Subject:
    address: str
    label: str = ""
    page: str = ""
    namespace: str = ""
    values: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)  # property → (text or address, is address)


def looks_like_rdf(text: str) -> bool:
    return "<rdf:RDF" in text[:6000] and ("swivt" in text[:6000] or "rdf-syntax-ns" in text[:6000])


def read_rdf(text: str, name: str = "") -> Sheet:
    """The sheet of an export, one row a subject with own properties. Raises Unreadable(damaged, bomb, empty, …)."""
    _check_entities(text)
    subjects = list(_subjects(text))
    labels = {subject.address: subject.label for subject in subjects if subject.label}
    columns: dict[str, int] = {}
    rows: list[Row] = []
    for subject in subjects:
        if not subject.values or "#" in subject.address or subject.namespace not in ("", "0"):
            continue
        cells: dict[int, tuple[Value, ...]] = {}
        for label, values in subject.values.items():
            at = columns.setdefault(label, len(columns))
            wiki = f"{subject.address.rpartition('/')[0]}/"
            cells[at] = tuple(_value(each, labels, wiki) for each in values[:MOST_VALUES])
        require_size(len(rows) + 1, len(columns))
        title = subject.label or title_of(subject.address)
        rows.append(Row(len(rows) + 1, cells, cell(title), _web(subject.page)))
    if not rows:
        raise Unreadable("empty")
    return Sheet(name, tuple(columns), tuple(rows))


def title_of(address: str) -> str:
    """The title that an encoded address stands for: "…/St-C3-A4dteregion_Ruhr" → "Städteregion Ruhr"."""
    end = address.rstrip("/").rpartition("/")[2].rpartition("#")[2]
    decoded = unquote_to_bytes(_BYTE.sub(r"%\1", end)).decode("utf-8", "replace")
    return cell(decoded.replace("_", " "))


def _check_entities(text: str) -> None:
    found = _DOCTYPE.search(text[:50_000])
    if found is None:
        if "<!ENTITY" in text or "<!DOCTYPE" in text:
            raise Unreadable("damaged")
        return
    inner = found["inner"] or ""
    declared = [(each[1], each[2] or each[3] or "") for each in _ENTITY.finditer(inner)]
    left = re.sub(r"<!--.*?-->", "", _ENTITY.sub("", inner), flags=re.DOTALL).strip()
    outside = found[0].partition("[")[0]
    if left or "SYSTEM" in outside or "PUBLIC" in outside or "<!ENTITY" in text[found.end() :]:
        raise Unreadable("entities")
    if len(declared) > MOST_ENTITIES or any(len(value) > LONGEST_ENTITY for _, value in declared):
        raise Unreadable("entities")
    if sum(text.count(f"&{name};") * len(value) for name, value in declared) > MOST_EXPANDED:
        raise Unreadable("bomb", limit_mb=MOST_EXPANDED // 2**20)


def _subjects(text: str) -> Iterator[_Subject]:
    """Each child of the root, let go when it is read."""
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(
            utf8_stream(text), events=("start", "end"), forbid_dtd=False, forbid_entities=False, forbid_external=True
        ):
            depth += 1 if event == "start" else -1
            if depth > MOST_DEPTH:
                raise Unreadable("damaged")
            if event == "start" and root is None:
                root = element
                if element.tag != f"{RDF}RDF":
                    raise Unreadable("not_rdf")
            if event == "end" and depth == 1:
                if (subject := _subject(element)) is not None:
                    yield subject
                if root is not None:
                    root.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable("damaged") from error


def _subject(element: Element) -> _Subject | None:
    address = element.get(f"{RDF}about") or ""
    if not address or "/owl#" in element.tag or element.tag.endswith("}Ontology"):
        return None
    found = _Subject(address)
    for child in element:
        _take(found, child)
    return found


def _take(found: _Subject, child: Element) -> None:
    namespace, _, local = child.tag[1:].partition("}") if child.tag.startswith("{") else ("", "", child.tag)
    resource = child.get(f"{RDF}resource") or next((each.get(f"{RDF}about") or "" for each in child), "")
    text = (child.text or "")[:LONGEST_CELL].strip()
    if child.tag == f"{RDFS}label":
        found.label = cell(text)
    elif child.tag == f"{SWIVT}page":
        found.page = resource
    elif child.tag == f"{SWIVT}wikiNamespace":
        found.namespace = text
    elif not _FRAME.search(namespace) and not local.endswith("-23aux") and (resource or text):
        label = title_of(f"/{local}")[:200]
        found.values.setdefault(label, []).append((resource or text, bool(resource)))


def _value(each: tuple[str, bool], labels: dict[str, str], wiki: str) -> Value:
    """Pages of the same wiki by their title, other addresses as they are."""
    text, is_address = each
    if not is_address:
        return Value(cell(text))
    if text in labels or text.startswith(wiki):
        return Value(labels.get(text) or title_of(text))
    return Value(cell(text), url=_web(text))


def _web(address: str) -> str:
    return address[:2000] if address.lower().startswith(("http://", "https://")) else ""
