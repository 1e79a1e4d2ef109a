"""Checks of a web process before it accepts requests."""

from __future__ import annotations

import sys

FAILED_TO_BOOT = 3
"""The exit status after which gunicorn stops instead of starting the process again."""


def require_factor_key() -> None:
    """End the process with one sentence if it cannot decrypt second factors. Without a database, it starts nevertheless."""
    from django.db import DatabaseError, connection

    from factcheck.accounts import factor_keys

    try:
        problem = factor_keys.problem()
    except DatabaseError:  # an outage, or the migration has not run yet
        return
    finally:
        connection.close()
    if problem:
        sys.stderr.write(f"{problem}\n")
        sys.stderr.flush()
        sys.exit(FAILED_TO_BOOT)
