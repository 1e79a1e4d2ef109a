"""A warning, once per process, where the locale of the database makes comparisons of names depend on case."""

from __future__ import annotations

import logging
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

log = logging.getLogger(__name__)

# Asks what the database does instead of what its locale is called: providers and names are many.
_QUESTION = "SELECT upper('ж') = 'Ж', datctype FROM pg_database WHERE datname = current_database()"
_has_looked = False


@receiver(connection_created)
def look_once(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Look at the first connection of this process: web server, worker and commands all make one."""
    global _has_looked
    if _has_looked or connection.alias != DEFAULT_DB_ALIAS:
        return
    _has_looked = True
    warn_of_case(connection.connection)


def warn_of_case(connection: psycopg.Connection[Any]) -> None:
    """Log a warning where the database knows the case of ASCII letters alone. Search by words does not depend on it."""
    row = connection.execute(_QUESTION).fetchone()
    if row is not None and not row[0]:
        log.warning(
            "The database (LC_CTYPE %s) knows upper and lower case of ASCII letters only: names that differ in the case of other"
            " letters can be entered twice, and a search for a name or a title distinguishes their case. Load a dump into a"
            " database created with LC_CTYPE 'C.UTF-8'; docs/running.md says how.",
            row[1],
        )
