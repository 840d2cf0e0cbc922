"""An agreement of the three towns, with one resolution, an approval, evidence and an annex."""

from datetime import UTC, date, datetime

from interkomm.cooperation.instruments.digest import digest_of
from interkomm.cooperation.models import (
    Annex,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.foundation.files import content
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.topics.services import bump
from tests.world import World

DAY = date(2026, 11, 22)
TEXT = """# Präambel

Die Gemeinden wollen ihren *Bauhof* **gemeinsam** betreiben.

# § 1 Gegenstand

1. Die Beteiligten unterhalten einen gemeinsamen Bauhof.
2. Er erledigt
   - den Winterdienst,
   - die Pflege der Grünflächen.

## Kosten

| Partei | Anteil |
| --- | --- |
| Ahrenau | 50 % |
| Birkstedt | 30 % |
| Cronfeld | 20 % |

# § 2 Inkrafttreten

Die Vereinbarung tritt am Tag nach der Bekanntmachung in Kraft.
"""


def stored(name: str, body: bytes, media_type: str = "application/pdf") -> StoredFile:
    return StoredFile.objects.create(
        sha256=content.keep(body), size=len(body), media_type=media_type, name=name, access="cooperation.instrument"
    )


def agreement(
    world: World, text: str = TEXT, *, is_public: bool = False, title: str = "Gemeinsamer Bauhof"
) -> Instrument:
    """Resolved by Ahrenau only; approved; evidence and annex are files."""
    instrument = Instrument.objects.create(
        cooperation=world.cooperation, kind="mandating", title=title, slug="gemeinsamer-bauhof", is_public=is_public,
        task_kind="voluntary", rule_set="", created_at=datetime(2026, 5, 1, tzinfo=UTC),
        subject="Ein Bauhof für drei Gemeinden spart Wege und Geräte.",
    )  # fmt: skip
    annex = stored("Lageplan.pdf", b"%PDF-1.4 Lageplan")
    wording = Wording.objects.create(
        instrument=instrument, number=1, text=text, digest=digest_of(text, [annex.sha256]), dated_on=date(2026, 5, 3)
    )
    Annex.objects.create(wording=wording, title="Lageplan", file=annex)
    parties = [
        Party.objects.create(
            instrument=instrument, organisation=town, name=town.name, state="DE-SN", body="Stadtrat", position=place,
            signatures_needed=2, needs_seal=True, owner="Hauptamt",
        )
        for place, town in enumerate((world.ahrenau, world.birkstedt, world.cronfeld))
    ]  # fmt: skip
    Resolution.objects.create(
        party=parties[0], wording=wording, body="Stadtrat", result="adopted", on=date(2026, 6, 10), votes_yes=12,
        votes_no=3, votes_abstained=1, evidence="Niederschrift", is_public_session=True, agenda_item="7",
        evidence_file=stored("../../etc/Niederschrift <b>.pdf", b"%PDF-1.4 Niederschrift"),
    )  # fmt: skip
    Signature.objects.create(
        party=parties[0], wording=wording, signatory="Anna Beispiel", function="Bürgermeisterin", on=date(2026, 7, 1)
    )
    SupervisionAct.objects.create(
        instrument=instrument, kind="approval", authority="Landratsamt", reference="15-1/26", on=date(2026, 8, 1),
        wording=wording,
    )  # fmt: skip
    Publication.objects.create(instrument=instrument, organ="Amtsblatt", on=date(2026, 8, 15), wording=wording)
    bump(instrument.topic)
    return instrument
