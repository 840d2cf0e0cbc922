"""What the other towns, the authority and the gazette do in the journey of an agreement."""

from datetime import date

from interkomm.accounts.models import User
from interkomm.cooperation.models import Instrument, Party, Wording
from interkomm.cooperation.recording.entries import PublicationEntry, ResolutionEntry, SignatureEntry, SupervisionEntry
from interkomm.cooperation.recording.services import (
    record_publication,
    record_resolution,
    record_signature,
    record_supervision,
)
from interkomm.organisations.models import Membership

RESOLVED, SIGNED, APPROVED, PRINTED = date(2018, 6, 10), date(2018, 6, 15), date(2018, 6, 25), date(2018, 7, 5)


def everybody_agrees(title: str) -> None:
    """All seven resolve on the newest wording and sign; approval on 25 June, gazette on 5 July 2018."""
    made = Instrument.objects.get(title=title)
    Wording.objects.filter(instrument=made, number=2).update(dated_on=date(2018, 6, 2))
    latest = made.wordings.get(number=2)
    manager = User.objects.get(email="management@demo.example")
    for party in made.parties.all():
        person = _person(party) or manager
        entry = ResolutionEntry(on=RESOLVED, result="adopted", wording=latest)
        record_resolution(actor=person, party=party, entry=entry, key=f"journey-r{party.pk}")
        signed = SignatureEntry(on=SIGNED, signatory="Kim Muster", is_authorised=True, wording=latest)
        record_signature(actor=person, party=party, entry=signed, key=f"journey-s{party.pk}")
    for kind, on in (("application", SIGNED), ("approval", APPROVED)):
        act = SupervisionEntry(on=on, kind=kind, authority="Landesverwaltungsamt")
        record_supervision(actor=manager, instrument=made, entry=act, key=f"journey-{kind}")
    printed = PublicationEntry(on=PRINTED, organ="Amtsblatt", includes_approval=True)
    record_publication(actor=manager, instrument=made, entry=printed, key="journey-publication")


def _person(party: Party) -> User | None:
    """Somebody who records for the town."""
    roles = Membership.objects.filter(organisation=party.organisation_id, role__in=("manager", "editor", "clerk"))
    first = roles.select_related("user").first()
    return first.user if first else None
