"""Names and summaries of public cases in the reader's language, for lists: their columns hold the German ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from interkomm.calc.cases.reading import LANGUAGES
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases.models import Revision

SOURCE_LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Translated:
    """Empty where the record has no such text in the language."""

    name: str
    summary: str


def translations(case_ids: Collection[int]) -> Mapping[int, Translated]:
    """By id of the case. One query; none for German, whose texts are in the columns."""
    language = (get_language() or SOURCE_LANGUAGE)[:2]
    if language == SOURCE_LANGUAGE or language not in LANGUAGES or not case_ids:
        return {}
    rows = Revision.objects.filter(case__in=case_ids, state=Revision.State.RELEASED).order_by()
    paths = (f"content__name__{language}", f"content__fields__summary__items__0__words__{language}")
    return {
        case: Translated(visible_line(name or ""), visible_lines(summary or ""))
        for case, name, summary in rows.values_list("case_id", *paths)
    }
