"""What was read from a council information system, for its pages."""

from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from interkomm.exchange.oparl.reading import read_dump
from interkomm.exchange.oparl.services import finish_import, start_import
from tests.exchange.oparl.making import agenda_item, as_bytes, dump, meeting

RESULTS = (
    "Mehrheitlich beschlossen mit 14 Ja-Stimmen, 2 Nein-Stimmen, vorbehaltlich der Zustimmung des Kreistags",
    "siehe Niederschrift",
)


def stage_council_import(cooperation: Cooperation, manager: User, title: str) -> dict[str, Any]:
    """One clear and one unclear result about the agreement with this title, and an item about something else."""
    items = [agenda_item(str(number), f"Beschluss: {title}", result) for number, result in enumerate(RESULTS, start=7)]
    session = meeting("5", "2018-05-12T18:00:00+02:00", *items, agenda_item("9", "Einwohnerfragestunde"))
    found = read_dump(as_bytes(dump(session, town="Stadt Oschatz", ags="14730230")))
    begun = start_import(actor=manager, cooperation=cooperation, source="ratsinformationen.json")
    made = finish_import(actor=manager, council_import=begun, items=found)
    clear, unclear = made.items.order_by("number")
    return {"council_import": made.pk, "council_item": clear.pk, "council_unclear": unclear.pk}
