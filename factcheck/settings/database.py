"""The database: its address, the time limits of this process, and the cache in a table."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from factcheck.settings.installation import TESTING
from factcheck.setup import limits
from factcheck.variables import database, flag, integer, is_set
from factcheck.web.database.connection import pool_options
from factcheck.web.database.replica import REPLICA

_database = database("DATABASE_URL", "postgresql:///factcheck")
PREPARED = flag("FACTCHECK_PREPARED", default=True)
LIMITS = limits.current()
"""Time limits of this process for database operations."""
STATEMENT_TIMEOUT = integer("FACTCHECK_STATEMENT_TIMEOUT", limits.WEB.statement, least=1, most=3600)
"""Time limit for one statement of a web process, in seconds."""
if LIMITS is limits.WEB:
    LIMITS = replace(LIMITS, statement=STATEMENT_TIMEOUT)


def _connection(configured: dict[str, Any], *, is_replica: bool = False) -> dict[str, Any]:
    """Django's configuration of connections to the *configured* database, with the limits of this process."""
    pooled = pool_options(LIMITS.statement, is_replica=is_replica)
    return configured | {
        "ENGINE": "factcheck.web.database",
        # The URL may have its own options, such as the folder of the server's socket.
        "OPTIONS": LIMITS.parameters(configured.get("OPTIONS", {}))
        # Only web processes share connections between threads. Commands and workers open their own.
        | (pooled if LIMITS.kind == limits.WEB.kind and not TESTING else {})
        | {
            # Lets PostgreSQL reuse the plan of a repeated statement.
            "server_side_binding": PREPARED,
            "prepare_threshold": 3 if PREPARED else None,
        },
    }


DATABASES = {"default": _connection(_database)}
HAS_REPLICA = is_set("DATABASE_REPLICA_URL")
"""Whether public pages are read from a replica (`public.replica`)."""
REPLICA_MAX_LAG = integer("FACTCHECK_REPLICA_MAX_LAG", 10, least=1, most=600)
"""Seconds by which the replica may be behind the primary."""
if HAS_REPLICA:
    _replica = _connection(database("DATABASE_REPLICA_URL", ""), is_replica=True)
    # A streaming replica refuses every write itself. This setting also protects a server that was promoted.
    _replica["OPTIONS"]["options"] += " -c default_transaction_read_only=on"
    DATABASES[REPLICA] = _replica | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["factcheck.web.database.replica.Router"]
OWNER_DATABASE = None
"""The connection of the role that owns the tables, if it is not that of `DATABASE_URL` (`web.database.owner`)."""
if LIMITS.kind == limits.COMMAND.kind and os.environ.get("FACTCHECK_OWNER_DATABASE_URL", "").strip():
    # Web processes and workers never need it, so they do not keep the password in memory.
    OWNER_DATABASE = _connection(database("FACTCHECK_OWNER_DATABASE_URL", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # large, because a flood of entries must not evict the counters of failed sign-ins
    }
}
