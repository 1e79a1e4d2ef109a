"""The database: its address, the time limits of this process, and the cache in a table."""

from __future__ import annotations

from dataclasses import replace

from factcheck.settings.installation import TESTING
from factcheck.setup import limits
from factcheck.variables import database, flag, integer
from factcheck.web.database.connection import pool_options

_database = database("DATABASE_URL", "postgresql:///factcheck")
PREPARED = flag("FACTCHECK_PREPARED", default=True)
LIMITS = limits.current()
"""Time limits of this process for database operations."""
STATEMENT_TIMEOUT = integer("FACTCHECK_STATEMENT_TIMEOUT", limits.WEB.statement, least=1, most=3600)
"""Time limit for one statement of a web process, in seconds."""
if LIMITS is limits.WEB:
    LIMITS = replace(LIMITS, statement=STATEMENT_TIMEOUT)
DATABASES = {
    "default": _database
    | {
        "ENGINE": "factcheck.web.database",
        # The URL may have its own options, such as the folder of the server's socket.
        "OPTIONS": LIMITS.parameters(_database.get("OPTIONS", {}))
        # Only web processes share connections between threads. Commands and workers open their own.
        | (pool_options(LIMITS.statement) if LIMITS.kind == limits.WEB.kind and not TESTING else {})
        | {
            # Lets PostgreSQL reuse the plan of a repeated statement.
            "server_side_binding": PREPARED,
            "prepare_threshold": 3 if PREPARED else None,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # large, because a flood of entries must not evict the counters of failed sign-ins
    }
}
