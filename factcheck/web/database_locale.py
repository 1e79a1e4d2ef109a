"""Logs a warning, once per process, if the locale of the database makes comparisons of names depend on case."""

from __future__ import annotations

import logging
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

log = logging.getLogger(__name__)

# Tests the behavior of the database, because locales have many providers and names.
_CASE_QUERY = "SELECT upper('ж') = 'Ж', datctype FROM pg_database WHERE datname = current_database()"
_is_checked = False


@receiver(connection_created)
def check_first_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Check the first connection of this process, whether it is a web server, a worker, or a command."""
    global _is_checked
    if _is_checked or connection.alias != DEFAULT_DB_ALIAS:
        return
    _is_checked = True
    warn_if_ascii_only(connection.connection)


def warn_if_ascii_only(connection: psycopg.Connection[Any]) -> None:
    """Log a warning if the database maps the case of ASCII letters only. Full-text search does not depend on the locale."""
    row = connection.execute(_CASE_QUERY).fetchone()
    if row is not None and not row[0]:
        log.warning(
            "The database (LC_CTYPE %s) converts the case of ASCII letters only. Names that differ only in the case of other"
            " letters can be added twice, and a search for a name or a title is case-sensitive for them. Restore a dump into a"
            " database created with LC_CTYPE 'C.UTF-8'; see docs/running.md.",
            row[1],
        )
