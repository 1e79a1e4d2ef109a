"""Filters of log records."""

from __future__ import annotations

import logging


class UnknownHost(logging.Filter):
    """Logs a request with an unknown host in one short line, without a traceback. Scanners send many of them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.security.DisallowedHost":
            record.exc_info = record.exc_text = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = record.getMessage()[:200], ()
        return True
