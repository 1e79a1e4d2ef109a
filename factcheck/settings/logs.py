"""Logging, and reports of errors."""

from __future__ import annotations

from typing import Any

from factcheck.variables import choice, log_level, sentry_dsn

LOG_FORMAT = choice("FACTCHECK_LOG_FORMAT", "line", ("line", "json"))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {request_id} {message}",
            "style": "{",
            "datefmt": "%Y-%m-%d %H:%M:%S %z",
        },
        "bare": {"format": "{message}", "style": "{"},
        "json": {"()": "factcheck.web.json_log.JsonFormatter"},
    },
    "filters": {"unknown_host": {"()": "factcheck.web.log_filters.UnknownHost"}},
    "handlers": {
        "console": {"class": "factcheck.web.logs.LineHandler", "formatter": LOG_FORMAT, "filters": ["unknown_host"]},
        "events": {"class": "factcheck.web.logs.LineHandler", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": log_level("FACTCHECK_LOG_LEVEL", "WARNING")},
    "loggers": {
        # Only our handler removes the secrets of links, so the handlers of Django's default configuration are replaced.
        "django": {"handlers": []},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "psycopg.pool": {"level": "ERROR"},  # `web.outage` reports an outage once instead of each failed connection
        # One line of JSON for each event, whatever the level and the format of the other lines.
        "factcheck.security": {"handlers": ["events"], "level": "INFO", "propagate": False},
    },
}

SENTRY_DSN = sentry_dsn("FACTCHECK_SENTRY_DSN")
"""Address of the project that receives reports of unhandled errors (`web.error_reports`)."""
