"""Instruments for one side: a public one with two wordings and entries of every kind, and one that nobody outside knows."""

from datetime import date
from typing import Any

from interkomm.cooperation.instruments.digest import digest_of
from interkomm.cooperation.models import (
    Annex,
    Assignment,
    Cooperation,
    Instrument,
    Party,
    Preparation,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.foundation.models import StoredFile
from interkomm.organisations.models import Organisation

Place = dict[str, str | int]
MAY = date(2010, 5, 12)


def furnish_instruments(cooperation: Cooperation, towns: list[Organisation], secret: str) -> Place:
    """Values for addresses."""
    shown = instrument(cooperation, towns, f"Bauhof {cooperation.slug}", is_public=True)
    hidden = instrument(cooperation, towns, secret, is_public=False)
    own, second = (shown.parties.get(organisation=town) for town in towns[:2])
    resolution = own.resolutions.get()
    return {
        "instrument": shown.pk,
        "public_instrument": shown.slug,
        "hidden_instrument": hidden.slug,
        "own_party": own.pk,
        "second_party": second.pk,
        "resolution": resolution.pk,
        "supervision": shown.supervision_acts.get().pk,
        "annex": Annex.objects.get(wording__instrument=shown).pk,
        "resolution_kind": "beschluss",
        "preparation_kind": "budget",
        "supervision_kind": "aufsicht",
        "first_condition": 0,
        "first_wording": 1,
        "second_wording": 2,
    }


def instrument(cooperation: Cooperation, towns: list[Organisation], title: str, *, is_public: bool) -> Instrument:
    """With one of everything."""
    slug = f"{cooperation.slug}-{Instrument.objects.count()}"
    made = Instrument.objects.create(
        cooperation=cooperation, kind="delegating", title=title, slug=slug, task_kind="voluntary", subject=title,
        rule_set="DE-HE/kgg-26-notice", ends_on=date(2030, 12, 31), notice_months=12, notice_to="year", is_public=is_public,
    )  # fmt: skip
    for number, text in ((1, f"{title}: alt"), (2, f"{title}: neu")):
        Wording.objects.create(
            instrument=made, number=number, text=text, digest=digest_of(text), note=title, dated_on=date(2010, 1, number),
            clauses={"parties": "§ 1"},
        )  # fmt: skip
    latest = made.wordings.get(number=2)
    file = StoredFile.objects.create(
        sha256="0" * 64,
        size=12,
        media_type="text/plain",
        name="plan.txt",
        access="cooperation.instrument",
        access_key=str(made.pk),
    )
    Annex.objects.create(wording=latest, title="Plan", file=file)
    for place, town in enumerate(towns):
        _party(made, town, place, latest)
    entry: dict[str, Any] = {"instrument": made, "on": MAY, "evidence": "Schreiben"}
    SupervisionAct.objects.create(kind="notice", authority="Landkreis", **entry)
    Publication.objects.create(organ="Amtsblatt", **entry)
    Assignment.objects.create(instrument=made, act="application", owner="Hauptamt", due_on=MAY)
    return made


def _party(made: Instrument, town: Organisation, place: int, latest: Wording) -> None:
    party = Party.objects.create(
        instrument=made,
        organisation=town,
        name=town.name,
        state="DE-HE",
        body="Stadtrat",
        owner="Hauptamt",
        position=place,
    )
    Resolution.objects.create(
        party=party, wording=latest, on=MAY, result="adopted", body="Stadtrat", votes_yes=12, votes_no=1,
        evidence="Niederschrift", evidence_url="https://example.org/niederschrift",
        conditions=[{"text": "Zustimmung", "fulfilled_on": "", "evidence": ""}],
    )  # fmt: skip
    Signature.objects.create(party=party, wording=latest, on=MAY, signatory="Kim", function="Bürgermeisteramt")
    Preparation.objects.create(party=party, kind="budget", outcome="done", on=MAY, evidence="Haushaltsplan")
    Assignment.objects.create(instrument=made, act="condition", party=party, owner="Hauptamt")


def grow_instruments(cooperation: Cooperation, towns: list[Organisation], number: int) -> None:
    """An instrument more, public or not; and more in the one on the stage."""
    instrument(cooperation, towns, f"Vereinbarung {number}", is_public=bool(number % 2))
    shown = Instrument.objects.filter(cooperation=cooperation, is_public=True).earliest("pk")
    SupervisionAct.objects.create(instrument=shown, kind="hearing", authority=f"Amt {number}", on=MAY)
    Publication.objects.create(instrument=shown, organ=f"Blatt {number}", on=MAY)
    party = Party.objects.create(instrument=shown, name=f"Ort {number}", position=10 + number)
    Resolution.objects.create(party=party, wording=shown.wordings.get(number=2), on=MAY, result="adopted")
    latest = shown.wordings.order_by("-number")[0]
    Annex.objects.create(
        wording=shown.wordings.get(number=2), title=f"Anlage {number}", file=Annex.objects.earliest("pk").file
    )
    Wording.objects.create(instrument=shown, number=latest.number + 1, text="x", digest=f"{number:064}", dated_on=MAY)
    successor = instrument(cooperation, towns, f"Nachfolgerin {number}", is_public=True)
    Instrument.objects.filter(pk=successor.pk).update(amends=shown)
