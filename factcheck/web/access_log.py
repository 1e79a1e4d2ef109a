"""The access log of the web server: a line for each request, in the format of the other logs, without links that grant access."""

from __future__ import annotations

import logging
import os
from typing import Any

from gunicorn.glogging import Logger

from factcheck.setup.secret_links import without_links
from factcheck.web.json_log import JsonFormatter


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        values = vars(record)
        request = f"{values['address']} {values['method']} {values['path']} {values['status']} {values['milliseconds']} ms"
        return without_links(f"{self.formatTime(record, self.datefmt)} {request} {values['request_id'] or '-'}")


class _Json(JsonFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_links(super().format(record))


class AccessLog(Logger):  # type: ignore[misc]
    """gunicorn's loggers. The worker logs requests on `access_log` with the values of `_Line` as `extra`."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        is_json = os.environ.get("FACTCHECK_LOG_FORMAT", "").strip().lower() == "json"
        for handler in self.access_log.handlers:
            handler.setFormatter(_Json() if is_json else _Line(datefmt="%Y-%m-%d %H:%M:%S %z"))
