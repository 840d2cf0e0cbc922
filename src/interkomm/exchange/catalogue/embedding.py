"""The small card of a case for other sites, and the lines of HTML that put it there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from interkomm.calc.cases import in_language
from interkomm.catalogue.models import Case
from interkomm.catalogue.vocabulary.terms import label
from interkomm.exchange.catalogue.content import PublicCase
from interkomm.foundation.documents.licence import LICENCE_NAME, LICENCE_URL
from interkomm.ui import slots

SHOWN_PARTNERS = 6


@dataclass(frozen=True)
class Card:
    """What the small page shows."""

    name: str
    text: str
    url: str
    facts: tuple[tuple[str, str], ...]
    partners: tuple[str, ...]
    more_partners: int
    licence: str
    licence_url: str
    changed_on: str


def card(case: PublicCase, language: str) -> Card:
    """The card in the language of the reader."""
    record = case.record
    partners = tuple(partner.name for partner in record.items("partners"))
    themes = [label("theme", item.code, item.written) for item in record.items("themes")]
    forms = [label("legal_form", item.code, item.written) for item in record.items("legal_form")]
    return Card(
        name=record.title(language),
        text=next((in_language(item.words, language) for item in record.items("summary")), ""),
        url=case.url,
        facts=tuple((", ".join(found), kind) for found, kind in ((themes, "themes"), (forms, "legal_form")) if found),
        partners=partners[:SHOWN_PARTNERS],
        more_partners=max(0, len(partners) - SHOWN_PARTNERS),
        licence=LICENCE_NAME,
        licence_url=LICENCE_URL,
        changed_on=case.changed_at.date().isoformat(),
    )


def offer(request: HttpRequest, case: Case) -> Markup:
    """The box "Daten und Einbetten" on the page of a case."""
    if not case.is_public:
        return Markup("")
    address = request.build_absolute_uri(reverse("exchange:case_embed", args=[case.slug]))
    return slots.render_part("exchange/catalogue/_offer.html", {"case": case, "address": address}, request)
