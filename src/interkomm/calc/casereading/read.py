"""Which reader understands a file, and what it reads in it. The only door to all readers."""

from dataclasses import replace

from interkomm.calc.casereading import freetext, pagehtml, wikipage, wikitemplate
from interkomm.calc.casereading.decoding import MOST_BYTES, decode, problem_of
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import Finding, FindingKind, Problem, ReadCase, Reading
from interkomm.calc.casereading.structured import READERS as STRUCTURED

TEXT_READERS: tuple[Reader, ...] = (pagehtml.READER, wikitemplate.READER, wikipage.READER, freetext.READER)
READERS: tuple[Reader, ...] = (*STRUCTURED, *TEXT_READERS)
KINDS: tuple[str, ...] = tuple(reader.kind for reader in READERS)

CERTAIN = 0.9
_STRUCTURED_SIGNS = ('{"', "{\n", "{ ", "[", "<?xml", "<rdf")


def read_case_file(content: bytes, name: str, resolve: Resolve, kind: str = "") -> Reading:
    """Cases of a file as proposals. Never raises: what cannot be read comes back as a problem and no case.

    `name`: of the file, for its ending and as a last resort for names. `kind`: the reader to take, else the surest one.
    """
    if not content.strip():
        return Reading(problems=(Problem("empty"),))
    if len(content) > MOST_BYTES:
        return Reading(problems=(Problem("too_large", {"megabytes": MOST_BYTES // 1_000_000}),))
    decoded = decode(content)
    document = Document(content, name, decoded.text)
    reader = _chosen(document, kind)
    if reader in TEXT_READERS or reader is None:
        problem = problem_of(content, decoded)
        if problem is not None or reader is None:
            return Reading(problems=(problem or Problem("not_understood"),))
    try:
        reading = reader.read(document, resolve)
    except RecursionError:
        return Reading(kind=reader.kind, problems=(Problem("too_deep"),))
    if not reading.cases and not reading.problems:
        return Reading(kind=reader.kind, problems=(Problem("no_cases"),))
    return _with_removed(reading, decoded.removed) if reader in TEXT_READERS and decoded.removed else reading


def _chosen(document: Document, kind: str) -> Reader | None:
    if kind:
        return next((reader for reader in READERS if reader.kind == kind), None)
    sure, best = 0.0, None
    is_text = document.text is not None and not document.text.startswith(_STRUCTURED_SIGNS)
    for reader in (*TEXT_READERS, *STRUCTURED) if is_text else READERS:
        fits = reader.fits(document)
        if fits > sure:
            sure, best = fits, reader
        if sure >= CERTAIN:
            break
    return best


def _with_removed(reading: Reading, removed: int) -> Reading:
    """Invisible signs were in the text: they can hide words, so somebody should look."""
    finding = Finding(FindingKind.NOT_UNDERSTOOD, "text.invisible", {"number": removed})
    cases: tuple[ReadCase, ...] = tuple(replace(each, findings=(*each.findings, finding)) for each in reading.cases)
    return replace(reading, cases=cases)
