"""Logs are one JSON object a line and hold no private link."""

import json
import logging

import pytest

from interkomm.foundation.requests.logs import JsonFormatter
from tests.conftest import CastClient


def line(name: str, message: str, *args: object, **extra: object) -> dict[str, object]:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, None)
    record.__dict__.update(extra)
    parsed: dict[str, object] = json.loads(JsonFormatter().format(record))
    return parsed


def test_a_line_is_json_with_extra_fields() -> None:
    found = line("interkomm.x", "worker %s", "a\nb", pause=2)
    assert found["message"] == "worker a\nb"
    assert found["pause"] == 2
    assert found["level"] == "warning"


def test_paths_of_failed_requests_are_left_out() -> None:
    found = line("django.request", "%s: %s", "Not Found", "/beitrag/GEHEIM/", status_code=404)
    assert "GEHEIM" not in json.dumps(found)
    assert found["message"] == "Not Found"


@pytest.mark.django_db
def test_a_real_request_leaves_no_path(client: CastClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/beitrag/GEHEIMER-LINK/?x=GEHEIM")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert not [text for text in lines if "GEHEIM" in text]
