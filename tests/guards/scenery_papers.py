"""Papers that were asked for, and items read from a council information system."""

from datetime import date

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation, Instrument, Party, PreparedPaper
from interkomm.exchange.models import CouncilImport, ImportedItem

Place = dict[str, str | int]
DAY = date(2010, 5, 12)


def furnish_papers(cooperation: Cooperation, party_key: int, author: User, secret: str) -> Place:
    """Values for addresses. `party_key`: a party of the side's instrument."""
    party = Party.objects.select_related("instrument").get(pk=party_key)
    PreparedPaper.objects.create(instrument=party.instrument, name="akte.zip", on=DAY, wording_number=1, state="failed")
    made = CouncilImport.objects.create(cooperation=cooperation, source=secret, state="ready", asked_by=author)
    first, second = (read_item(made, party, f"{secret} {number}") for number in (1, 2))
    return {
        "paper_name": "vereinbarung.pdf",
        "word_name": "vereinbarung.docx",
        "council_paper_name": f"vorlage-{party.pk}.pdf",
        "complete_file": "akte.zip",
        "no_paper": "geheim.pdf",
        "council_import": made.pk,
        "imported_item": first.pk,
        "second_item": second.pk,
        "council": "stadtrat",
        "session": "stadtrat-2010-05-12-day",
        **{f"kind_{kind}": kind for kind in ("meeting", "organization", "agendaitem", "consultation", "paper", "file")},
    }


def read_item(made: CouncilImport, party: Party, title: str) -> ImportedItem:
    """An item that seems to belong to a party."""
    return ImportedItem.objects.create(
        council_import=made, address="https://ris.example/1", title=title, town=party.name, body="Stadtrat", on=DAY,
        number="7", result_text="ohne", resolution_text=title, outcome="unclear", phrase="ohne", party=party, likeness=90,
        conditions=["vorbehaltlich"],
    )  # fmt: skip


def grow_papers(cooperation: Cooperation, number: int) -> None:
    """A reading more, and an item more in the one on the stage."""
    CouncilImport.objects.create(cooperation=cooperation, source=f"Rat {number}", state="ready")
    shown = CouncilImport.objects.filter(cooperation=cooperation).earliest("pk")
    instrument = Instrument.objects.filter(cooperation=cooperation, is_public=True).earliest("pk")
    read_item(shown, instrument.parties.earliest("pk"), f"Beschluss {number}")
