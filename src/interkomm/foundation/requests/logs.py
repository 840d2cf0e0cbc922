"""Structured logs: one JSON object a line."""

import json
import logging
from datetime import UTC, datetime

_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "request", "server_time"}


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, the extra fields, and the traceback for the operator."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        entry |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Django names the path of a failed request; paths hold private links, so only the kind of failure is kept."""
    if record.name.startswith("django.request") and isinstance(record.args, tuple) and len(record.args) > 1:
        return str(record.args[0])
    return record.getMessage()
