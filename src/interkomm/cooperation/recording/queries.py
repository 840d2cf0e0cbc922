"""Entries of an instrument: those that count, and all that ever were."""

from collections.abc import Sequence

from interkomm.cooperation.instruments.models import (
    Fact,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
)


def current(instrument: Instrument, kind: str, party: Party | None) -> Sequence[Fact]:
    """Entries that count, of one kind ("beschluss", "unterschrift", "aufsicht", "bekanntmachung") and one party. One query."""
    if kind == "beschluss":
        return list(Resolution.objects.current().filter(party=party).select_related("party", "recorded_by"))
    if kind == "unterschrift":
        return list(Signature.objects.current().filter(party=party).select_related("party", "recorded_by"))
    if kind == "aufsicht":
        return list(SupervisionAct.objects.current().filter(instrument=instrument).select_related("recorded_by"))
    return list(Publication.objects.current().filter(instrument=instrument).select_related("recorded_by"))


def history(instrument: Instrument, kind: str) -> Sequence[Fact]:
    """All entries of one kind, replaced and withdrawn ones too. One query."""
    if kind == "beschluss":
        found = Resolution.objects.filter(party__instrument=instrument)
        return list(found.select_related("party__instrument", "recorded_by", "replaced_by", "evidence_file"))
    if kind == "unterschrift":
        signed = Signature.objects.filter(party__instrument=instrument)
        return list(signed.select_related("party__instrument", "recorded_by", "replaced_by", "evidence_file"))
    if kind == "aufsicht":
        acts = SupervisionAct.objects.filter(instrument=instrument)
        return list(acts.select_related("instrument", "recorded_by", "replaced_by", "evidence_file"))
    published = Publication.objects.filter(instrument=instrument)
    return list(published.select_related("instrument", "recorded_by", "replaced_by", "evidence_file"))
