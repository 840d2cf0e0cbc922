"""Which papers there are, and how each is made."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.papers import contents
from interkomm.cooperation.papers.complete_file import DOCX, PDF, complete_file
from interkomm.cooperation.papers.paper import Paper
from interkomm.cooperation.papers.source import Source
from interkomm.cooperation.papers.word import as_docx

ZIP = "application/zip"
COMPLETE = "akte.zip"
LARGE = 120_000  # characters of a wording from which its papers are made in the background (about 40 pages)
PUBLIC_PAPERS = frozenset({"vereinbarung.pdf", "vereinbarung.docx"})
_COUNCIL = re.compile(r"vorlage-(\d{1,12})")


@dataclass(frozen=True)
class Offer:
    """One paper on the page. `stem`: its name without ending; `endings`: in which forms it comes."""

    stem: str
    title: str
    text: str
    endings: tuple[str, ...] = ("pdf", "docx")

    @property
    def names(self) -> list[tuple[str, str]]:
        """Name and form, for links."""
        return [(f"{self.stem}.{each}", each.upper()) for each in self.endings]


def offers(instrument: Instrument) -> list[Offer]:
    """What can be made from the wording of an instrument."""
    found = [
        Offer("vereinbarung", _("Wortlaut"), _("mit Beteiligten, Anlagen und Unterschriftenseite")),
        Offer("unterschriften", _("Unterschriftenseite"), _("Parteien, Funktionen, Platz für Siegel")),
        Offer("bekanntmachung", _("Text der Bekanntmachung"), _("mit der Genehmigung, für das Amtsblatt")),
    ]
    for party in instrument.parties.all():
        title = _("Beschlussvorlage %(party)s") % {"party": party.name}
        found.append(Offer(f"vorlage-{party.pk}", title, party.body))
    return found


def media_type_of(name: str) -> str:
    """By the ending of a name that `can_make` knows."""
    return {"zip": ZIP, "docx": DOCX}.get(name.rsplit(".", 1)[-1], PDF)


def can_make(name: str, instrument: Instrument) -> bool:
    """Whether there is a paper of this name."""
    known = {each for offer in offers(instrument) for each, _form in offer.names}
    return name in known | {COMPLETE}


def is_large(name: str, source: Source) -> bool:
    """Whether making it takes so long that it is done in the background."""
    return name == COMPLETE or len(source.wording.text) > LARGE


def make(name: str, source: Source, told: Callable[[int, int], None] = lambda done, total: None) -> bytes:
    """The bytes of a paper that `can_make` knows. German, whoever asks."""
    if name == COMPLETE:
        return complete_file(source, told)
    with override("de"):
        stem, ending = name.rsplit(".", 1)
        paper = _paper(stem, source)
        return as_docx(paper) if ending == "docx" else paper.as_pdf()


def _paper(stem: str, source: Source) -> Paper:
    makers = {
        "vereinbarung": contents.agreement,
        "unterschriften": contents.signature_page,
        "bekanntmachung": contents.publication,
    }
    if stem in makers:
        return makers[stem](source)
    found = _COUNCIL.fullmatch(stem)
    wanted = int(found[1]) if found else 0
    return contents.council_paper(source, next(party for party in source.parties if party.pk == wanted))


def file_name(name: str, source: Source) -> str:
    """What the file is called for the reader: from letters, digits and hyphens only."""
    stem, ending = name.rsplit(".", 1)
    found = _COUNCIL.fullmatch(stem)
    if found:
        town = next((party.name for party in source.parties if party.pk == int(found[1])), "")
        stem = f"vorlage-{slugify(town)}"
    return f"{slugify(source.instrument.title)[:60] or 'dokument'}-fassung-{source.wording.number}-{stem}.{ending}"
