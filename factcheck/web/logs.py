"""The log handler: it adds the request id to each record, and removes the secrets of links that grant access."""

from __future__ import annotations

import logging

from factcheck.setup.secret_links import without_links
from factcheck.web.current_request import request_id


class LineHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to standard error. Works with any formatter, and covers its whole output, including tracebacks."""

    def handle(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", "") or request_id() or "-"
        return super().handle(record)

    def format(self, record: logging.LogRecord) -> str:
        return without_links(super().format(record))
