"""The words of a case and what each of them weighs; the codes of its facets; the passages shown as excerpts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import translation

from interkomm.calc.cases import CaseRecord, in_language
from interkomm.calc.cases.items import Words
from interkomm.calc.retrieval.documents import SIGN
from interkomm.calc.retrieval.weighing import FieldText, impacts
from interkomm.calc.words import stem, words_of
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.vocabulary.terms import label

OF_CODE = 140  # the weight of a code; a name that says it ("NRW") is as good as a word in the summary
LONGEST_STEM, LONGEST_FORM = 80, 80
LONGEST_TEXT = 12_000
PARTNER_GROUPS = ((2, "2"), (5, "3-5"), (10, "6-10"))
DECADES = ((1990, "before-1990"), (2000, "1990s"), (2010, "2000s"), (2020, "2010s"))
LABELS = (  # field of the record, vocabulary, weight
    ("themes", "theme", 3.0),
    ("task_areas", "task", 4.0),
    ("legal_form", "legal_form", 3.0),
    ("status", "status", 2.0),
    ("sector", "sector", 1.5),
    ("extent", "extent", 1.5),
    ("agreements", "agreement", 1.0),
)
TEXTS = (  # field, weight, usual number of stems
    ("summary", 2.5, 25),
    ("description", 1.2, 90),
    ("current_state", 1.0, 50),
    ("lessons", 1.2, 40),
    ("obstacles", 1.2, 40),
    ("failures", 1.5, 40),
    ("exits", 1.2, 40),
)


@dataclass(frozen=True)
class Surroundings:
    """What the places layer knows of a partner: its district, and names of municipalities that became part of it."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, official_key: str) -> tuple[str, ...]:
        return self.names.get(official_key, ())


@dataclass
class Forms:
    """How the stems met in one run are written."""

    by_stem: dict[str, str] = field(default_factory=dict)

    def stems(self, text: str) -> list[str]:
        """The stems of a text, noted with the form in which they stand there."""
        found = []
        for match in words_of(text):
            if stemmed := stem(match.group())[:LONGEST_STEM]:
                found.append(stemmed)
                self.by_stem.setdefault(stemmed, match.group()[:LONGEST_FORM])
        return found


def weights_of(
    case: Case, record: CaseRecord, codes: Iterable[tuple[str, str]], around: Surroundings, forms: Forms
) -> dict[str, int]:
    """Weight by stem and by sign ("@theme:works"). `codes`: (vocabulary, code) of the case."""
    found = impacts(_fields(record, around, forms))
    signs = {*codes, *_derived_codes(case)}
    return found | {f"{SIGN}{facet}:{code}"[:LONGEST_STEM]: OF_CODE for facet, code in signs}


def _fields(record: CaseRecord, around: Surroundings, forms: Forms) -> Iterator[FieldText]:
    for name in record.name.values():
        yield FieldText(forms.stems(name), 9.0, 6)
    for other in record.other_names:
        yield FieldText(forms.stems(other), 6.0, 6)
    for code, weight, usual in TEXTS:
        for language in _languages(record, code):
            texts = [item.words.get(language, "") for item in record.items(code)]
            yield FieldText(forms.stems("\n".join(texts)), weight, usual)
    for code, vocabulary, weight in LABELS:
        for item in record.items(code):
            for text in _labels(vocabulary, item.code, getattr(item, "written", "")):
                yield FieldText(forms.stems(text), weight, 3)
    yield from _who(record, around, forms)
    yield from _how(record, forms)


def _languages(record: CaseRecord, code: str) -> list[str]:
    return sorted({language for item in record.items(code) for language in item.words})


@lru_cache(maxsize=2000)
def _labels(vocabulary: str, code: str, written: str) -> tuple[str, ...]:
    """The labels in both languages, once when they are the same."""
    found = []
    for language in ("de", "en"):
        with translation.override(language):
            found.append(label(vocabulary, code, written))
    return tuple(dict.fromkeys(found))


def _who(record: CaseRecord, around: Surroundings, forms: Forms) -> Iterator[FieldText]:
    partners = record.items("partners")
    names = [text for each in partners for text in dict.fromkeys((each.name, each.written_as)) if text]
    yield FieldText(forms.stems("\n".join(names)), 4.0, 16)
    keys = [
        key for each in partners for key in dict.fromkeys((each.official_key, each.official_key[:5], each.code)) if key
    ]
    yield FieldText(forms.stems(" ".join(keys)), 4.0, 24)
    nearby = dict.fromkeys(name for each in partners for name in around.of(each.official_key))
    yield FieldText(forms.stems("\n".join(nearby)), 1.2, 12)
    districts = [each.written or each.code for each in record.items("districts")]
    yield FieldText(forms.stems("\n".join(districts)), 2.0, 6)
    units = [unit for each in partners for unit in each.units]
    contacts = [f"{each.role} {each.organisation}" for each in record.items("contacts")]
    places = [place.label for place in record.items("position")]
    yield FieldText(forms.stems("\n".join((*units, *contacts, *places))), 0.8, 20)


def _how(record: CaseRecord, forms: Forms) -> Iterator[FieldText]:
    titles = [text for each in record.items("agreements") for text in each.title.values()]
    titles += [text for each in record.items("parts") for text in (each.name,)]
    yield FieldText(forms.stems("\n".join(titles)), 1.5, 16)
    effects = [text for each in record.items("effects") for text in (*each.quantity.values(), *each.method.values())]
    yield FieldText(forms.stems("\n".join(effects)), 1.2, 30)
    amounts = [text for code in ("costs", "staffing") for each in record.items(code) for text in each.label.values()]
    awards = [text for each in record.items("awards") for text in (*each.name.values(), each.awarded_by)]
    yield FieldText(forms.stems("\n".join((*amounts, *awards))), 1.0, 30)
    events = record.items("events")
    yield FieldText(forms.stems("\n".join(text for each in events for text in each.title.values())), 1.0, 60)
    years = [str(each.date.year) for each in events if each.date]
    yield FieldText(forms.stems(" ".join(years)), 1.0, 6)
    links = [each.title for code in ("websites", "documents") for each in record.items(code)]
    yield FieldText(forms.stems("\n".join(links)), 0.5, 20)


def _derived_codes(case: Case) -> Iterator[tuple[str, str]]:
    if case.partner_count:
        yield "partners", next((code for most, code in PARTNER_GROUPS if case.partner_count <= most), "11+")
    if case.start_year:
        yield "start", next((code for before, code in DECADES if case.start_year < before), "2020s")
    if case.has_effects:
        yield "effects", "yes"
    if case.has_failed:
        yield "failed", "yes"


def passages(record: CaseRecord) -> str:
    """What may be shown as an excerpt, one passage a line: the texts, then titles of events and effects, then partners."""
    words: list[Words] = [item.words for code, _, _ in TEXTS for item in record.items(code)]
    words += [each.title for each in record.items("events")]
    words += [each.title for each in record.items("agreements")]
    words += [each.quantity for each in record.items("effects")]
    words += [each.name for each in record.items("awards")]
    lines = [" ".join(in_language(each, "de").split()) for each in words]
    return "\n".join([*filter(None, lines), _names(record.other_names), _names(_partners(record))])[:LONGEST_TEXT]


def _partners(record: CaseRecord) -> list[str]:
    return [each.name for each in record.items("partners")]


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)
