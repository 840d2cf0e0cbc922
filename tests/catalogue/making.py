"""Cases for tests: a record with as much as a test needs, proposed by Alice, released by Rita."""

from typing import Any

from interkomm.calc.cases import CaseRecord, PartialDate, Source, items
from interkomm.catalogue.editing.services import Proposal, propose_case, release_revision
from interkomm.catalogue.models import Case, Revision
from tests.world import World

SOURCE = Source("s1", "Bekanntmachung der Stadt Ahrenau", "https://ahrenau.example/bekanntmachung", "2026-11-22")
EVIDENCE = (items.Evidence("s1", "Der Rat hat zugestimmt."),)


def record(name: str = "Bauhof Ahrenau–Birkstedt", **fields: Any) -> CaseRecord:
    """A record with summary, theme, two partners, legal form and founding; `fields`: items by field to replace them."""
    made = CaseRecord(name={"de": name}, sources=(SOURCE,))
    usual: dict[str, tuple[items.Item, ...]] = {
        "summary": (items.Text(words={"de": "Zwei Gemeinden betreiben einen Bauhof gemeinsam."}, evidence=EVIDENCE),),
        "themes": (items.Term(code="works", evidence=EVIDENCE),),
        "task_areas": (items.Term(code="works_yard"),),
        "status": (items.Term(code="active"),),
        "states": (items.Term(code="DE-SN"),),
        "partners": (
            items.Partner(name="Ahrenau", official_key="14730990", role="lead", evidence=EVIDENCE),
            items.Partner(name="Birkstedt", official_key="14730991"),
        ),
        "legal_form": (items.LegalPhase(code="purpose_agreement", since=PartialDate(2015)),),
        "events": (items.Event(kind="founded", date=PartialDate(2015, 4), evidence=EVIDENCE),),
    }
    for code, found in (usual | fields).items():
        made = made.with_items(code, *found)
    return made


def proposed(world: World, content: CaseRecord | None = None, **proposal: Any) -> Revision:
    """A proposal by Alice; a change of a case is based on what is public now, unless the test says otherwise."""
    if case := proposal.get("case"):
        case.refresh_from_db()
        proposal.setdefault("based_on", case.released)
    return propose_case(actor=world.alice, proposal=Proposal(record=content or record(), **proposal))


def released(world: World, content: CaseRecord | None = None, **proposal: Any) -> Case:
    """A case that everybody may read."""
    return release_revision(actor=world.rita, revision=proposed(world, content, **proposal))
