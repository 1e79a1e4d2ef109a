"""Logging."""

from __future__ import annotations

from factcheck.variables import log_level

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": log_level("FACTCHECK_LOG_LEVEL", "WARNING")},
    "loggers": {"psycopg.pool": {"level": "ERROR"}},  # `web.outage` reports an outage once instead of each failed connection
}
