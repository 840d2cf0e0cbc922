"""Cases in lists: what a card shows, in the language of the reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.retrieval.marking import Segment
from interkomm.catalogue.cases.page import STATUS_KINDS
from interkomm.catalogue.finding.engine import Row
from interkomm.catalogue.vocabulary.terms import label
from interkomm.ui.addresses import address

MAX_STATES = 3
LONGEST_TEXT = 260
ANY = "any-case"  # stands for the slug in an address that is worked out once for all cards


@dataclass(frozen=True, slots=True)
class Card:
    """`name`, `text`: pieces, marked where they are what was searched. `facts`: short phrases of one line.

    `badge`: (kind, text) where the status is worth a sign, else None; `completeness`: per cent.
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


def cards(rows: Iterable[Row]) -> tuple[Card, ...]:
    """No query."""
    return tuple(_card(row) for row in rows)


def _card(row: Row) -> Card:
    return Card(
        slug=row.slug,
        url=address("catalogue:case", ANY).replace(ANY, row.slug),
        plain_name=row.name,
        name=row.highlight.name or ((row.name, False),),
        text=row.highlight.text or ((shortened(row.summary), False),),
        place=_place(row.states),
        facts=tuple(_facts(row)),
        themes=tuple(label("theme", code) for code in row.themes),
        badge=_badge(row.status),
        completeness=row.completeness,
    )


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
