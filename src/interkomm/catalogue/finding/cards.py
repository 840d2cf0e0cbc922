"""Cases in lists: what a card shows, in the language of the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from interkomm.calc.retrieval.marking import Segment
from interkomm.catalogue.cases.page import STATUS_KINDS
from interkomm.catalogue.cases.translated import SOURCE_LANGUAGE, Translated, translations
from interkomm.catalogue.finding.engine import Row
from interkomm.catalogue.vocabulary.terms import label
from interkomm.ui.addresses import address

MAX_STATES = 3
LONGEST_TEXT = 260
ANY = "any-case"  # stands for the slug in an address that is worked out once for all cards


@dataclass(frozen=True, slots=True)
class Card:
    """`name`, `text`: pieces, marked where they are what was searched. `facts`: short phrases of one line.

    `badge`: (kind, text) where the status is worth a sign, else None; `completeness`: per cent. `language`: of the text.
    """

    slug: str
    url: str
    plain_name: str
    name: tuple[Segment, ...]
    text: tuple[Segment, ...]
    place: str
    facts: tuple[str, ...]
    themes: tuple[str, ...]
    badge: tuple[str, str] | None
    completeness: int
    language: str = SOURCE_LANGUAGE


def cards(rows: Sequence[Row]) -> tuple[Card, ...]:
    """No query in German, one in other languages."""
    known = translations([row.pk for row in rows])
    return tuple(_card(row, known.get(row.pk)) for row in rows)


def _card(row: Row, translated: Translated | None) -> Card:
    """In the reader's language as far as there is a text; what was searched is marked where it stands, in German."""
    name = row.highlight.name or ((row.name, False),)
    text = row.highlight.text or ((shortened(row.summary), False),)
    plain_name, language = row.name, SOURCE_LANGUAGE
    if translated is not None and translated.name and not _is_marked(name):
        plain_name, name = translated.name, ((translated.name, False),)
    if translated is not None and translated.summary and not _is_marked(text):
        text, language = ((shortened(translated.summary), False),), (get_language() or SOURCE_LANGUAGE)[:2]
    return Card(
        slug=row.slug,
        url=address("catalogue:case", ANY).replace(ANY, row.slug),
        plain_name=plain_name,
        name=name,
        text=text,
        place=_place(row.states),
        facts=tuple(_facts(row)),
        themes=tuple(label("theme", code) for code in row.themes),
        badge=_badge(row.status),
        completeness=row.completeness,
        language=language,
    )


def _is_marked(segments: tuple[Segment, ...]) -> bool:
    return any(is_found for _text, is_found in segments)


def _badge(status: str) -> tuple[str, str] | None:
    """Nothing for cases that go on: that is the usual."""
    return None if status in ("active", "") else (STATUS_KINDS.get(status, "neutral"), label("status", status))


def _place(states: tuple[str, ...]) -> str:
    names = [label("state", code) for code in states[:MAX_STATES]]
    if len(states) > MAX_STATES:
        names.append(_("%(count)d weitere") % {"count": len(states) - MAX_STATES})
    return ", ".join(names)


def _facts(row: Row) -> Iterable[str]:
    if row.start_year:
        yield _("seit %(year)d") % {"year": row.start_year} if row.status in ("active", "") else str(row.start_year)
    if row.legal_form:
        yield label("legal_form", row.legal_form)
    if row.partner_count:
        yield ngettext("%(count)d Partner", "%(count)d Partner", row.partner_count) % {"count": row.partner_count}


def shortened(text: str, length: int = LONGEST_TEXT) -> str:
    """At most `length` letters, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
