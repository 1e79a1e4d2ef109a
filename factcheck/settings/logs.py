"""Logging."""

from __future__ import annotations

from factcheck.variables import log_level

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{", "datefmt": "%Y-%m-%d %H:%M:%S %z"}},
    "filters": {"unknown_host": {"()": "factcheck.web.log_filters.UnknownHost"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["unknown_host"]}},
    "root": {"handlers": ["console"], "level": log_level("FACTCHECK_LOG_LEVEL", "WARNING")},
    "loggers": {"psycopg.pool": {"level": "ERROR"}},  # `web.outage` reports an outage once instead of each failed connection
}
