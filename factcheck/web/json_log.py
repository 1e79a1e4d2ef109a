"""Log records as JSON, one object on each line."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time (UTC, with offset), level, logger, message, process, and exception if there is one.

    Values that a filter or the argument `extra` adds, such as a request id, follow if they are texts, numbers, or booleans.
    """

    def format(self, record: logging.LogRecord) -> str:
        values: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if record.exc_info:
            values["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            values["stack"] = self.formatStack(record.stack_info)
        for name, value in vars(record).items():
            if name not in _STANDARD and name not in values and isinstance(value, str | int | float | bool):
                values[name] = value
        # All characters except ASCII are escaped, so that the encoding of the output cannot cause an error.
        return json.dumps(values)
