"""Find dated events in sentences: each date belongs to the nearest word that names something that happens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interkomm.calc.casereading.dates import UNTIL, FoundDate, find_dates
from interkomm.calc.cases import PartialDate

_TRIGGERS = (
    ("contract_signed", r"unter(?:zeichn|schr[ie]{1,2}b)\w{0,8}|vertrags(?:ab)?schluss\w{0,3}"),
    ("effective", r"in kraft\b|inkrafttreten|rechtskräftig"),
    ("accession", r"beigetreten|beitritt\w{0,2}|beitraten|trat(?:en)? \w{0,30} ?bei\b|aufgenommen"),
    ("withdrawal", r"ausgetreten|austritt\w{0,2}|verließ(?:en)?"),
    ("approved", r"genehmigt\w{0,2}|genehmigung"),
    ("published", r"bekannt ?gemacht|bekanntmachung|veröffentlicht\w{0,2}"),
    ("resolution", r"besch(?:loss|lüsse|luss|ließ)\w{0,5}|zugestimmt"),
    ("founded", r"gegründet\w{0,2}|gründung|gründeten|ins leben gerufen"),
    ("survey", r"bürgerbefragung\w{0,2}|einwohnerbefragung|befragung\w{0,2}|umfrage\w?"),
    ("evaluation", r"evaluiert|evaluation|evaluierung"),
    ("award", r"ausgezeichnet|auszeichnung|preisträger"),
    ("dissolved", r"aufgelöst|auflösung"),
    ("failed", r"gescheitert|scheiterten?|scheitern"),
    ("amended", r"fortgeschrieben|fortschreibung|geändert"),
    (
        "meeting",
        r"arbeitstreffen|arbeitsbesuch\w{0,2}|auftaktveranstaltung|konferenz|workshop|regionalforum|\btreffen\b",
    ),
    ("project_end", r"\bendete?n?\b|abgeschlossen|beendet|projektende|laufzeitende|ausgelaufen"),
    (
        "project_start",
        r"begann(?:en)?|begonnen|\bbeginnt\b|startete\w?|gestartet|projektstart|projektbeginn|\bbeginn\b",
    ),
    ("other", r"willenserklärung|absichtserklärung|gemeinsame erklärung"),
)
_TRIGGER = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _TRIGGERS), re.IGNORECASE)
_PROJECT = re.compile(r"projekt|vorhaben|laufzeit|bearbeitung|förder|programm", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:soll(?:en|te|ten)?|geplant|vorgesehen|beabsichtigt|beabsichtigen|möchten?|wollen|voraussichtlich)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:nicht|kein(?:e[mnrs]?)?|nie|ohne)\b[^.]{0,40}$", re.IGNORECASE)
_SURVEY = re.compile(r"befragung|umfrage", re.IGNORECASE)
_DONE = re.compile(r"\b(?:durchgeführt|fand(?:en)?|stattgefunden)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?P<office>(?:Ober|Amts|Verbands)?[Bb]ürgermeister(?:in)?|Landrätin|Landrat|Stadtpräsident(?:in)?)[ \n]"
    r"(?P<name>(?:Dr\. ?|Prof\. ?)?[A-ZÄÖÜ][\w-]{1,30}[ \n][A-ZÄÖÜ][\w-]{1,30})"
)
MOST_TRIGGERS = 60
MOST_DATES_IN_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in a sentence at `start`:`end`; `word` is where the deciding word stands. `date` None: not dated."""

    kind: str
    date: PartialDate | None
    start: int
    end: int
    word: tuple[int, int]
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with an office, as named in the text."""

    office: str
    name: str


def happenings_in(text: str, start: int, end: int, dates: Sequence[FoundDate] | None = None) -> list[Happening]:
    """The events of one sentence, in the order of their dates in the text."""
    dates = find_dates(text, start, end) if dates is None else dates
    if not dates:
        return _undated(text, start, end) if _SURVEY.search(text, start, end) else []
    words = _words(text, start, end)
    planned = _PLANNED.search(text, start, end) is not None
    found: dict[tuple[str, PartialDate], Happening] = {}
    work = _PROJECT.search(text, start, end) if not words else None
    for date in dates[:MOST_DATES_IN_SENTENCE]:
        word = _nearest(date, words)
        if word is None and work is not None and date.bound == UNTIL:
            word = ("project_end", *work.span())
        if word is not None:
            happening = Happening(_kind(word[0], text, start, end), date.date, start, end, word[1:], planned)
            found.setdefault((happening.kind, date.date), happening)
    return list(found.values())


def actors_in(text: str, start: int, end: int) -> list[Actor]:
    """People with an office that the sentence names ("Oberbürgermeisterin Barbara Rinke")."""
    return [Actor(each["office"], " ".join(each["name"].split())) for each in _PERSON.finditer(text, start, end)]


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for match in _TRIGGER.finditer(text, start, end):
        if not _NEGATED.search(text[max(start, match.start() - 60) : match.start()]) or match.lastgroup == "failed":
            found.append((match.lastgroup or "", match.start(), match.end()))
        if len(found) >= MOST_TRIGGERS:
            break
    strong = [word for word in found if word[0] != "other"]
    return strong or found


def _nearest(date: FoundDate, words: Sequence[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    return min(words, key=lambda word: max(word[1] - date.end, date.start - word[2]), default=None)


def _undated(text: str, start: int, end: int) -> list[Happening]:
    """A survey that took place counts also without a date."""
    surveys = [word for word in _words(text, start, end) if word[0] == "survey"]
    if not surveys or not _DONE.search(text, start, end):
        return []
    return [Happening("survey", None, start, end, surveys[0][1:])]


def _kind(kind: str, text: str, start: int, end: int) -> str:
    """What begins or ends is a project when the sentence says so, else the cooperation."""
    if kind in ("project_start", "project_end") and not _PROJECT.search(text, start, end):
        return kind.removeprefix("project_")
    return kind
