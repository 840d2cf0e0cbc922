"""Any text about a cooperation: partners, dated events, documents, people by role, websites, as far as it says so."""

import re
from collections import Counter

from interkomm.calc.casereading import circumstances, conceptpage
from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.members import find_partners
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.partners import Partners, add_area
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import FindingKind, Problem, ReadCase, Reading
from interkomm.calc.casereading.sections import Section, read_sections
from interkomm.calc.casereading.sentences import Span, sentences
from interkomm.calc.casereading.terms import legal_forms_in, themes_in
from interkomm.calc.cases.items import LegalPhase, Partner, Source, Term

KIND = "free_text"
MOST_TEXT = 150_000
COOPERATION = re.compile(
    r"zusammenarbeit|kooperation|kooperier|gemeinsam|interkommunal|partner|vereinbarung|willenserklärung|zusammengetan",
    re.IGNORECASE,
)  # fmt: skip
_IN_NAME = re.compile(
    r"kooperation|zusammenarbeit|verbund|verband|städtenetz|region\b|allianz|partnerschaft", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"https?://|www\.|@|^\d{5} |^(?:telefon|e-mail|skip to|zum inhalt|startseite|menü|suche)", re.IGNORECASE
)
_FORMS = frozenset(
    {
        "purpose_association", "purpose_agreement", "public_law_agreement", "public_law_contract", "declaration",
        "working_group", "egtc", "euroregion", "joint_institution", "planning_association",
    }
)  # fmt: skip
FIRST_LINES = 60
FEWEST_WORDS = 2
MOST_THEMES = 5


def fits(document: Document) -> float:
    """Any text may be one: the last resort."""
    return 0.1 if document.text else 0.0


def read(document: Document, resolve: Resolve) -> Reading:
    """One case, or a problem when the text says nothing of a cooperation."""
    return read_text(document.text or "", document.name, resolve)


def read_text(text: str, name: str, resolve: Resolve, title: str = "", source: Source | None = None) -> Reading:
    """`title`: of the page, where it is known apart from the text."""
    kept = text[:MOST_TEXT]
    view = kept.replace("**", "  ")
    if conceptpage.is_concept(view):
        return conceptpage.read_concept(kept, view, name, resolve, source)
    draft = Draft(kept, source or Source("s1", title or name), view)
    spans = sentences(view)
    stored = _partners(draft, resolve, spans)
    if not stored and len(COOPERATION.findall(view[:100_000])) < FEWEST_WORDS:
        return Reading((), "", (Problem("no_cooperation"),))
    if len(text) > MOST_TEXT:
        draft.find(FindingKind.TRUNCATED, "text.truncated", {"signs": MOST_TEXT})
    draft.name = name_of(view, title, resolve) or name
    if not stored:
        draft.find(FindingKind.PARTNER_UNKNOWN, "partners.none", {}, ("partners",))
    return Reading((_read(draft, spans, stored),), KIND)


def _read(draft: Draft, spans: list[Span], stored: list[Partner]) -> ReadCase:
    add_area(draft, circumstances.countries_in(draft.view))
    circumstances.read(draft, spans)
    start, end = prose(draft.view, spans)
    around = [Section("", 0, start), Section("", end, len(draft.view))]  # events may stand there, too
    read_sections(draft, [around[0], Section("description", start, end), around[1]], stored)
    add_themes(draft, spans)
    _legal_form(draft, spans)
    return draft.finished()


def _partners(draft: Draft, resolve: Resolve, spans: list[Span]) -> list[Partner]:
    partners = Partners(draft, resolve)
    pairs = find_partners(draft, partners, resolve, spans)
    stored = partners.store()
    circumstances.remember_pairs(draft, pairs)
    return stored


def prose(view: str, spans: list[Span]) -> Span:
    """From the first to the last real sentence; what stands around them is furniture of the page."""
    real = [span for span in spans if span[1] - span[0] >= 60 and view[span[1] - 1] in '.!?“”"']
    return (real[0][0], real[-1][1]) if real else (spans[0][0], spans[-1][1]) if spans else (0, 0)


def name_of(view: str, title: str, resolve: Resolve) -> str:
    """The heading that names the cooperation: it comes again in the text or says what it is; never only a town."""
    lines = [each for raw in view[:20_000].split("\n")[:FIRST_LINES] if (each := line(raw))]
    best, most = title, 0
    for each in dict.fromkeys(lines):
        if not 4 <= len(each) <= 100 or each[-1] in ".,;:" or _NO_NAME.search(each) or not any(map(str.isupper, each)):
            continue
        score = 2 * min(view.count(each), 6) + (4 if _IN_NAME.search(each) else 0) + (3 if each == title else 0)
        if score > most and resolve(each).certainty < 0.8:
            best, most = each, score
    return best


def add_themes(draft: Draft, spans: list[Span]) -> None:
    """From the fields of action, else from words in sentences about working together; the most frequent first."""
    tasks = [item for item in draft.items.get("task_areas", []) if isinstance(item, Term)]
    where = [(each.start, each.end) for task in tasks for each in task.evidence]
    where = where or [span for span in spans if COOPERATION.search(draft.view, *span)]
    first: dict[str, Span] = {}
    counted: Counter[str] = Counter()
    for start, end in where:
        for code, at, stop in themes_in(draft.view, start, end):
            counted[code] += 1
            first.setdefault(code, (at, stop))
    for code, _number in counted.most_common(MOST_THEMES):
        at, stop = _whole_word(draft.view, *first[code])
        draft.add("themes", Term(code=code, written=line(draft.view[at:stop]), evidence=draft.evidence((at, stop))))


def _whole_word(view: str, start: int, end: int) -> Span:
    while start > 0 and (view[start - 1].isalpha() or view[start - 1] == "-"):
        start -= 1
    while end < len(view) and view[end].isalpha():
        end += 1
    return start, end


def _legal_form(draft: Draft, spans: list[Span]) -> None:
    """Only where the text names a form of law, in a sentence about working together."""
    if draft.items.get("legal_form"):
        return
    for start, end in spans:
        for code, at, stop in legal_forms_in(draft.view, start, end):
            if code in _FORMS and COOPERATION.search(draft.view, start, end):
                at, stop = _whole_word(draft.view, at, stop)
                proof = draft.evidence((start, end))
                draft.add("legal_form", LegalPhase(code=code, written=line(draft.view[at:stop]), evidence=proof))
                return


READER = Reader(KIND, fits, read)
