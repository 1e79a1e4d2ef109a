"""Parses the times in rows. A page can have hundreds of them, and psycopg's parser takes several times as long as Python's."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg.abc import Buffer
from psycopg.adapt import AdaptersMap


class UtcLoader(BaseTzLoader):  # type: ignore[misc]  # Django's types lack it
    """For connections in UTC. What Python does not parse, such as `infinity`, goes to psycopg."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        try:
            time = datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            time = None
        if time is None or time.tzinfo is not UTC:
            loaded: datetime = super().load(data)
            return loaded
        return time


@cache
def with_utc_loader(adapters: AdaptersMap) -> AdaptersMap:
    """The adapters of Django for connections in UTC, with this loader. There is one map for each time zone of a connection."""
    changed = AdaptersMap(adapters)
    changed.register_loader("timestamptz", UtcLoader)
    return changed
