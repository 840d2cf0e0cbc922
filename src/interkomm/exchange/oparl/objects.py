"""Published instruments as objects of OParl 1.1: towns, councils, sessions, agenda items, papers. No persons.

Every address is that of the German site. A session is known by its day only: `start` is midnight in Berlin, and the name
says that the time is not known. Resolutions without a day, or of which there is no evidence, are no sessions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from interkomm.cooperation.models import Instrument, Party, Resolution, Wording
from interkomm.cooperation.papers.contents import RESULTS, votes_of
from interkomm.cooperation.papers.source import grouped
from interkomm.organisations.models import Organisation
from interkomm.ui.text import BERLIN, localdate

VERSION = "https://schema.oparl.org/1.1/"
OPARL_VERSION = "https://schema.oparl.org/1.1/"
LISTS = ("organization", "person", "meeting", "paper", "agendaitem", "consultation", "file")
NO_SESSION = frozenset({Resolution.Result.NO_EVIDENCE.value})
Object = dict[str, Any]


@dataclass
class Address:
    """Makes addresses. `base`: scheme and host of the request, without slash at the end."""

    base: str
    _root: str = field(default="", init=False)

    def __post_init__(self) -> None:
        with override("de"):
            self._root = f"{self.base}{reverse('exchange:oparl_system')}"

    def system(self) -> str:
        return self._root

    def of(self, *parts: object) -> str:
        return self._root + "/".join(str(part) for part in parts)

    def page(self, name: str, *arguments: object) -> str:
        """A page of the German site."""
        with override("de"):
            return f"{self.base}{reverse(name, args=arguments)}"


def towns() -> QuerySet[Organisation]:
    """Those that are party to a published instrument."""
    keys = Party.objects.filter(instrument__in=Instrument.objects.published()).values("organisation")
    return Organisation.objects.filter(pk__in=keys).select_related("area").order_by("pk")


def parties_of(town: str) -> list[Party]:
    """Parties of a town with published instruments, wordings and resolutions. Four queries."""
    found = Party.objects.filter(organisation__slug=town, instrument__in=Instrument.objects.published())
    return list(
        found.select_related("organisation", "instrument__cooperation")
        .prefetch_related(
            Prefetch("instrument__wordings", Wording.objects.defer("text").order_by("number")),
            Prefetch("resolutions", Resolution.objects.current().select_related("wording").order_by("on", "pk")),
        )
        .order_by("pk")
    )


def system(at: Address) -> Object:
    """The entry point."""
    return {
        "id": at.system(),
        "type": f"{VERSION}System",
        "oparlVersion": OPARL_VERSION,
        "name": "Interkomm",
        "body": at.of("body"),
        "website": at.page("portal:home"),
    }


def body(town: Organisation, at: Address) -> Object:
    """A town; its lists are pages."""
    own = at.of("body", town.slug)
    lists = {"organization": "organization", "person": "person", "meeting": "meeting", "paper": "paper",
             "agendaItem": "agendaitem", "consultation": "consultation", "file": "file"}  # fmt: skip
    found: Object = {
        "id": own,
        "type": f"{VERSION}Body",
        "system": at.system(),
        "name": town.name,
        "shortName": town.label,
        "legislativeTerm": [],
        "created": stamp(town.created_at),
        "modified": stamp(town.created_at),
        "web": at.page("organisations:detail", town.slug),
        **{name: f"{own}/{kind}" for name, kind in lists.items()},
    }
    if town.website:
        found["website"] = town.website
    if town.area and town.area.official_key:
        found["ags"] = town.area.official_key
    return found


def everything(parties: Iterable[Party], at: Address) -> dict[str, list[Object]]:
    """All objects of one town by kind."""
    found: dict[str, list[Object]] = {kind: [] for kind in LISTS}
    meetings: dict[str, list[Resolution]] = {}
    for party in parties:
        rows = [each for each in party.resolutions.all() if each.on and each.result not in NO_SESSION]
        found["paper"].append(_paper(party, rows, at))
        if not any(each["id"] == _file(party, at)["id"] for each in found["file"]):
            found["file"].append(_file(party, at))
        for row in rows:
            row.party = party
            found["consultation"].append(_consultation(row, at))
            meetings.setdefault(_meeting_address(row, at), []).append(row)
        for name in {_body_name(row) for row in rows} or {party.body or "Rat"}:
            council = _organization(party, name, at)
            if not any(each["id"] == council["id"] for each in found["organization"]):
                found["organization"].append(council)
    for rows in meetings.values():
        meeting = _meeting(rows, at)
        found["meeting"].append(meeting)
        found["agendaitem"] += meeting["agendaItem"]
    return found


def stamp(moment: datetime) -> str:
    """A moment as OParl writes it."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def _town(party: Party) -> str:
    return party.organisation.slug if party.organisation else ""


def _body_name(row: Resolution) -> str:
    return row.body or row.party.body or "Rat"


def _organization(party: Party, name: str, at: Address) -> Object:
    town = _town(party)
    return {
        "id": at.of("organization", town, slugify(name) or "rat"),
        "type": f"{VERSION}Organization",
        "body": at.of("body", town),
        "name": name,
        "organizationType": "Gremium",
        "created": stamp(party.instrument.created_at),
        "modified": stamp(party.instrument.created_at),
    }


def _council_address(row: Resolution, at: Address) -> str:
    return at.of("organization", _town(row.party), slugify(_body_name(row)) or "rat")


def _meeting_address(row: Resolution, at: Address) -> str:
    return at.of("meeting", _town(row.party), f"{slugify(_body_name(row)) or 'rat'}-{row.on}-{row.precision}")


def _meeting(rows: list[Resolution], at: Address) -> Object:
    first = rows[0]
    items = [_agenda_item(row, place, at) for place, row in enumerate(rows, start=1)]
    found: Object = {
        "id": _meeting_address(first, at),
        "type": f"{VERSION}Meeting",
        "name": f"{_body_name(first)}, {localdate(first.on)} (Uhrzeit nicht bekannt)",
        "organization": [_council_address(first, at)],
        "agendaItem": items,
        "created": min(each["created"] for each in items),
        "modified": max(each["modified"] for each in items),
    }
    if first.on and first.precision == "day":
        found["start"] = datetime.combine(first.on, time(), BERLIN).isoformat()
    return found


def _agenda_item(row: Resolution, order: int, at: Address) -> Object:
    instrument = row.party.instrument
    found: Object = {
        "id": at.of("agendaitem", row.pk),
        "type": f"{VERSION}AgendaItem",
        "meeting": _meeting_address(row, at),
        "order": order,
        "name": instrument.title,
        "consultation": at.of("consultation", row.pk),
        "result": _result(row),
        **_times(row),
    }
    if row.agenda_item:
        found["number"] = row.agenda_item
    if row.is_public_session is not None:
        found["public"] = row.is_public_session
    if row.wording and row.result in {Resolution.Result.ADOPTED, Resolution.Result.ADOPTED_WITH_CHANGES}:
        digest = grouped(row.wording.digest)
        found["resolutionText"] = f"„{instrument.title}“, Fassung {row.wording.number}, Prüfsumme (SHA-256) {digest}"
    return found


def _result(row: Resolution) -> str:
    said = RESULTS[Resolution.Result(row.result)]
    votes = votes_of(row)
    return f"{said} ({votes})" if votes else said


def _consultation(row: Resolution, at: Address) -> Object:
    return {
        "id": at.of("consultation", row.pk),
        "type": f"{VERSION}Consultation",
        "paper": at.of("paper", row.party_id),
        "agendaItem": at.of("agendaitem", row.pk),
        "meeting": _meeting_address(row, at),
        "organization": [_council_address(row, at)],
        "authoritative": True,
        "role": "Beschlussfassung",
        **_times(row),
    }


def _paper(party: Party, rows: list[Resolution], at: Address) -> Object:
    instrument = party.instrument
    wordings = list(instrument.wordings.all())
    moments = [instrument.created_at, *(each.created_at for each in wordings), *(each.recorded_at for each in rows)]
    found: Object = {
        "id": at.of("paper", party.pk),
        "type": f"{VERSION}Paper",
        "body": at.of("body", _town(party)),
        "name": instrument.title,
        "paperType": str(instrument.get_kind_display()),
        "mainFile": _file(party, at),
        "consultation": [],
        "created": stamp(instrument.created_at),
        "modified": stamp(max(moments)),
        "web": at.page("portal:region", instrument.cooperation.slug),
    }
    for row in rows:
        row.party = party
        found["consultation"].append(_consultation(row, at))
    if wordings:
        found["reference"] = f"Fassung {wordings[-1].number} · {grouped(wordings[-1].digest[:16])}"
        found["date"] = wordings[-1].made_on.isoformat()
    return found


def _file(party: Party, at: Address) -> Object:
    instrument = party.instrument
    name = "vereinbarung.pdf"
    address = at.page("cooperation:public_paper", instrument.cooperation.slug, instrument.slug, name)
    moments = [each.created_at for each in instrument.wordings.all()] or [instrument.created_at]
    return {
        "id": at.of("file", instrument.pk),
        "type": f"{VERSION}File",
        "name": instrument.title,
        "fileName": name,
        "mimeType": "application/pdf",
        "accessUrl": address,
        "downloadUrl": address,
        "paper": [at.of("paper", party.pk)],
        "created": stamp(min(moments)),
        "modified": stamp(max(moments)),
    }


def _times(row: Resolution) -> Object:
    return {"created": stamp(row.recorded_at), "modified": stamp(row.recorded_at)}
