"""A small council information system, as servers of different makers say things."""

import json
from typing import Any

HOST = "https://ris.example"
TYPE = "https://schema.oparl.org/1.1/"


def of(kind: str, key: str, **values: Any) -> dict[str, Any]:
    return {"id": f"{HOST}/{kind.lower()}/{key}", "type": f"{TYPE}{kind}", **values}


def agenda_item(key: str, name: str, result: str = "", **values: Any) -> dict[str, Any]:
    found = of("AgendaItem", key, name=name, number=f"Ö {key}", public=True, **values)
    return found | ({"result": result} if result else {})


def meeting(key: str, start: str, *items: dict[str, Any], council: str = "rat") -> dict[str, Any]:
    return of("Meeting", key, name="Sitzung", start=start, organization=[f"{HOST}/organization/{council}"],
              agendaItem=list(items))  # fmt: skip


def dump(*meetings: dict[str, Any], town: str = "Stadt Birkstedt", **about: Any) -> list[dict[str, Any]]:
    body = of("Body", "1", name=town, **about)
    council = of("Organization", "rat", name="Stadtrat", body=body["id"])
    return [body, council, *meetings]


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()
